# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from decimal import Decimal
from typing import Any

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.exceptions import EbayRefused, EbayRetry, EbayWait
from odoo.addons.connector_ebay.tools.stored_text import StoredText
from odoo.addons.connector_ebay.tools.transactions import new_transaction

from ...tools.order_refunds import Refund

#: eBay's errors while an earlier refund, or the buyer's payment, is being processed.
TRY_LATER_ERRORS = (34922, 34929)

#: Seconds after which the request is sent again in that case.
TRY_LATER_SECONDS = 600

#: Seconds after which eBay certainly shows a call that it has carried out.
VISIBLE_SECONDS = 60

#: Kinds of requests that eBay carries out once, however often they are sent.
ANSWERS_TO_BUYER = ("approve", "reject")


class EbayOrderRequestExporter(Component):
    """Send a user's request about an order to eBay, exactly once.

    The intent is an ``ebay.order.request.attempt`` with what eBay has before the call.
    If the answer is lost, or eBay answers without an id, the cancellation or refund
    that eBay has now and had not then is the result of the call.
    """

    _name = "ebay.order.request.exporter"
    _inherit = "ebay.once.exporter"
    _apply_on = "ebay.order.request"

    # === THE STEPS OF EXPORTING ONCE ===

    def _is_finished(self, subject: Any) -> bool:
        return subject.state != "waiting"

    def _record_test_mode(self, subject: Any) -> str:
        subject.state = "test"
        return StoredText._("Test mode: the request was not sent.")

    def _has_intent(self, subject: Any) -> bool:
        return bool(subject.attempt_ids)

    def _reconcile(self, subject: Any) -> str | None:
        answer = self._find_result(subject)
        if answer is not None:
            return answer
        newest = subject.attempt_ids[:1]
        age = (self.env.cr.now() - newest.create_date).total_seconds()
        if age < VISIBLE_SECONDS:
            raise EbayWait(
                StoredText._("eBay may not show yet what it did."), VISIBLE_SECONDS
            )
        return None

    def _commit_intent(self, subject: Any) -> bool:
        if subject.kind not in ANSWERS_TO_BUYER:
            known = self._read_names(subject)
            with new_transaction(subject) as fresh:
                fresh.env["ebay.order.request.attempt"].create(
                    {"request_id": fresh.id, "known": known}
                )
        return True

    def _withdraw_intent(self, subject: Any) -> None:
        if subject.kind not in ANSWERS_TO_BUYER:
            with new_transaction(subject) as fresh:
                fresh.attempt_ids[:1].unlink()

    def _call(self, subject: Any) -> str:
        if subject.kind in ANSWERS_TO_BUYER:
            return self._answer_buyer(subject)
        answer = getattr(self.backend_adapter, subject.kind)(subject)
        if not answer:
            raise EbayRetry(StoredText._("eBay answered without a number."))
        return answer

    def _record_answer(self, subject: Any, answer: str) -> str:
        subject.write({"state": "done", "answer": answer})
        binding = subject.order_id
        kinds = dict(subject._fields["kind"]._description_selection(self.env))
        binding.odoo_id.message_post(
            body=self.env._(
                "eBay accepted: %(kind)s (%(answer)s).",
                kind=kinds[subject.kind],
                answer=answer,
            )
        )
        # The import of the order does in Odoo what follows from it.
        binding._enqueue_record(self.backend, binding.external_id, force=True, eta=5)
        return StoredText._("Accepted by eBay: %s", answer)

    def _record_refusal(self, subject: Any, error: EbayRefused) -> str:
        if not error.error_ids and subject.attempt_ids:
            # eBay gave no reason: look whether it did it after all.
            answer = self._find_result(subject)
            if answer is not None:
                return self._record_answer(subject, answer)
        self._withdraw_intent(subject)
        if set(TRY_LATER_ERRORS) & set(error.error_ids):
            raise EbayRetry(str(error), seconds=TRY_LATER_SECONDS) from error
        subject.write({"state": "refused", "answer": str(error)})
        subject.order_id._ebay_schedule_activity(
            "request_refused",
            StoredText._("eBay refused"),
            StoredText._("%s Open the eBay tab to try again.", error.args[0]),
        )
        return StoredText._("eBay refused: %s", error.args[0])

    # === WHAT EBAY HAS ===

    def _read_names(self, request: Any) -> list[str]:
        """Return what the order has on eBay: cancellations or refunds, by name."""
        if request.kind == "cancel":
            return self.backend_adapter.read_cancellation_ids(request.order_id)
        refunds = self.backend_adapter.read_refunds(request.order_id)
        return [self._refund_name(refund) for refund in refunds]

    @staticmethod
    def _refund_name(refund: Refund) -> str:
        """Return the id, else what else tells the refund apart: it may have no id."""
        name = refund.refund_id or refund.reference
        return name or f"{refund.date or refund.status} {refund.amount}"

    def _find_result(self, request: Any) -> str | None:
        """Return the number of what eBay has since the first attempt; None for none."""
        known = request.attempt_ids[-1:].known or []
        if request.kind == "cancel":
            ids = self.backend_adapter.read_cancellation_ids(request.order_id)
            return min(set(ids) - set(known), default=None)
        refunds = self.backend_adapter.read_refunds(request.order_id)
        if len(refunds) <= len(known):
            # One that was there may have got its id meanwhile.
            return None
        for refund in refunds:
            if self._refund_name(refund) not in known and self._fits(refund, request):
                number = refund.refund_id or refund.reference
                return number or self.env._("no number yet")
        return None

    @staticmethod
    def _fits(refund: Refund, request: Any) -> bool:
        """Return whether a new refund may be the result of the request.

        The amount may be what is left of it after eBay has returned its fees. When in
        doubt it is: a buyer must not be paid twice.
        """
        others = request.order_id.request_ids - request
        if refund.refund_id and refund.refund_id in others.mapped("answer"):
            return False
        line_id = request.line_id.external_id
        if line_id and refund.parts and line_id not in refund.parts:
            return False
        wanted = Decimal(f"{request.amount:.2f}")
        return refund.amount is None or wanted / 2 <= refund.amount <= wanted

    def _answer_buyer(self, request: Any) -> str:
        """Answer the buyer's request to cancel; return its id."""
        order = self.backend_adapter.read_order(request.order_id.external_id)
        requests = (order.get("cancelStatus") or {}).get("cancelRequests") or []
        open_requests = [
            row for row in requests if row.get("cancelRequestState") == "REQUESTED"
        ]
        if not open_requests:
            return self.env._("answered on eBay before")
        cancel_id = open_requests[-1]["cancelRequestId"]
        self.backend_adapter.answer_cancellation(
            request.order_id, cancel_id, request.kind == "approve"
        )
        return cancel_id
