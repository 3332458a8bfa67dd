# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
from time import monotonic
from typing import Any

from psycopg2 import OperationalError
from psycopg2.errors import UniqueViolation

from odoo.addons.component.core import AbstractComponent
from odoo.addons.queue_job.exception import RetryableJobError

from ...tools.import_counts import ImportCounts
from ...tools.stored_text import StoredText
from ...tools.transactions import unique_violation_retry

_logger = logging.getLogger(__name__)

#: Tries after which a unique violation is the page's own fault, not another worker's.
UNIQUE_TRIES = 3


class EbayBatchImporter(AbstractComponent):
    """Import many records from eBay in pages; an ``ebay.run`` remembers the progress.

    A concrete batch importer implements :meth:`enqueue_page`, reads a page in its job
    and passes the records to :meth:`import_page`.
    """

    _name = "ebay.batch.importer"
    _inherit = ["base.importer", "ebay.base"]
    _usage = "batch.importer"

    #: ``flow`` of the runs.
    _flow = ""
    #: Key of a record that holds eBay's id.
    _id_key = ""

    # === THE RUN ===

    @property
    def flow(self) -> str:
        """Return the ``ebay.flow`` that this component runs."""
        return self._flow

    @property
    def ebay_run(self) -> Any:
        """Return the ``ebay.run`` that is processed."""
        return self.work.ebay_run

    def start(self, **values: Any) -> bool:
        """Start a run, or join the one that is running; return whether it is new.

        A running one whose job failed or is lost gets its job again.

        :param values: of the new ``ebay.run``
        """
        runs = self.env["ebay.run"].sudo()
        values.setdefault("flow", self._flow)
        run, is_new = runs._get_or_create(self.backend, values)
        if not run:
            if runs._ebay_is_asked_for():
                runs._ask_for_unseen(self.backend, values["flow"])
            return False
        if not is_new and run._resume():
            return False
        self.work.ebay_run = run
        self.enqueue_page()
        if is_new:
            self.env["ebay.flow"]._record_start(self.backend, run.flow)
        return is_new

    def enqueue_page(self) -> None:
        """Enqueue the job for the current page of the run."""
        raise NotImplementedError(self._name)

    def next_page(self, phase: str, page: int, **values: Any) -> None:
        """Advance the run to a page and enqueue its job, in one transaction."""
        self.ebay_run.write({"phase": phase, "page": page, **values})
        self.env["ebay.feedback"]._refresh_screens()
        self.enqueue_page()

    # === A PAGE ===

    def run_page(self, phase: str, page: int) -> str:
        """Process a page of the run; return a sentence for the job.

        A job that runs twice finds that its page is not the current one any more.
        """
        if not self.ebay_run._is_current(phase, page):
            return StoredText._("This page has already been processed.")
        return self.process_page(phase, page)

    def process_page(self, phase: str, page: int) -> str:
        """Read a page from eBay, import it and advance the run; return a sentence."""
        raise NotImplementedError(self._name)

    def import_page(self, records: list[dict[str, Any]]) -> ImportCounts:
        """Import these records; one that cannot be imported fails alone.

        If the page fails, its halves are tried, and their halves. The record at fault
        gets a job of its own, which then fails with the reason.

        :raise RetryableJobError: another worker is writing the same records
        """
        begun = monotonic()
        counts = self._import_or_split(records)
        undone = {*counts.failed, *counts.busy}
        ids = [record.get(self._id_key) for record in records]
        self.component(usage="record.importer").close_failures(
            [one for one in ids if one and one not in undone]
        )
        _logger.info(
            "eBay backend %s: flow %s, %s records, %s failed, %.0f ms",
            self.backend.id,
            self._flow,
            len(records),
            len(counts.failed),
            (monotonic() - begun) * 1000,
        )
        return counts

    def _import_or_split(self, records: list[dict[str, Any]]) -> ImportCounts:
        importer = self.component(usage="record.importer")
        try:
            with self.env.cr.savepoint():
                return importer.import_many(records)
        except (RetryableJobError, OperationalError):
            raise
        except Exception as error:
            if (
                isinstance(error, UniqueViolation)
                and self.backend._ebay_job_attempt() < UNIQUE_TRIES
            ):
                raise unique_violation_retry(self.backend, error) from error
            self.env.invalidate_all(flush=False)
            if len(records) > 1:
                middle = len(records) // 2
                return self._import_or_split(records[:middle]) + self._import_or_split(
                    records[middle:]
                )
            return self._isolate(records[0], error)

    def _isolate(self, record: dict[str, Any], error: Exception) -> ImportCounts:
        """Give a record that cannot be imported a job of its own."""
        external_id = record.get(self._id_key) or ""
        # The record's own job reports the error, whose words may hold personal data.
        _logger.info(
            "eBay backend %s: flow %s, record %s failed in its page: %s",
            self.backend.id,
            self._flow,
            external_id,
            type(error).__name__,
        )
        self.enqueue_record(external_id)
        return ImportCounts(failed=[external_id])

    def enqueue_record(self, external_id: str) -> None:
        """Enqueue the import of one record."""
        raise NotImplementedError(self._name)
