# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

from odoo.addons.component.core import Component

from ...ebay_client.price_quantity import OfferPrice, PriceQuantity
from ...exceptions import EbayNotFound
from .line_result import NO_OFFER, LineResult, result_of


class EbayPriceQuantityInventorySender(Component):
    """Lines for what the Inventory API manages: items and their offers."""

    _name = "ebay.price.quantity.inventory.sender"
    _inherit = ["base.exporter", "ebay.base"]
    _apply_on = "ebay.export.batch"
    _usage = "inventory.sender"

    def prepare(self, lines):
        """Find the offers that are not known yet; what lacks one is a result.

        eBay cannot list offers but by SKU: one call for each, once in its life.
        """
        results = {}
        unknown = lines.filtered(lambda line: not line.sku_id.ebay_offer_id)
        for name, group in unknown.grouped(lambda line: line.sku_id.ebay_sku).items():
            offers = self.backend_adapter.read_offers(name)
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
                        "ended",
                        self.env._("eBay has no offer of this SKU for the listing."),
                        {NO_OFFER},
                    )
        return results

    def send(self, lines):
        """Update these lines; ``{line: LineResult}``."""
        by_sku = lines.grouped(lambda line: line.sku_id.ebay_sku)
        rows = self.backend_adapter.update_inventory(
            [self._update(sku, group) for sku, group in by_sku.items()]
        )
        told = {}
        for row in rows:
            told.setdefault((row.sku, row.offer_id), []).append(row)
        return {line: self._result(line, told) for line in lines}

    def _update(self, sku, lines):
        quantities = [line.quantity for line in lines if line.has_quantity]
        return PriceQuantity(
            sku,
            quantity=min(quantities) if quantities else None,
            offers=[
                OfferPrice(
                    line.sku_id.ebay_offer_id,
                    _decimal(line) if line.has_price else None,
                    line.currency_id.name if line.has_price else "",
                )
                for line in lines
            ],
        )

    def _result(self, line, told):
        """An item and its offer have a row each; the line is both."""
        sku = line.sku_id
        rows = told.get((sku.ebay_sku, sku.ebay_offer_id), [])
        if line.has_quantity:
            rows = rows + told.get((sku.ebay_sku, ""), [])
        if not rows:
            return LineResult("look", self.env._("eBay's answer leaves it out."))
        details = [detail for row in rows if not row.ok for detail in row.errors]
        if all(row.ok for row in rows):
            return LineResult("accepted")
        return result_of(details, zero=line.has_quantity and not line.quantity)

    def read_back(self, lines):
        """``{line: (quantity, price)}`` as eBay has them; missing: it has not.

        Offers' ids that an earlier try had asked for went with its transaction.
        """
        gone = self.prepare(lines)
        lines = lines.filtered(lambda line: line not in gone)
        names = list(dict.fromkeys(lines.sku_id.mapped("ebay_sku")))
        items = self.backend_adapter.read_item_quantities(names)
        found = {}
        for line in lines:
            try:
                offer = self.backend_adapter.read_offer(line.sku_id.ebay_offer_id)
            except EbayNotFound:
                continue
            quantity = offer.get("availableQuantity") or 0
            price = (offer.get("pricingSummary") or {}).get("price") or {}
            found[line] = (
                min(quantity, items.get(line.sku_id.ebay_sku, quantity)),
                float(price["value"]) if price.get("value") else None,
            )
        return found


def _decimal(line):
    """The price with the currency's own number of decimals."""
    return Decimal(f"{line.price:.{line.currency_id.decimal_places}f}")
