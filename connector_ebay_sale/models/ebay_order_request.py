# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.connector_ebay.tools.stored_text import StoredText

from ..tools.ebay_words import code_text
from ..tools.roles import MANAGER_GROUP

KINDS = [
    ("refund", "Refund"),
    ("cancel", "Cancel the order"),
    ("approve", "Approve the buyer's cancellation"),
    ("reject", "Decline the buyer's cancellation"),
]

STATES = [
    ("to_confirm", "Waiting for a manager"),
    ("declined", "Declined by a manager"),
    ("waiting", "Waiting to be sent"),
    ("done", "Accepted by eBay"),
    ("refused", "Refused by eBay"),
    ("test", "Not sent: test mode"),
]


class EbayOrderRequest(models.Model):
    """A user's request to eBay about an order: refund it, cancel it.

    eBay would carry it out twice if it were sent twice. So each attempt is committed
    before the call; after a lost answer the next try reads from eBay whether the
    request was carried out, and sends it again only if not.
    """

    _name = "ebay.order.request"
    _description = "eBay Order Request"
    _inherit = [
        "ebay.job.mixin",
        "ebay.personal.data.mixin",
        "ebay.order.payment.mixin",
    ]
    _order = "id desc"
    _rec_name = "kind"

    order_id = fields.Many2one(
        "ebay.sale.order", required=True, readonly=True, ondelete="cascade", index=True
    )
    backend_id = fields.Many2one(related="order_id.backend_id", store=True)
    company_id = fields.Many2one(related="backend_id.company_id", store=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    reason = fields.Char("Code of the Reason", readonly=True, help="As eBay names it.")
    reason_text = fields.Char(string="Reason", compute="_compute_reason_text")
    comment = fields.Char(
        readonly=True, help="The buyer reads it.", personal_data="erase"
    )
    currency_id = fields.Many2one(related="order_id.currency_id")
    amount = fields.Monetary(
        readonly=True, help="What the buyer gets back when eBay accepts the request."
    )
    confirmed_by_id = fields.Many2one(
        "res.users",
        string="Confirmed By",
        readonly=True,
        help="The manager who confirmed an amount above the limit of whoever asked.",
    )
    line_id = fields.Many2one(
        "ebay.sale.order.line",
        string="Item",
        readonly=True,
        help="Empty: the whole order.",
    )
    state = fields.Selection(STATES, required=True, default="waiting", readonly=True)
    answer = fields.Char(
        string="eBay's Answer",
        readonly=True,
        help="eBay's number for it, or the reason for the refusal.",
    )
    attempt_ids = fields.One2many("ebay.order.request.attempt", "request_id")

    @api.depends_context("lang")
    @api.depends("reason")
    def _compute_reason_text(self):
        for request in self:
            request.reason_text = code_text(self.env, request.reason)

    # === CREATE ===

    @api.model
    def _request(self, order, values):
        """Create a request about an order, enqueue its sending, and return it.

        :param values: ``kind`` and what belongs to it, with the ``amount`` of a refund
        :raise AccessError: the user may not pay this amount
        :raise UserError: more than is left is to be paid, or the same is waiting
        """
        order._ebay_check_user()
        self._lock_order(order)
        self._check_open(order, values["kind"])
        self._check_payment(order, values["kind"], values.get("amount"))
        request = self._create_request(order, values, "waiting")
        request._ebay_by_person()._enqueue()
        request._log(self.env._("Sent to eBay"))
        return request

    @api.model
    def _ask_manager(self, order, values):
        """Create a request that a manager has to confirm, and return it.

        :param values: as for :meth:`_request`
        :raise UserError: more than is left is to be paid, or the same is waiting
        """
        self._check_refund_user(order)
        self._lock_order(order)
        self._check_open(order, values["kind"])
        if order.sudo().request_ids.filtered(lambda one: one.state == "to_confirm"):
            raise UserError(
                self.env._(
                    "A request about this order waits for a manager already. Ask for "
                    "its confirmation, or decline it first."
                )
            )
        self._check_left(order, values["kind"], values.get("amount"))
        request = self._create_request(order, values, "to_confirm")
        request._log(self.env._("To be confirmed by a manager"))
        order.sudo()._ebay_schedule_activity(
            "confirm_refund",
            StoredText._("Refund to confirm"),
            StoredText._(
                "%(user)s asks to confirm: %(what)s. Open the eBay order to confirm or "
                "decline it.",
                user=self.env.user.name,
                what=request._description_text(),
            ),
        )
        return request

    @api.model
    def _create_request(self, order, values, state):
        """Create a request with the amount that the buyer gets by it."""
        amount = values.get("amount") or 0.0
        if values["kind"] != "refund":
            amount = self._amount_of_kind(order, values["kind"])
        return self.sudo().create(
            {**values, "amount": amount, "order_id": order.id, "state": state}
        )

    @api.model
    def _lock_order(self, order):
        """Lock an order until the transaction ends.

        The row is written, though nothing changes: of two transactions that do so at
        the same time, PostgreSQL refuses the second, which Odoo then runs again. A
        lock alone would let it go on without seeing the first one's request.
        """
        order.flush_recordset()
        self.env.cr.execute(
            "UPDATE ebay_sale_order SET write_date = write_date WHERE id = %s",
            (order.id,),
        )

    @api.model
    def _check_open(self, order, kind):
        """Check that no other request would do the same or contradict.

        :raise UserError: one is waiting
        """
        waiting = order.sudo().request_ids.filtered(
            lambda request: request.state == "waiting"
            and not request.kind == kind == "refund"
        )
        if waiting:
            raise UserError(
                self.env._(
                    "Another request about this order is waiting to be sent. Wait "
                    "until eBay has answered it, then try again."
                )
            )

    # === SEND ===

    def _enqueue(self):
        """Enqueue the sending of these requests."""
        label = self.env._("Request to eBay")
        for request in self.env["ebay.button.press"]._follow(self, label):
            request._ebay_delay(
                "export",
                f"request:{request.id}",
                description=StoredText._(
                    "Send request about eBay order %s", request.order_id.external_id
                ),
            ).send()

    @api.private
    def send(self):
        """Send a request about an order to eBay"""
        self.ensure_one()
        with self._ebay_work() as work:
            return work.component(usage="record.exporter").run(self)

    def action_retry(self):
        """Send requests again that eBay refused or that test mode kept back."""
        self._ebay_check_user()
        unsent = self.filtered(lambda request: request.state in ("refused", "test"))
        for request in unsent:
            order = request.order_id
            self._lock_order(order)
            self._check_open(order, request.kind)
            self._check_payment(order, request.kind, request.amount)
            request.sudo().write({"state": "waiting", "answer": False})
            request._ebay_by_person()._enqueue()
            request._log(self.env._("Sent to eBay again"))

    # === CONFIRMATION BY A MANAGER ===

    def action_open(self):
        """Open the wizard that shows what a manager has to confirm."""
        self.check_access("read")
        self.ensure_one()
        return self.order_id._request_wizard({"default_request_id": self.id})

    def action_confirm(self):
        """Send requests that were above the limit of whoever asked."""
        self._ebay_check_user(group=MANAGER_GROUP)
        for request in self._to_confirm():
            order = request.order_id
            self._lock_order(order)
            self._check_open(order, request.kind)
            self._check_payment(order, request.kind, request.amount)
            request.sudo().write(
                {"state": "waiting", "confirmed_by_id": self.env.user.id}
            )
            request._ebay_by_person()._enqueue()
            request._close_confirmation(self.env._("Confirmed and sent to eBay"))

    def action_decline(self):
        """Decline requests; whoever asked may withdraw the own ones."""
        self._ebay_check_user()
        requests = self._to_confirm()
        if requests.create_uid - self.env.user:
            self._ebay_check_user(group=MANAGER_GROUP)
        for request in requests:
            request.sudo().state = "declined"
            request._close_confirmation(self.env._("Declined"))

    def _to_confirm(self):
        """Return these requests.

        :raise UserError: somebody has answered one meanwhile
        """
        if any(request.state != "to_confirm" for request in self):
            raise UserError(
                self.env._("Somebody has answered this request meanwhile. Reload.")
            )
        return self

    def _close_confirmation(self, what):
        self._log(what)
        self.order_id.sudo()._ebay_close_activities("confirm_refund")

    # === WHO DID WHAT ===

    def _description_text(self):
        """Return the kind of the request with its amount."""
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        if not self.amount:
            return kinds[self.kind]
        return self.env._(
            "%(kind)s: %(amount)s",
            kind=kinds[self.kind],
            amount=self._amount_text(self.amount, self.currency_id),
        )

    def _log(self, what):
        """Write in the chatter of order and account what the user did."""
        for request in self:
            order = request.order_id
            text = self.env._(
                "eBay order %(order)s - %(request)s. %(what)s.",
                order=order.external_id,
                request=request._description_text(),
                what=what,
            )
            order._ebay_log_action(text)
            order.backend_id._ebay_log_action(text)
