# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from .ebay_sale_order import IMPORT_STATES


class SaleOrder(models.Model):
    _inherit = "sale.order"

    ebay_bind_ids = fields.One2many("ebay.sale.order", "odoo_id", readonly=True)
    ebay_order_id = fields.Many2one(
        "ebay.sale.order", string="eBay Order", compute="_compute_ebay_order_id"
    )
    ebay_import_state = fields.Selection(
        IMPORT_STATES, string="eBay Import", compute="_compute_ebay_order_id"
    )
    ebay_hold_note = fields.Text(string="What To Do", compute="_compute_ebay_order_id")

    @api.depends("ebay_bind_ids.import_state", "ebay_bind_ids.hold_note")
    def _compute_ebay_order_id(self):
        for order in self:
            binding = order.ebay_bind_ids[:1]
            order.ebay_order_id = binding
            order.ebay_import_state = binding.import_state
            order.ebay_hold_note = binding.hold_note

    def _confirmation_error_message(self):
        """An order that eBay has not been paid for, or that is wrong, waits."""
        self.ensure_one()
        binding = self.sudo().ebay_order_id
        if binding.import_state == "held":
            return self.env._(
                "eBay order %(order)s is held: %(note)s",
                order=binding.external_id,
                note=binding.hold_note or "",
            )
        if binding.import_state == "waiting":
            return self.env._("eBay order %s is not paid yet.", binding.external_id)
        return super()._confirmation_error_message()

    def action_confirm(self):
        """eBay's orders apart from others: theirs keep the date they were placed."""
        from_ebay = self.filtered("ebay_bind_ids")
        if from_ebay and from_ebay != self:
            (self - from_ebay).action_confirm()
            return from_ebay.action_confirm()
        return super().action_confirm()

    def _prepare_confirmation_values(self):
        values = super()._prepare_confirmation_values()
        if self.ebay_bind_ids:
            values.pop("date_order", None)
        return values

    def action_open_ebay_order(self):
        """Open what eBay says about this order."""
        self.ensure_one()
        return self.ebay_order_id.get_formview_action()

    def action_ebay_refresh(self):
        """Read the order from eBay again, and go on with it if it waits."""
        self.ebay_order_id._resume()
