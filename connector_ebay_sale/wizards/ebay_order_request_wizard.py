# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.connector_ebay.tools.client_actions import CLOSE, show_message

from ..tools.roles import MANAGER_GROUP, REFUND_GROUP

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
    kinds = fields.Json(
        compute="_compute_kinds", help="What the user may ask eBay for now."
    )
    request_id = fields.Many2one(
        "ebay.order.request",
        readonly=True,
        help="The request that waits for a manager.",
    )
    cancel_state = fields.Selection(related="order_id.cancel_state")
    cancel_reason_text = fields.Char(related="order_id.cancel_reason_text")
    partner_id = fields.Many2one(related="order_id.partner_id", string="Buyer")
    items = fields.Char(related="order_id.items")
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
    amount_total = fields.Monetary(related="order_id.amount_total")
    collected_tax = fields.Monetary(related="order_id.collected_tax")
    refunded = fields.Monetary(
        string="Refunded Before",
        compute="_compute_refundable",
        help="Refunds that eBay has made or that wait to be sent.",
    )
    refundable = fields.Monetary(string="Left to Refund", compute="_compute_refundable")
    amount = fields.Monetary(
        string="The Buyer Gets Back",
        compute="_compute_amount",
        store=True,
        readonly=False,
        precompute=True,
    )
    comment = fields.Char(
        string="Message to the Buyer", size=100, help="The buyer reads it."
    )
    may_pay = fields.Boolean(compute="_compute_limit")
    above_limit = fields.Char(compute="_compute_limit")
    is_manager = fields.Boolean(compute="_compute_limit")

    @api.model
    def default_get(self, fields):
        """Fill the wizard from the request that waits for a manager."""
        values = super().default_get(fields)
        request = self.env["ebay.order.request"].browse(values.get("request_id"))
        if request:
            values.update(
                kind=request.kind,
                amount=request.amount,
                line_id=request.line_id.id,
                comment=request.comment,
            )
            if request.kind in ("refund", "cancel"):
                values[f"{request.kind}_reason"] = request.reason
        return values

    @api.depends("order_id")
    def _compute_kinds(self):
        for wizard in self:
            asked = wizard.order_id.cancel_state == "IN_PROGRESS"
            kinds = ["approve", "reject"] if asked else ["refund", "cancel"]
            requests = self.env["ebay.order.request"]
            wizard.kinds = [
                kind
                for kind in kinds
                if wizard.may_pay or not requests._pays(wizard.order_id, kind)
            ]

    @api.depends("order_id")
    def _compute_refundable(self):
        requests = self.env["ebay.order.request"]
        for wizard in self:
            order = wizard.order_id
            wizard.refundable = requests._refundable(order) if order else 0.0
            wizard.refunded = order.amount_total - wizard.refundable

    @api.depends("order_id", "kind", "amount", "request_id")
    def _compute_limit(self):
        requests, user = self.env["ebay.order.request"], self.env.user
        for wizard in self:
            order = wizard.order_id
            wizard.is_manager = user.has_group(MANAGER_GROUP)
            wizard.may_pay = user.has_group(REFUND_GROUP)
            pays = requests._pays(order, wizard.kind)
            wizard.above_limit = (
                requests._above_limit(order, wizard.amount) if pays else ""
            )

    @api.depends("order_id", "kind", "refund_reason", "line_id")
    def _compute_amount(self):
        requests = self.env["ebay.order.request"]
        for wizard in self:
            if wizard.request_id:
                wizard.amount = wizard.request_id.amount
            elif wizard.kind != "refund":
                wizard.amount = requests._amount_of_kind(wizard.order_id, wizard.kind)
            elif wizard.line_id and wizard.refund_reason not in FULL_REASONS:
                wizard.amount = min(wizard.line_id.amount, wizard.refundable)
            else:
                wizard.amount = wizard.refundable

    def action_send(self):
        """Create the request and enqueue its sending."""
        order, values = self._checked_values()
        self.env["ebay.order.request"]._request(order, values)
        return show_message(
            self.env._("The request is being sent to eBay."), then=CLOSE
        )

    def action_ask(self):
        """Ask a manager to confirm an amount above the user's limit."""
        order, values = self._checked_values()
        self.env["ebay.order.request"]._ask_manager(order, values)
        return show_message(
            self.env._("A manager has been asked to confirm it."), then=CLOSE
        )

    def action_confirm(self):
        """Confirm the request that waits for a manager."""
        self._waiting_request().action_confirm()
        return show_message(
            self.env._("The request is being sent to eBay."), then=CLOSE
        )

    def action_decline(self):
        """Decline the request that waits for a manager."""
        self._waiting_request().action_decline()
        return show_message(
            self.env._("Declined: nothing was sent to eBay."), then=CLOSE
        )

    def _waiting_request(self):
        """Return the request of this wizard.

        :raise UserError: it has none
        """
        self.check_access("write")
        self.ensure_one()
        if not self.request_id:
            raise UserError(self.env._("No request waits for a manager."))
        return self.request_id

    def _checked_values(self):
        """Return the order and the values of the request that the user describes."""
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
        return order, values

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
