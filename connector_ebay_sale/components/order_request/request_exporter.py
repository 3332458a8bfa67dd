# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.exceptions import EbayRefused, EbayRetry

#: An earlier refund is on its way, or the buyer's payment is: eBay says *later*.
LATER = (34922, 34929)

#: eBay may show what it has accepted a moment after.
SETTLE_SECONDS = 60


class EbayOrderRequestExporter(Component):
    """Sends a person's request about an order to eBay, once.

    Before the call the attempt is noted where a rollback does not reach it. If there
    is an attempt already, its answer was lost: what eBay has now that it had not
    before is what it did.
    """

    _name = "ebay.order.request.exporter"
    _inherit = ["base.exporter", "ebay.base"]
    _apply_on = "ebay.order.request"
    _usage = "record.exporter"

    def run(self, request):
        """Send it, or find out that it was sent; a sentence for the job."""
        if request.state != "waiting":
            return self.env._("This request is settled already.")
        if self.backend.test_mode:
            request.state = "test"
            return self.env._("Test mode: the request was not sent.")
        attempts = request.attempt_ids
        done = self._find_done(request, attempts[-1:]) if attempts else ""
        if not done:
            if len(attempts) == 1 and self._is_fresh(attempts):
                raise EbayRetry(
                    self.env._("eBay may not show yet what it did."),
                    seconds=SETTLE_SECONDS,
                )
            try:
                done = self._send(request)
            except EbayRefused as error:
                return self._refused(request, error)
        return self._done(request, done)

    def _is_fresh(self, attempt):
        age = self.env.cr.now() - attempt.create_date
        return age.total_seconds() < SETTLE_SECONDS

    # === SENDING ===

    def _send(self, request):
        if request.kind in ("approve", "reject"):
            return self._answer_buyer(request)
        self._note_attempt(request, self._ids_at_ebay(request))
        return getattr(self.backend_adapter, request.kind)(request)

    def _answer_buyer(self, request):
        """Harmless to repeat: eBay answers a request once."""
        order = self.backend_adapter.read_order(request.order_id.external_id)
        requests = (order.get("cancelStatus") or {}).get("cancelRequests") or []
        waiting = [
            row for row in requests if row.get("cancelRequestState") == "REQUESTED"
        ]
        if not waiting:
            return self.env._("settled on eBay before")
        cancel_id = waiting[-1]["cancelRequestId"]
        self.backend_adapter.answer_cancellation(
            request.order_id, cancel_id, request.kind == "approve"
        )
        return cancel_id

    def _note_attempt(self, request, known):
        """Note that the call is about to be made, whatever becomes of this job."""
        with self.env.registry.cursor() as cr:
            self.env(cr=cr, su=True)["ebay.order.request.attempt"].create(
                {"request_id": request.id, "known": known}
            )

    # === SETTLING ===

    def _ids_at_ebay(self, request):
        """What eBay has of the kind that is asked for."""
        if request.kind == "cancel":
            return self.backend_adapter.cancellations(request.order_id)
        order = self.backend_adapter.read_order(request.order_id.external_id)
        refunds = (order.get("paymentSummary") or {}).get("refunds") or []
        return [refund.get("refundId") for refund in refunds if refund.get("refundId")]

    def _find_done(self, request, first_attempt):
        """The id of what eBay did at an attempt whose answer was lost."""
        if request.kind in ("approve", "reject"):
            return ""
        new = set(self._ids_at_ebay(request)) - set(first_attempt.known or ())
        return min(new, default="")

    def _done(self, request, answer):
        request.write({"state": "done", "answer": answer})
        binding = request.order_id
        binding.odoo_id.message_post(
            body=self.env._(
                "eBay accepted: %(kind)s (%(answer)s).",
                kind=dict(request._fields["kind"]._description_selection(self.env))[
                    request.kind
                ],
                answer=answer,
            )
        )
        # What follows in Odoo follows from what eBay then says of the order.
        binding._enqueue_record(self.backend, binding.external_id, force=True, eta=5)
        return self.env._("Accepted by eBay: %s", answer)

    def _refused(self, request, error):
        """eBay's words on the request, and an activity; or later, if it says so."""
        if set(LATER) & set(error.error_ids):
            raise EbayRetry(str(error), seconds=10 * SETTLE_SECONDS) from error
        request.write({"state": "refused", "answer": str(error)})
        request.order_id._ebay_schedule_activity(
            "request_refused",
            self.env._("eBay refused"),
            self.env._("%s Open the eBay tab to try again.", error),
        )
        return self.env._("eBay refused: %s", error)
