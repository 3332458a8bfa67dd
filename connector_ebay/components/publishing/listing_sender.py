# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

from odoo.addons.component.core import AbstractComponent

from ...ebay_client.bulk_row import BulkRow
from ...ebay_client.errors import EbayError, ErrorDetail
from ...ebay_client.publishing_errors import named_field
from ...exceptions import EbayRefused, EbayRetry
from ...tools.publishing.export import ListingExport, Refusal, chunks
from ...tools.stored_text import StoredText
from ...tools.transactions import new_transaction

Json = dict[str, Any]
#: A listing, the name of one of its documents, and the document.
Row = tuple[ListingExport, str, Json]

#: SKUs, offers and publications that eBay takes in one call.
ROWS_PER_CALL = 25


class EbayListingSender(AbstractComponent):
    """Send the documents of listings that eBay does not have, in the largest calls.

    What eBay has accepted is committed after each call. A listing that eBay does not
    accept stops alone.
    """

    _name = "ebay.listing.sender"
    _inherit = "ebay.base"

    @property
    def adapter(self) -> Any:
        """Return the adapter that writes listings."""
        return self.component(usage="publishing.adapter")

    # === PICTURES ===

    def _upload_pictures(self, exports: list[ListingExport]) -> None:
        """Upload the pictures that eBay does not have, each file once."""
        uploader = self.component(
            usage="picture.uploader", model_name="ebay.listing.picture"
        )
        safety = self.component(
            usage="product.safety.uploader", model_name="ebay.product.document"
        )
        for export in exports:
            content = export.content
            try:
                content.regulatory = safety.upload(content.regulatory)
                content.pictures = [uploader.upload(one) for one in content.pictures]
                for sku in content.skus:
                    sku.pictures = [uploader.upload(one) for one in sku.pictures]
            except EbayRetry as error:
                export.retry = str(error)
            except EbayRefused as error:
                self._refuse(export, error)

    # === ITEMS, GROUPS, OFFERS ===

    def _write_items(self, exports: list[ListingExport]) -> None:
        rows = self._changed(exports, "item:")
        for locale, members in by_locale(rows).items():
            for part in chunks(members, ROWS_PER_CALL):
                self._call_or_split(part, partial(self._write_item_rows, locale))

    def _write_item_rows(self, locale: str, part: list[Row]) -> None:
        answers = self.adapter.write_items([document for *_, document in part], locale)
        by_sku = {answer.sku: answer for answer in answers}
        accepted = []
        for row in part:
            export, _name, document = row
            answer = by_sku.get(document["sku"])
            if answer and answer.ok:
                accepted.append(row)
            else:
                self._stop(export, answer, document["sku"])
        self._record_sent(accepted)

    def _write_groups(self, exports: list[ListingExport]) -> None:
        for row in self._changed(exports, "group"):
            self._call_or_split([row], self._write_group)

    def _write_group(self, part: list[Row]) -> None:
        [(export, _name, document)] = part
        content = export.content
        self.adapter.write_group(content.group_key, document, content.locale)
        self._record_sent(part)

    def _write_offers(self, exports: list[ListingExport]) -> None:
        """Create the offers; replace those that eBay has with other contents."""
        rows = self._changed(exports, "offer:")
        new = [row for row in rows if row[2]["sku"] not in row[0].offers]
        for locale, members in by_locale(new).items():
            for part in chunks(members, ROWS_PER_CALL):
                self._call_or_split(part, partial(self._create_offers, locale))
        for row in self._changed(exports, "offer:"):
            self._call_or_split([row], self._write_offer)

    def _create_offers(self, locale: str, part: list[Row]) -> None:
        documents = [document for *_, document in part]
        self._record_offers(part, self.adapter.create_offers(documents, locale))

    def _write_offer(self, part: list[Row]) -> None:
        [(export, _name, document)] = part
        offer_id = export.offers[document["sku"]]
        self.adapter.write_offer(offer_id, document, export.content.locale)
        self._record_sent(part)

    @staticmethod
    def _changed(exports: list[ListingExport], prefix: str) -> list[Row]:
        """Return the documents of a kind that are to be sent."""
        return [
            (export, name, document)
            for export in exports
            if export.goes_on
            for name, document in export.changed().items()
            if name.startswith(prefix)
        ]

    def _record_offers(self, part: list[Any], answers: list[BulkRow]) -> None:
        """Store the ids of created offers; adopt those that exist already."""
        by_key = {(row.sku, row.marketplace_id): row for row in answers}
        by_sku = {row.sku: row for row in answers}
        created, found = [], []
        for row in part:
            export, _name, document = row
            answer = by_key.get((document["sku"], document["marketplaceId"]))
            answer = answer or by_sku.get(document["sku"])
            if answer and answer.ok and answer.offer_id:
                export.offers[document["sku"]] = answer.offer_id
                created.append(row)
            elif answer and answer.existing_offer_id:
                # Its contents are replaced below.
                export.offers[document["sku"]] = answer.existing_offer_id
                found.append(row)
            else:
                self._stop(export, answer, document["sku"])
        with new_transaction(self.backend) as fresh:
            skus = fresh.env["ebay.product.product"]
            for export, _name, document in created + found:
                record_id = export.sku(f"offer:{document['sku']}").record_id
                skus.browse(record_id).ebay_offer_id = export.offers[document["sku"]]
        self._record_sent(created)

    # === RESULTS ===

    def _call_or_split(
        self, rows: list[Row], call: Callable[[list[Row]], None]
    ) -> None:
        """Make a call for several listings; if eBay refuses it, for each half alone.

        The call that eBay refuses for one listing stops this listing only.
        """
        try:
            call(rows)
        except EbayRetry as error:
            for export, *_ in rows:
                export.retry = str(error)
        except EbayRefused as error:
            if len(rows) == 1:
                self._refuse(rows[0][0], error)
                return
            middle = len(rows) // 2
            self._call_or_split(rows[:middle], call)
            self._call_or_split(rows[middle:], call)

    def _record_sent(self, rows: list[Any]) -> None:
        """Commit which documents eBay has accepted."""
        by_export: dict[int, ListingExport] = {}
        for export, name, document in rows:
            export.sent = {**export.sent, name: document}
            by_export[export.listing_id] = export
        if not by_export:
            return
        with new_transaction(self.backend) as fresh:
            for listing_id, export in by_export.items():
                listing = fresh.env["ebay.product.template"].browse(listing_id)
                listing.sent_documents = export.sent
                urls = export.content.picture_urls()
                if urls != listing.picture_urls:
                    listing.picture_urls = urls

    def _stop(self, export: ListingExport, answer: BulkRow | None, sku: str) -> None:
        """Stop a listing that eBay did not accept, for good or until it is retried."""
        if answer is None:
            export.retry = StoredText._("eBay did not answer for this listing.")
        elif answer.is_transient:
            export.retry = "; ".join(detail.text for detail in answer.errors)
        else:
            export.refusals += [_refusal(detail, sku) for detail in answer.errors] or [
                Refusal(
                    answer.status, StoredText._("eBay refused it without a reason.")
                )
            ]

    def _refuse(self, export: ListingExport, error: EbayRefused) -> None:
        cause = error.__cause__
        details = cause.details if isinstance(cause, EbayError) else ()
        export.refusals += [_refusal(detail, "") for detail in details] or [
            Refusal(next(iter(error.error_ids), 0), str(error))
        ]


def by_locale(rows: list[Row]) -> dict[str, list[Row]]:
    """Return the documents by the language of their texts: a call has one."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[0].content.locale].append(row)
    return found


def _refusal(detail: ErrorDetail, sku: str) -> Refusal:
    return Refusal(detail.error_id, detail.text, named_field(detail), sku)
