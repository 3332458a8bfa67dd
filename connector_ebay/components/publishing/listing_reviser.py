# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import logging
from functools import partial
from time import monotonic
from typing import Any

from odoo.addons.component.core import Component

from ...ebay_client.bulk_row import BulkRow
from ...ebay_client.errors import EbayError
from ...ebay_client.publishing_errors import CANNOT_REVISE
from ...exceptions import EbayNotFound, EbayRefused
from ...tools.publishing.export import ListingExport, Refusal, chunks
from ...tools.publishing.revision import (
    FOLLOWED,
    FROZEN_AFTER_SALE,
    edited_fields,
    keep_unfollowed,
    merge,
)
from ...tools.stored_text import StoredText
from ...tools.transactions import new_transaction
from .listing_sender import ROWS_PER_CALL, Row, by_locale

_logger = logging.getLogger(__name__)

Json = dict[str, Any]


class EbayListingReviser(Component):
    """Send what changed of published listings; nothing if nothing did.

    What the template lets follow the product is compared with what was sent last. Only
    the documents that differ are read from eBay, merged and sent.
    """

    _name = "ebay.listing.reviser"
    _inherit = "ebay.listing.publisher"
    _apply_on = "ebay.product.template"
    _usage = "listing.reviser"

    #: Status of the listings that this component sends.
    _status = "active"

    def run(self, listings: Any) -> str:
        """Revise these listings; return a sentence for the job.

        :raise EbayWait: another worker is sending all of them
        :raise EbayRetry: eBay failed for some; what is left is tried again
        """
        begun = monotonic()
        listings = self._lock(listings)
        exports = self._prepare(listings)
        templates = {one.id: one.listing_template_id for one in listings}
        if self.backend.test_mode:
            number = sum(bool(self._wanted_changes(one, templates)) for one in exports)
            return StoredText._("Test mode: %s listings would be revised.", number)
        self._upload_pictures(exports)
        rows = [
            (export, name, document)
            for export in exports
            if export.goes_on
            for name, document in self._wanted_changes(export, templates).items()
        ]
        revised = {row[0].listing_id for row in rows}
        if rows:
            self._revise(rows, templates)
        revised |= self._publish_additions(exports)
        self._finish(
            [one for one in exports if one.listing_id in revised or not one.goes_on],
            len(listings),
            begun,
        )
        return StoredText._(
            "%(revised)s of %(number)s listings had changed and were revised.",
            revised=len(revised),
            number=len(listings),
        )

    def _wanted_changes(
        self, export: ListingExport, templates: dict[int, Any]
    ) -> dict[str, Json]:
        """Return the documents that differ from what was sent last."""
        template = templates[export.listing_id]
        kinds = {kind for kind in FOLLOWED if not template[f"follow_{kind}"]}
        kinds |= set(export.content.frozen) & set(FOLLOWED)
        changed = {}
        for name, document in export.changed().items():
            sent = export.sent.get(name)
            if sent is not None:
                document = keep_unfollowed(document, sent, kinds)
            if sent is None or not export.is_sent(name, document):
                changed[name] = document
        return changed

    # === SENDING ===

    def _revise(self, rows: list[Row], templates: dict[int, Any]) -> None:
        """Read the documents from eBay, merge and send them: items first."""
        items = [row for row in rows if row[1].startswith("item:")]
        for part in chunks(items, ROWS_PER_CALL):
            self._call_or_split(part, partial(self._revise_items, templates))
        new = [
            row
            for row in rows
            if row[1].startswith("offer:") and row[2]["sku"] not in row[0].offers
        ]
        added = {(row[0].listing_id, row[1]) for row in new}
        for row in rows:
            export, name, _document = row
            if (
                not name.startswith("item:")
                and (export.listing_id, name) not in added
                and export.goes_on
            ):
                self._call_or_split([row], partial(self._revise_one, templates))
        for locale, members in by_locale(new).items():
            going = [row for row in members if row[0].goes_on]
            for part in chunks(going, ROWS_PER_CALL):
                self._call_or_split(part, partial(self._create_offers, locale))

    def _publish_additions(self, exports: list[ListingExport]) -> set[int]:
        """Publish groups again whose listing lacks variations; return the listings.

        That a listing is on sale already is no error: eBay adds what is missing.
        """
        lacking = [
            one
            for one in exports
            if one.goes_on and any(sku.left_out for sku in one.content.skus)
        ]
        for export in lacking:
            self._call_or_split([(export, "", {})], self._publish_again)
        return {one.listing_id for one in lacking}

    def _publish_again(self, part: list[Row]) -> None:
        [(export, _name, _document)] = part
        content = export.content
        self.adapter.publish_group(content.group_key, content.marketplace)
        left_out = self._left_out(export)
        with new_transaction(self.backend) as fresh:
            listing = fresh.env["ebay.product.template"].browse(export.listing_id)
            listing._set_on_sale(content, left_out)

    def _revise_items(self, templates: dict[int, Any], part: list[Row]) -> None:
        current = self.adapter.read_items([document["sku"] for *_, document in part])
        merged = [
            (
                export,
                name,
                self._merged(
                    export, name, document, current.get(document["sku"]), templates
                ),
            )
            for export, name, document in part
        ]
        for locale, members in by_locale(merged).items():
            answers = self.adapter.write_items([row[2] for row in members], locale)
            self._record_items(part, {answer.sku: answer for answer in answers})

    def _record_items(self, part: list[Row], answers: dict[str, BulkRow]) -> None:
        accepted = []
        for row in part:
            export, _name, document = row
            answer = answers.get(document["sku"])
            if answer is None:
                continue
            ids = {detail.error_id for detail in answer.errors}
            if answer.ok:
                accepted.append(row)
            elif ids & CANNOT_REVISE:
                self._freeze(export, answer.errors[0].text)
            else:
                self._stop(export, answer, document["sku"])
        self._record_sent(accepted)

    def _revise_one(self, templates: dict[int, Any], part: list[Row]) -> None:
        """Revise a group or an offer."""
        [(export, name, document)] = part
        content = export.content
        try:
            if name == "group":
                current = self.adapter.read_group(content.group_key)
                merged = self._merged(export, name, document, current, templates)
                self.adapter.write_group(content.group_key, merged, content.locale)
            else:
                offer_id = export.offers[document["sku"]]
                current = self.adapter.read_offer(offer_id)
                merged = self._merged(export, name, document, current, templates)
                self.adapter.write_offer(offer_id, merged, content.locale)
        except EbayNotFound as error:
            export.refusals.append(Refusal(0, str(error)))
            return
        except EbayRefused as error:
            cause = error.__cause__
            if not set(error.error_ids) & CANNOT_REVISE:
                raise
            text = cause.details[0].text if isinstance(cause, EbayError) else str(error)
            self._freeze(export, text)
            return
        self._record_sent(part)

    def _merged(
        self,
        export: ListingExport,
        name: str,
        document: Json,
        current: Json | None,
        templates: dict[int, Any],
    ) -> Json:
        """Return what is sent; note what the seller changed on eBay."""
        sent = export.sent.get(name)
        if current is None or sent is None:
            return document
        keep = templates[export.listing_id].seller_hub_edits == "keep"
        edited = edited_fields(sent, current)
        if edited and keep:
            self._warn(
                export, "ebay_edited", ", ".join(edited), {"names": ", ".join(edited)}
            )
        return merge(document, sent, current, keep)

    def _freeze(self, export: ListingExport, text: str) -> None:
        """Leave out what eBay does not let change after a sale, and say so once."""
        with new_transaction(self.backend) as fresh:
            listing = fresh.env["ebay.product.template"].browse(export.listing_id)
            listing.frozen_fields = list(FROZEN_AFTER_SALE)
        self._warn(export, "ebay_frozen", "title", {"text": text})

    def _warn(
        self, export: ListingExport, code: str, field: str, details: Json
    ) -> None:
        with new_transaction(self.backend) as fresh:
            problems = fresh.env["ebay.listing.problem"]
            known = problems.search(
                [("listing_id", "=", export.listing_id), ("code", "=", code)]
            )
            known.unlink()
            problems.create(
                {
                    "listing_id": export.listing_id,
                    "severity": "warning",
                    "code": code,
                    "field": field,
                    "details": details,
                }
            )
