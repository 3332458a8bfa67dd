# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from decimal import Decimal

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...ebay_client.bulk_row import BulkRow
from ...ebay_client.price_quantity import OfferPrice, PriceQuantity
from ...tools.stored_text import StoredText
from .isolated_calls import IsolatedCalls
from .line_result import NO_OFFER, LineResult, ResultKind, result_from_errors

#: Rows of eBay's answer by SKU and offer id ("" for the inventory item).
Rows = dict[tuple[str, str], list[BulkRow]]


class EbayPriceQuantityInventorySender(Component):
    """Send lines of inventory items and their offers by the Inventory API."""

    _name = "ebay.price.quantity.inventory.sender"
    _inherit = ["base.exporter", "ebay.base"]
    _apply_on = "ebay.export.batch"
    _usage = "inventory.sender"

    def prepare(self, lines: BaseModel) -> dict[BaseModel, LineResult]:
        """Read unknown offer ids from eBay; return the results of lines without offer.

        eBay can list offers by SKU only: one call for each SKU, once in its lifetime.
        A SKU that eBay refuses gets eBay's words as its result.
        """
        results = {}
        calls = IsolatedCalls(self.backend._ebay_job_attempt)
        unknown = lines.filtered(lambda line: not line.sku_id.ebay_offer_id)
        for name, group in unknown.grouped(lambda line: line.sku_id.ebay_sku).items():
            offers = calls.call(name, self.backend_adapter.read_offers, name)
            if name in calls.errors:
                results.update({line: calls.result(name) for line in group})
                continue
            by_listing = {
                (offer.get("listing") or {}).get("listingId"): offer["offerId"]
                for offer in offers
            }
            for line in group:
                offer_id = by_listing.get(line.listing_id.external_id)
                if offer_id:
                    line.sku_id.ebay_offer_id = offer_id
                else:
                    results[line] = LineResult(
                        ResultKind.ENDED,
                        StoredText._("eBay has no offer of this SKU for the listing."),
                        {NO_OFFER},
                    )
        calls.check()
        return results

    def send(self, lines: BaseModel) -> dict[BaseModel, LineResult]:
        """Send these lines in one call; return ``{line: LineResult}``."""
        by_sku = lines.grouped(lambda line: line.sku_id.ebay_sku)
        answer = self.backend_adapter.update_inventory(
            [self._update(sku, group) for sku, group in by_sku.items()]
        )
        rows: Rows = {}
        for row in answer:
            rows.setdefault((row.sku, row.offer_id), []).append(row)
        return {line: self._result(line, rows) for line in lines}

    def _update(self, sku: str, lines: BaseModel) -> PriceQuantity:
        quantities = [line.quantity for line in lines if line.has_quantity]
        return PriceQuantity(
            sku,
            quantity=min(quantities) if quantities else None,
            offers=[
                OfferPrice(
                    line.sku_id.ebay_offer_id,
                    _decimal_price(line) if line.has_price else None,
                    line.currency_id.name if line.has_price else "",
                )
                for line in lines
            ],
        )

    def _result(self, line: BaseModel, rows: Rows) -> LineResult:
        """Return the result of a line from the rows of its item and its offer."""
        sku = line.sku_id
        own = rows.get((sku.ebay_sku, sku.ebay_offer_id), [])
        if line.has_quantity:
            own = own + rows.get((sku.ebay_sku, ""), [])
        if not own:
            message = StoredText._("eBay's answer does not mention this SKU.")
            return LineResult(ResultKind.VERIFY, message)
        if all(row.ok for row in own):
            return LineResult(ResultKind.ACCEPTED)
        errors = [error for row in own if not row.ok for error in row.errors]
        return result_from_errors(errors, zero=line.has_quantity and not line.quantity)

    def read_back(self, lines: BaseModel) -> dict[BaseModel, tuple[int, float | None]]:
        """Return ``{line: (quantity, price)}`` as eBay has them.

        A line that eBay does not have, or refuses to show, is left out. The price is
        None if eBay does not show it.
        """
        # Offer ids that an earlier try has read went with its transaction.
        without_offer = self.prepare(lines)
        lines = lines.filtered(lambda line: line not in without_offer)
        names = list(dict.fromkeys(lines.sku_id.mapped("ebay_sku")))
        calls = IsolatedCalls(self.backend._ebay_job_attempt)
        items = names and calls.call(
            "items", self.backend_adapter.read_item_quantities, names
        )
        items = items or {}
        values = {}
        for line in lines:
            offer_id = line.sku_id.ebay_offer_id
            offer = calls.call(line, self.backend_adapter.read_offer, offer_id)
            if offer is None:
                continue
            quantity = offer.get("availableQuantity") or 0
            price = (offer.get("pricingSummary") or {}).get("price") or {}
            values[line] = (
                min(quantity, items.get(line.sku_id.ebay_sku, quantity)),
                float(price["value"]) if price.get("value") else None,
            )
        calls.check()
        return values


def _decimal_price(line: BaseModel) -> Decimal:
    """Return the price with the number of decimals of its currency."""
    return Decimal(f"{line.price:.{line.currency_id.decimal_places}f}")
