# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

KINDS = [
    ("refund", "Refund"),
    ("cancel", "Cancel the order"),
    ("approve", "Approve the buyer's cancellation"),
    ("reject", "Decline the buyer's cancellation"),
]

#: Kinds of requests with which a buyer gets money.
PAYING_KINDS = ("refund", "cancel", "approve")

REFUND_GROUP = "connector_ebay_sale.group_ebay_refund"

STATES = [
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
    _inherit = ["ebay.job.mixin", "ebay.personal.data.mixin"]
    _order = "id desc"
    _rec_name = "kind"

    order_id = fields.Many2one(
        "ebay.sale.order", required=True, readonly=True, ondelete="cascade", index=True
    )
    backend_id = fields.Many2one(related="order_id.backend_id", store=True)
    company_id = fields.Many2one(related="backend_id.company_id", store=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    reason = fields.Char(readonly=True, help="As eBay names it.")
    comment = fields.Char(
        readonly=True, help="The buyer reads it.", personal_data="erase"
    )
    currency_id = fields.Many2one(related="order_id.currency_id")
    amount = fields.Monetary(readonly=True)
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
        request = self.sudo().create({**values, "order_id": order.id})
        request._enqueue()
        request._log_request()
        return request

    def _log_request(self):
        """Write who asked for it in the chatter of the account and of the order."""
        self.ensure_one()
        order = self.order_id
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        text = self.env._(
            "eBay order %(order)s - %(kind)s",
            order=order.external_id,
            kind=kinds[self.kind],
        )
        amount = self._paid_amount() if self.kind == "refund" or order.paid_at else 0
        if amount:
            text += f", {order.currency_id.format(amount)}"
        order._ebay_log_action(text)
        order.backend_id._ebay_log_action(text)

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

    @api.model
    def _check_payment(self, order, kind, amount):
        """Check that the user may have a buyer paid, and that so much is left.

        :param amount: of a refund, in the order's currency
        :raise AccessError: the user may not pay at all, or not so much
        :raise UserError: more than is left
        """
        currency, left = order.currency_id, self._refundable(order)
        if kind == "refund" and currency.compare_amounts(amount, left) > 0:
            raise UserError(
                self.env._(
                    "At most %(amount).2f %(currency)s can be refunded. Refunds that "
                    "wait to be sent are counted.",
                    amount=left,
                    currency=currency.name,
                )
            )
        if kind not in PAYING_KINDS or self.env.su:
            return
        if kind != "refund" and not order.paid_at:
            return
        user = self.env.user
        if not user.has_group(REFUND_GROUP):
            raise AccessError(
                self.env._(
                    "Only members of '%s' may give buyers their money back. Ask one of "
                    "them, or an administrator.",
                    self.env.ref(REFUND_GROUP).sudo().full_name,
                )
            )
        company = order.company_id.sudo()
        limit = user.sudo().ebay_refund_limit or company.ebay_refund_limit
        paid = sum(
            request._paid_amount()
            for request in order.sudo().request_ids
            if request.create_uid == user and request.state in ("waiting", "done")
        )
        paid += amount if kind == "refund" else left
        paid = currency._convert(paid, company.currency_id, company)
        if limit and company.currency_id.compare_amounts(paid, limit) > 0:
            raise AccessError(
                self.env._(
                    "You may pay at most %(limit).2f %(currency)s back on one order, "
                    "and this would be %(amount).2f. Ask somebody with a higher limit.",
                    limit=limit,
                    currency=company.currency_id.name,
                    amount=paid,
                )
            )

    @api.model
    def _refundable(self, order):
        """Return what is left to be refunded of an order, in its currency.

        Requests that wait to be sent are counted, and those that eBay has accepted
        until the import finds their refund.
        """
        order = order.sudo()
        refunds = order.refund_ids.filtered(lambda one: one.status != "FAILED")
        taken = sum(refunds.mapped("amount"))
        for request in order.request_ids:
            # A refund that failed has been seen, and leaves its amount to be refunded.
            if request.state == "waiting" or request._is_unseen(order.refund_ids):
                taken += request._paid_amount()
        return max(0.0, order.amount_total - taken)

    def _paid_amount(self):
        """Return the amount that this request pays, in the order's currency."""
        self.ensure_one()
        if self.kind == "refund":
            return self.amount
        return self.order_id.amount_total if self.kind in PAYING_KINDS else 0.0

    def _is_unseen(self, refunds):
        """Return whether eBay accepted this refund and no import has found it yet."""
        self.ensure_one()
        if self.state != "done" or self.kind != "refund":
            return False
        return not any(
            self.answer in (refund.external_id, refund.refund_id, refund.reference)
            or (
                refund.create_date >= self.create_date
                and not self.currency_id.compare_amounts(refund.amount, self.amount)
            )
            for refund in refunds
        )

    # === SEND ===

    def _enqueue(self):
        """Enqueue the sending of these requests."""
        for request in self:
            request._ebay_delay(
                "export",
                f"request:{request.id}",
                description=self.env._(
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
            request._enqueue()
            request._log_request()
