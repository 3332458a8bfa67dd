# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import AbstractComponent

from ...exceptions import EbayRefused, EbayRetry, EbayWait
from ...tools.stored_text import StoredText


class EbayOnceExporter(AbstractComponent):
    """Make a call that eBay would carry out twice if it came twice, exactly once.

    1. The intent is committed in a transaction of its own.
    2. eBay is called.
    3. The answer is recorded.

    A job that finds an intent knows that an earlier try got no further than step 2. It
    reads from eBay what became of that call, and calls again only if eBay certainly did
    not carry it out. Where the intent is stored is up to the concrete exporter:
    publishing, refunds and shipments differ in what eBay can be asked afterwards.
    """

    _name = "ebay.once.exporter"
    _inherit = ["base.exporter", "ebay.base"]
    _usage = "record.exporter"

    def run(self, record: Any) -> str:
        """Export a record unless that is done already; return a sentence for the job.

        In test mode nothing is sent. What an earlier job has sent is reconciled first.
        """
        if self._is_finished(record):
            return StoredText._("This is finished already.")
        if self.backend.test_mode and not self._has_intent(record):
            return self._record_test_mode(record)
        return self.export_once(record) or StoredText._("Nothing had to be sent.")

    def export_once(self, subject: Any) -> Any:
        """Export ``subject``; return what :meth:`_record_answer` returns.

        :raise EbayWait: eBay may not show yet what became of an earlier call, or did
            not accept the call; nothing is lost
        :raise EbayRetry: the answer was lost; the next try reconciles
        """
        if self._has_intent(subject):
            answer = self._reconcile(subject)
            if answer is not None:
                return self._record_answer(subject, answer)
        if not self._commit_intent(subject):
            return None
        try:
            answer = self._call(subject)
        except EbayWait:
            # Raised before eBay is called, or because eBay did not accept the call.
            self._withdraw_intent(subject)
            raise
        except EbayRetry as error:
            self._record_lost_answer(subject, error)
            raise
        except EbayRefused as error:
            return self._record_refusal(subject, error)
        return self._record_answer(subject, answer)

    # === HOOKS ===

    def _is_finished(self, subject: Any) -> bool:
        """Return whether nothing is left to do for a record."""
        raise NotImplementedError(self._name)

    def _record_test_mode(self, subject: Any) -> str:
        """Record that test mode kept a record from being sent; return a sentence."""
        raise NotImplementedError(self._name)

    def _has_intent(self, subject: Any) -> bool:
        """Return whether an earlier try may have called eBay."""
        raise NotImplementedError(self._name)

    def _reconcile(self, subject: Any) -> Any:
        """Return the answer of an earlier call as read from eBay.

        :return: None if eBay did not carry it out
        :raise EbayWait: eBay may not show it yet
        """
        raise NotImplementedError(self._name)

    def _commit_intent(self, subject: Any) -> bool:
        """Commit that eBay is called now; return False if there is nothing to send."""
        raise NotImplementedError(self._name)

    def _withdraw_intent(self, subject: Any) -> None:
        """Commit that eBay was not called."""
        raise NotImplementedError(self._name)

    def _call(self, subject: Any) -> Any:
        """Call eBay; return its answer."""
        raise NotImplementedError(self._name)

    def _record_answer(self, subject: Any, answer: Any) -> Any:
        """Record the answer of eBay."""
        raise NotImplementedError(self._name)

    def _record_lost_answer(self, subject: Any, error: EbayRetry) -> None:
        """Record that the answer was lost; the intent stays."""

    def _record_refusal(self, subject: Any, error: EbayRefused) -> Any:
        """Record that eBay refused for good."""
        raise NotImplementedError(self._name)
