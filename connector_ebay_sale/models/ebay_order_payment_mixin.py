# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import format_amount

from ..tools.order_states import PAID_STATES
from ..tools.roles import MANAGER_GROUP, REFUND_GROUP

#: Kinds of requests with which a buyer gets money.
PAYING_KINDS = ("refund", "cancel", "approve")


class EbayOrderPaymentMixin(models.AbstractModel):
    """Decide who may have a buyer paid, and how much, before a request is sent.

    Shop assistants pay nothing, members of *Refunds* up to the limit of their user or
    company on one order, managers up to their own limit, if they have one.
    """

    _name = "ebay.order.payment.mixin"
    _description = "eBay Order Payment Mixin"

    # === WHO MAY PAY ===

    @api.model
    def _check_payment(self, order, kind, amount):
        """Check that the user may have a buyer paid, and that so much is left.

        :param amount: of a refund, in the order's currency
        :raise AccessError: the user may not pay at all, or not so much
        :raise UserError: more than is left
        """
        self._check_left(order, kind, amount)
        if self.env.su or not self._pays(order, kind):
            return
        self._check_refund_user(order)
        to_pay = amount if kind == "refund" else self._amount_of_kind(order, kind)
        reason = self._above_limit(order, to_pay)
        if reason:
            raise AccessError(reason)

    @api.model
    def _check_left(self, order, kind, amount):
        """Check that so much of the order is left to be refunded.

        :raise UserError: it is not
        """
        if kind != "refund":
            return
        left = self._refundable(order)
        if order.currency_id.compare_amounts(amount or 0.0, left) > 0:
            raise UserError(
                self.env._(
                    "At most %s can be refunded. Refunds that wait to be sent are "
                    "counted.",
                    self._amount_text(left, order.currency_id),
                )
            )

    @api.model
    def _check_refund_user(self, order):
        """Check that the user may give buyers money back.

        :raise AccessError: the user may not
        """
        order._ebay_check_user()
        if self.env.su or self.env.user.has_group(REFUND_GROUP):
            return
        raise AccessError(
            self.env._(
                "Only members of '%s' may give buyers their money back. Ask one of "
                "them, or an administrator.",
                self.env.ref(REFUND_GROUP).sudo().full_name,
            )
        )

    @api.model
    def _above_limit(self, order, amount):
        """Return why a manager has to confirm this payment, ``""`` if nobody has to.

        :param amount: in the order's currency; what the user has paid on the order
            before is added
        """
        company, currency = order.company_id.sudo(), order.currency_id
        limit = self._refund_limit(company)
        if not limit:
            return ""
        user = self.env.user
        paid = amount + sum(
            request._paid_amount()
            for request in order.sudo().request_ids
            if (request.confirmed_by_id or request.create_uid) == user
            and request.state in ("waiting", "done")
        )
        own = company.currency_id
        shown = self._amount_text(limit, own)
        if currency != own and not self._has_rate(currency, company):
            return self.env._(
                "Your limit is %(limit)s, and Odoo has no exchange rate of "
                "%(currency)s to compare with. A manager has to confirm this payment.",
                limit=shown,
                currency=currency.name,
            )
        converted = currency._convert(paid, own, company)
        if own.compare_amounts(converted, limit) <= 0:
            return ""
        return self.env._(
            "You may pay at most %(limit)s back on one order, and this would be "
            "%(amount)s. A manager has to confirm it.",
            limit=shown,
            amount=self._amount_text(converted, own),
        )

    @api.model
    def _refund_limit(self, company):
        """Return the user's limit on one order, in the company's currency; 0: none."""
        user = self.env.user
        own = user.sudo().ebay_refund_limit
        if own or user.has_group(MANAGER_GROUP):
            return own
        return company.sudo().ebay_refund_limit

    @api.model
    def _has_rate(self, currency, company):
        """Return whether Odoo can convert; without a rate it would take 1:1."""
        rates = self.env["res.currency.rate"].sudo()
        domain = [
            ("company_id", "in", (False, company.root_id.id)),
            "|",
            ("currency_id", "=", currency.id),
            "&",
            ("currency_id", "=", company.currency_id.id),
            ("rate", "!=", 1),
        ]
        return bool(rates.search_count(domain, limit=1))

    # === AMOUNTS ===

    @api.model
    def _amount_text(self, amount, currency):
        """Return an amount as the user's language writes it, with its currency."""
        return format_amount(self.env, amount, currency)

    @api.model
    def _amount_of_kind(self, order, kind):
        """Return what the buyer gets back when eBay cancels the order."""
        return self._refundable(order) if self._pays(order, kind) else 0.0

    @api.model
    def _pays(self, order, kind):
        """Return whether a buyer gets money by a request of this kind."""
        is_paid = order.paid_at or order.payment_state in PAID_STATES
        return kind == "refund" or (kind in PAYING_KINDS and bool(is_paid))

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
