# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from .ebay_sale_order import (
    CANCEL_STATES,
    FULFILLMENT_STATES,
    IMPORT_STATES,
    PAYMENT_STATES,
)

#: What the eBay tab shows of the binding.
EBAY_TAB = (
    "url",
    "payment_state",
    "fulfillment_state",
    "cancel_state",
    "paid_at",
    "payment_reference",
    "ship_by",
    "amount_total",
    "difference",
    "collected_tax",
    "collected_tax_note",
    "buyer_note",
    "gift_message",
    "ship_to_reference",
    "tax_identifier",
)


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

    # === THE EBAY TAB: what eBay says, read only ===
    ebay_url = fields.Char(compute="_compute_ebay")
    ebay_payment_state = fields.Selection(
        PAYMENT_STATES, string="Payment", compute="_compute_ebay"
    )
    ebay_fulfillment_state = fields.Selection(
        FULFILLMENT_STATES, string="Shipment", compute="_compute_ebay"
    )
    ebay_cancel_state = fields.Selection(
        CANCEL_STATES, string="Cancellation", compute="_compute_ebay"
    )
    ebay_paid_at = fields.Datetime(string="Paid", compute="_compute_ebay")
    ebay_payment_reference = fields.Char(
        string="eBay Payment Reference", compute="_compute_ebay"
    )
    ebay_ship_by = fields.Datetime(string="Ship By", compute="_compute_ebay")
    ebay_amount_total = fields.Monetary(string="Total on eBay", compute="_compute_ebay")
    ebay_difference = fields.Monetary(string="Difference", compute="_compute_ebay")
    ebay_collected_tax = fields.Monetary(
        string="Tax Collected by eBay", compute="_compute_ebay"
    )
    ebay_collected_tax_note = fields.Char(string="Kind of Tax", compute="_compute_ebay")
    ebay_buyer_note = fields.Text(string="Buyer's Note", compute="_compute_ebay")
    ebay_gift_message = fields.Text(string="Gift Message", compute="_compute_ebay")
    ebay_ship_to_reference = fields.Char(
        string="Reference for the Label", compute="_compute_ebay"
    )
    ebay_tax_identifier = fields.Char(
        string="Buyer's Tax Number", compute="_compute_ebay"
    )

    @api.depends("ebay_bind_ids.import_state", "ebay_bind_ids.hold_note")
    def _compute_ebay_order_id(self):
        for order in self:
            # Whoever may see the order may see this, without rights on the account.
            binding = order.sudo().ebay_bind_ids[:1]
            order.ebay_order_id = binding
            order.ebay_import_state = binding.import_state
            order.ebay_hold_note = binding.hold_note

    def _compute_ebay(self):
        for order in self:
            binding = order.sudo().ebay_bind_ids[:1]
            for name in EBAY_TAB:
                order[f"ebay_{name}"] = binding[name]

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

    def action_ebay_request(self):
        """Refund or cancel this order on eBay."""
        self.ensure_one()
        return self.ebay_order_id.action_request()
