# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component

from ...tools.stored_text import StoredText

#: Seconds. A listing that is read right after its change may still be the old one.
LISTING_DELAY = 3


class EbayListingEventHandler(Component):
    """Import a listing again after it was created, changed or ended."""

    _name = "ebay.listing.event.handler"
    _inherit = "ebay.event.handler"
    _topics = ("LISTING",)
    _delay = LISTING_DELAY

    def handle(self, event: Any) -> str | None:
        """Import the listing that the event names, unless its data is known already."""
        if not event.reference:
            return StoredText._("eBay did not say which listing.")
        listings = self.env["ebay.product.template"]
        listing = listings.search(
            [
                ("backend_id", "=", self.backend.id),
                ("external_id", "=", event.reference),
            ]
        )
        if listing and self._is_own_change(event, listing):
            return StoredText._("Our own change: nothing to do.")
        return listings.import_record(self.backend, event.reference)

    def _is_own_change(self, event: Any, listing: Any) -> bool:
        """Return whether the event reports only a price and quantity known here.

        eBay reports both after each export of ours. Where they equal those of the
        listing's only SKU, nothing is read. In any other case the listing is read, and
        the importer finds what differs.
        """
        data = event._data().get("listing") or event._data()
        price = (data.get("price") or {}) if isinstance(data, dict) else {}
        if not isinstance(price, dict) or len(listing.sku_ids) != 1:
            return False
        if (
            data.get("listingStatus", "ACTIVE") != "ACTIVE"
            or listing.status != "active"
        ):
            return False
        sku = listing.sku_ids
        try:
            same_price = sku.currency_id.compare_amounts(
                float(price["value"]), sku.price
            )
            return (
                same_price == 0
                and price["currency"] == sku.currency_id.name
                and int(data["quantity"]) == sku.quantity
            )
        except (KeyError, TypeError, ValueError):
            return False
