# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import AbstractComponent

from ...exceptions import EbayNotFound
from ...tools.import_counts import ImportCounts


class EbayImporter(AbstractComponent):
    """Import records from eBay: one by its id, or a page that was read already.

    A concrete importer implements :meth:`import_many`, which writes any number of
    records set-wise. The hooks around it are called for a single record.
    """

    _name = "ebay.importer"
    _inherit = ["base.importer", "ebay.base"]
    _usage = "record.importer"

    #: Identity keys of the jobs that import a record alone, and topics of the
    #: notifications that announce one: what failed of these is done by any import.
    _job_keys: tuple[str, ...] = ()
    _topics: tuple[str, ...] = ()

    def run(self, external_id: str, force: bool = False, **options: Any) -> str:
        """Read one record from eBay and write it; return a sentence for the job.

        :param force: write it although eBay has not changed it
        """
        self._before_import()
        try:
            record = self._read(external_id)
        except EbayNotFound as error:
            return self._on_not_found(external_id, error)
        counts = self.import_many([record], force=force, **options)
        result = self._after_import(external_id, record, counts)
        self.close_failures([external_id])
        return result

    def close_failures(self, external_ids: list[str]) -> None:
        """Close what failed to import these records, since they are imported now."""
        if not self._job_keys or not external_ids:
            return
        self.component(usage="failure.closer", model_name="ebay.backend").close(
            [key.format(one) for one in external_ids for key in self._job_keys],
            external_ids,
            self._topics,
        )

    def import_many(
        self, records: list[dict[str, Any]], force: bool = False, **options: Any
    ) -> ImportCounts:
        """Write these records as far as they are new or changed; return the counts.

        :param force: write also those that eBay has not changed
        """
        raise NotImplementedError(self._name)

    # === HOOKS ===

    def _before_import(self) -> None:
        """Prepare a single import before eBay is called, for example take a lock."""

    def _read(self, external_id: str) -> dict[str, Any]:
        """Return the record from eBay."""
        return self.backend_adapter.read(external_id)

    def _on_not_found(self, external_id: str, error: EbayNotFound) -> str:
        """Return a sentence about a record that eBay does not have, or raise."""
        raise error

    def _after_import(
        self, external_id: str, record: dict[str, Any], counts: ImportCounts
    ) -> str:
        """Return a sentence about the imported record for the job."""
        return counts.sentence()
