# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.exceptions import EbayRefused, EbayRetry, EbayWait
from odoo.addons.connector_ebay.tools.transactions import new_transaction

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

    The intent is an ``ebay.order.request.attempt`` with the ids that eBay has before
    the call. If the answer is lost, an id that eBay has now and had not then is the
    result of the call.
    """

    _name = "ebay.order.request.exporter"
    _inherit = "ebay.once.exporter"
    _apply_on = "ebay.order.request"

    # === THE STEPS OF EXPORTING ONCE ===

    def _is_finished(self, subject: Any) -> bool:
        return subject.state != "waiting"

    def _record_test_mode(self, subject: Any) -> str:
        subject.state = "test"
        return self.env._("Test mode: the request was not sent.")

    def _has_intent(self, subject: Any) -> bool:
        return bool(subject.attempt_ids)

    def _reconcile(self, subject: Any) -> str | None:
        newest, oldest = subject.attempt_ids[:1], subject.attempt_ids[-1:]
        new_ids = set(self._read_ids(subject)) - set(oldest.known or ())
        if new_ids:
            return min(new_ids)
        age = (self.env.cr.now() - newest.create_date).total_seconds()
        if age < VISIBLE_SECONDS:
            raise EbayWait(
                self.env._("eBay may not show yet what it did."), VISIBLE_SECONDS
            )
        return None

    def _commit_intent(self, subject: Any) -> bool:
        if subject.kind not in ANSWERS_TO_BUYER:
            known = self._read_ids(subject)
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
        return getattr(self.backend_adapter, subject.kind)(subject)

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
        return self.env._("Accepted by eBay: %s", answer)

    def _record_refusal(self, subject: Any, error: EbayRefused) -> str:
        self._withdraw_intent(subject)
        if set(TRY_LATER_ERRORS) & set(error.error_ids):
            raise EbayRetry(str(error), seconds=TRY_LATER_SECONDS) from error
        subject.write({"state": "refused", "answer": str(error)})
        subject.order_id._ebay_schedule_activity(
            "request_refused",
            self.env._("eBay refused"),
            self.env._("%s Open the eBay tab to try again.", error),
        )
        return self.env._("eBay refused: %s", error)

    # === WHAT EBAY HAS ===

    def _read_ids(self, request: Any) -> list[str]:
        """Return the ids of the order's cancellations or refunds on eBay."""
        if request.kind == "cancel":
            return self.backend_adapter.read_cancellation_ids(request.order_id)
        order = self.backend_adapter.read_order(request.order_id.external_id)
        refunds = (order.get("paymentSummary") or {}).get("refunds") or []
        return [refund["refundId"] for refund in refunds if refund.get("refundId")]

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
