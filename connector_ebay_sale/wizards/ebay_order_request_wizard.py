# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

#: Reasons for which eBay accepts a full refund only.
FULL_REASONS = ("BUYER_CANCEL", "SELLER_CANCEL", "ITEM_NOT_RECEIVED", "BUYER_RETURN")


class EbayOrderRequestWizard(models.TransientModel):
    """Refund or cancel an eBay order from Odoo."""

    _name = "ebay.order.request.wizard"
    _description = "Refund or Cancel on eBay"

    order_id = fields.Many2one("ebay.sale.order", required=True, readonly=True)
    kind = fields.Selection(
        [
            ("refund", "Refund"),
            ("cancel", "Cancel the order and refund it"),
            ("approve", "Approve the buyer's cancellation"),
            ("reject", "Decline the buyer's cancellation"),
        ],
        required=True,
        default="refund",
    )
    cancel_state = fields.Selection(related="order_id.cancel_state")
    refund_reason = fields.Selection(
        [
            ("OTHER_ADJUSTMENT", "Other adjustment"),
            ("ITEM_NOT_AS_DESCRIBED", "Item not as described"),
            ("SHIPPING_DISCOUNT", "Shipping discount"),
            ("BUYER_RETURN", "Buyer returned it (full refund)"),
            ("ITEM_NOT_RECEIVED", "Item not received (full refund)"),
        ],
        default="OTHER_ADJUSTMENT",
    )
    cancel_reason = fields.Selection(
        [
            ("OUT_OF_STOCK_OR_CANNOT_FULFILL", "Out of stock"),
            ("BUYER_ASKED_CANCEL", "Buyer asked to cancel"),
            ("ADDRESS_ISSUES", "Problem with the address"),
        ],
        default="OUT_OF_STOCK_OR_CANNOT_FULFILL",
    )
    line_id = fields.Many2one(
        "ebay.sale.order.line",
        string="Item",
        domain="[('order_id', '=', order_id)]",
        help="Empty: the whole order.",
    )
    currency_id = fields.Many2one(related="order_id.currency_id")
    refundable = fields.Monetary(compute="_compute_refundable")
    amount = fields.Monetary(
        compute="_compute_amount", store=True, readonly=False, precompute=True
    )
    comment = fields.Char(size=100, help="The buyer reads it.")

    @api.depends("order_id")
    def _compute_refundable(self):
        requests = self.env["ebay.order.request"]
        for wizard in self:
            order = wizard.order_id
            wizard.refundable = requests._refundable(order) if order else 0.0

    @api.depends("order_id", "kind", "refund_reason", "line_id")
    def _compute_amount(self):
        for wizard in self:
            if wizard.kind != "refund":
                wizard.amount = wizard.refundable if wizard.order_id.paid_at else 0.0
            elif wizard.line_id and wizard.refund_reason not in FULL_REASONS:
                wizard.amount = min(wizard.line_id.amount, wizard.refundable)
            else:
                wizard.amount = wizard.refundable

    def action_send(self):
        """Create the request and enqueue its sending."""
        self.check_access("write")
        self.ensure_one()
        order = self.order_id
        order._ebay_check_user()
        values = {"kind": self.kind}
        if self.kind == "refund":
            values.update(self._refund_values())
        elif self.kind == "cancel":
            values.update(self._cancel_values())
        elif order.cancel_state != "IN_PROGRESS":
            raise UserError(self.env._("The buyer does not ask to cancel this order."))
        self.env["ebay.order.request"]._request(order, values)
        return {"type": "ir.actions.act_window_close"}

    def _refund_values(self):
        currency = self.currency_id
        if currency.compare_amounts(self.amount, 0) <= 0:
            raise UserError(self.env._("Enter the amount that the buyer gets back."))
        if self.line_id and self.line_id.order_id != self.order_id:
            raise UserError(self.env._("This item belongs to another order."))
        full = not currency.compare_amounts(self.amount, self.refundable)
        if self.refund_reason in FULL_REASONS and not full:
            raise UserError(
                self.env._("With this reason eBay refunds the whole order only.")
            )
        return {
            "reason": self.refund_reason,
            "amount": self.amount,
            "line_id": self.line_id.id,
            "comment": self.comment,
        }

    def _cancel_values(self):
        if self.order_id.cancel_state == "CANCELED":
            raise UserError(self.env._("eBay has cancelled this order already."))
        if self.order_id._goods_left():
            raise UserError(
                self.env._("Goods of this order have left: refund it instead.")
            )
        return {"reason": self.cancel_reason}
