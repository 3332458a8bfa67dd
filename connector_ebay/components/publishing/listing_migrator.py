# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any

from odoo.addons.component.core import Component

from ...exceptions import EbayNotFound, EbayRefused, EbayRetry, EbayWait
from ...tools.stored_text import StoredText
from ...tools.transactions import lock_free, new_transaction
from .listing_publisher import BUSY_SECONDS

_logger = logging.getLogger(__name__)


@dataclass
class Moved:
    """What eBay has made of a listing.

    :ivar offers: the offer ids by SKU
    """

    group_key: str = ""
    offers: dict[str, str] = field(default_factory=dict)


@dataclass
class Batch:
    """Lines that are sent in one call.

    The job's own transaction does not see what new transactions have written, hence
    the lines that are still to be sent are kept here.
    """

    lines: Any
    asked: Any
    todo: Any


class EbayListingMigrator(Component):
    """Move listings made on eBay to the Inventory API, five with a call.

    A line says that eBay is asked before it is (``sent``). A job that finds such a line
    reads the offers of its SKUs: if one belongs to the listing, it has been moved.
    Asking twice does no harm: eBay refuses a listing that has been moved, which is
    read in the same way.
    """

    _name = "ebay.listing.migrator"
    _inherit = "ebay.once.exporter"
    _apply_on = "ebay.migration.line"

    @property
    def adapter(self) -> Any:
        """Return the adapter of the Inventory API."""
        return self.component(usage="backend.adapter")

    def run(self, record: Any) -> str:
        """Move the listings of these lines; return a sentence for the job.

        :raise EbayWait: another worker is sending all of them
        :raise EbayRetry: eBay failed for some; they are tried again
        """
        lines = self._lock(record)
        with new_transaction(lines) as fresh:
            asked = fresh.filtered(lambda one: one.state == "sent").ids
            ready = fresh.filtered(lambda one: one.state in ("ready", "sent")).ids
        batch = Batch(lines, lines.browse(asked), lines.browse(ready))
        if self.backend.test_mode and not asked:
            return StoredText._("Test mode: %s listings would be moved.", len(ready))
        self.export_once(batch)
        with new_transaction(lines) as fresh:
            moved = len(fresh.filtered(lambda one: one.state == "moved"))
            failed = len(fresh.filtered(lambda one: one.state == "sent"))
            self._finish(fresh.migration_id)
        _logger.info(
            "eBay backend %s: flow migration, %s listings, %s moved, %s to retry",
            self.backend.id,
            len(lines),
            moved,
            failed,
        )
        if failed:
            raise EbayRetry(
                StoredText._("eBay failed for %s listings.", failed), BUSY_SECONDS
            )
        return StoredText._("%(moved)s of %(all)s moved.", moved=moved, all=len(lines))

    def _lock(self, lines: Any) -> Any:
        free = lock_free(lines.exists(), "connector_ebay.move")
        if lines and not free:
            raise EbayWait(
                StoredText._("Another worker is moving these listings."), BUSY_SECONDS
            )
        return free

    @staticmethod
    def _finish(migrations: Any) -> None:
        """Read the locations that eBay has made, once all lines are finished."""
        for migration in migrations:
            if migration.state == "done":
                migration.backend_id.import_policies()

    # === EXACTLY ONCE ===

    def _has_intent(self, subject: Batch) -> bool:
        return bool(subject.asked)

    def _reconcile(self, subject: Batch) -> None:
        """Adopt the lines that an earlier call has moved; the others are to be sent."""
        for line in subject.asked:
            moved = self._read_moved(line)
            if moved:
                self._record_moved(line, moved)
                subject.todo -= line

    def _commit_intent(self, subject: Batch) -> bool:
        if subject.todo:
            self._set_state(subject.todo, "sent")
        return bool(subject.todo)

    def _withdraw_intent(self, subject: Batch) -> None:
        self._set_state(subject.todo, "ready")

    def _call(self, subject: Batch) -> Any:
        return self.adapter.migrate(subject.todo.mapped("external_id"))

    def _record_answer(self, subject: Batch, answer: Any) -> None:
        rows = {row.listing_id: row for row in answer}
        for line in subject.todo:
            row = rows.get(line.external_id)
            if row is None or row.status >= 500:
                # It stays "sent": the next try reads what became of it.
                continue
            if row.ok:
                moved: Moved | None = Moved(row.group_key, row.offers)
            else:
                moved = self._read_moved(line)
            if moved:
                self._record_moved(line, moved)
            else:
                message = "; ".join(one.text for one in row.errors)
                self._set_state(line, "refused", message)

    def _record_refusal(self, subject: Batch, error: EbayRefused) -> None:
        self._set_state(subject.todo, "refused", str(error))

    def _set_state(self, lines: Any, state: str, message: str = "") -> None:
        with new_transaction(lines) as fresh:
            fresh.write({"state": state, "message": message or False})

    # === READING ===

    def _read_moved(self, line: Any) -> Moved | None:
        """Return what eBay has made of a listing; None if it has not been moved."""
        listing = line.listing_id
        moved = Moved()
        for sku in listing.sku_ids.filtered("ebay_sku"):
            try:
                offers = self.adapter.read_offers(
                    sku.ebay_sku, listing.marketplace_id.code
                )
            except (EbayNotFound, EbayRefused):
                # A SKU that the Inventory API does not know, or never accepts.
                return None
            offer_id = offers.get(listing.external_id)
            if not offer_id:
                return None
            moved.offers[sku.ebay_sku] = offer_id
        if len(moved.offers) > 1:
            moved.group_key = self.adapter.read_group_key(next(iter(moved.offers)))
        return moved if moved.offers else None

    def _record_moved(self, line: Any, moved: Moved) -> None:
        """Change the listing to the Inventory API, for prices and quantities too."""
        with new_transaction(line) as fresh:
            fresh.write({"state": "moved", "message": False})
            listing = fresh.listing_id
            listing.write(
                {"channel": "inventory", "group_key": moved.group_key or False}
            )
            for sku in listing.sku_ids:
                offer_id = moved.offers.get(sku.ebay_sku)
                if offer_id:
                    sku.ebay_offer_id = offer_id
            fresh.env["ebay.sku.mark"]._mark(listing.sku_ids, "stock")
