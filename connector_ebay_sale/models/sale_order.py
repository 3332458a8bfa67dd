# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    ebay_bind_ids = fields.One2many("ebay.sale.order", "odoo_id", readonly=True)
    ebay_order_id = fields.Many2one(
        "ebay.sale.order", string="eBay Order", compute="_compute_ebay_order_id"
    )
    # Related fields are read with all rights: whoever may see the order may see them.
    # The customer sees the order, too, in the portal: they are for employees only. Of
    # several bindings they show the first, as ``ebay_order_id`` does.
    ebay_status = fields.Selection(
        related="ebay_bind_ids.status", string="eBay", groups="base.group_user"
    )
    ebay_import_state = fields.Selection(
        related="ebay_bind_ids.import_state",
        string="eBay Import",
        groups="base.group_user",
    )
    ebay_hold_note = fields.Text(
        related="ebay_bind_ids.hold_note", groups="base.group_user"
    )

    # === THE EBAY TAB ===
    ebay_url = fields.Char(related="ebay_bind_ids.url", groups="base.group_user")
    ebay_payment_state = fields.Selection(
        related="ebay_bind_ids.payment_state", groups="base.group_user"
    )
    ebay_fulfillment_state = fields.Selection(
        related="ebay_bind_ids.fulfillment_state", groups="base.group_user"
    )
    ebay_cancel_state = fields.Selection(
        related="ebay_bind_ids.cancel_state", groups="base.group_user"
    )
    ebay_payment_hold_note = fields.Char(
        related="ebay_bind_ids.payment_hold_note", groups="base.group_user"
    )
    ebay_payment_hold_text = fields.Char(
        related="ebay_bind_ids.payment_hold_text", groups="base.group_user"
    )
    ebay_paid_at = fields.Datetime(
        related="ebay_bind_ids.paid_at", groups="base.group_user"
    )
    ebay_payment_reference = fields.Char(
        related="ebay_bind_ids.payment_reference", groups="base.group_user"
    )
    ebay_ship_by = fields.Datetime(
        related="ebay_bind_ids.ship_by", groups="base.group_user"
    )
    ebay_amount_total = fields.Monetary(
        related="ebay_bind_ids.amount_total", groups="base.group_user"
    )
    ebay_difference = fields.Monetary(
        related="ebay_bind_ids.difference", groups="base.group_user"
    )
    ebay_collected_tax = fields.Monetary(
        related="ebay_bind_ids.collected_tax", groups="base.group_user"
    )
    ebay_collected_tax_note = fields.Char(
        related="ebay_bind_ids.collected_tax_note", groups="base.group_user"
    )
    ebay_collected_tax_text = fields.Char(
        related="ebay_bind_ids.collected_tax_text", groups="base.group_user"
    )
    ebay_buyer_note = fields.Text(
        related="ebay_bind_ids.buyer_note", groups="base.group_user"
    )
    ebay_gift_message = fields.Text(
        related="ebay_bind_ids.gift_message", groups="base.group_user"
    )
    ebay_ship_to_reference = fields.Char(
        related="ebay_bind_ids.ship_to_reference", groups="base.group_user"
    )
    ebay_tax_identifier = fields.Char(
        related="ebay_bind_ids.tax_identifier", groups="base.group_user"
    )

    @api.depends("ebay_bind_ids")
    def _compute_ebay_order_id(self):
        for order in self:
            order.ebay_order_id = order.sudo().ebay_bind_ids[:1]

    def _confirmation_error_message(self):
        """Refuse to confirm an order that is held or waits for its payment.

        The reason is for employees: a customer confirms in the portal.
        """
        self.ensure_one()
        binding = self.sudo().ebay_order_id
        is_blocked = binding.import_state in ("held", "waiting")
        if is_blocked and not self.env.user._is_internal():
            return self.env._("This order cannot be confirmed here.")
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
        """Confirm eBay's orders separately: they keep the date of the purchase."""
        from_ebay = self.filtered("ebay_order_id")
        if from_ebay and from_ebay != self:
            (self - from_ebay).action_confirm()
            return from_ebay.action_confirm()
        return super().action_confirm()

    def _prepare_confirmation_values(self):
        """Keep the date on which an eBay order was placed."""
        values = super()._prepare_confirmation_values()
        if self.ebay_order_id:
            values.pop("date_order", None)
        return values

    def action_open_ebay_order(self):
        """Open the eBay order."""
        self.env["ebay.sale.order"].check_access("read")
        self.check_access("read")
        self.ensure_one()
        return self.ebay_order_id.get_formview_action()

    def action_ebay_refresh(self):
        """Read the order from eBay again, and confirm it if nothing holds it."""
        self.env["ebay.sale.order"]._ebay_check_user()
        self.check_access("read")
        self.ebay_order_id.action_refresh()

    def action_ebay_request(self):
        """Open the wizard that refunds or cancels this order on eBay."""
        self.env["ebay.sale.order"]._ebay_check_user()
        self.check_access("read")
        self.ensure_one()
        return self.ebay_order_id.action_request()
