# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections.abc import Iterable

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...exceptions import EbayRefused

#: SKUs that the Inventory API returns in one call.
BULK_SIZE = 25

#: eBay's errors for a SKU that the Inventory API does not accept, because of its length
#: or its characters: no listing with such a SKU was made with it.
SKU_ERRORS = {25707, 25708, 25709}


class EbayListingChannelFinder(Component):
    """Find the listings that were made with the Inventory API.

    They can only be changed through it. The Inventory API knows SKUs, not listings: a
    listing is taken to be made with it if it knows all of the listing's SKUs. If
    several listings have the same SKU, the SKU's offers tell which one it is.
    """

    _name = "ebay.listing.channel.finder"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "channel.finder"

    @property
    def _adapter(self) -> Component:
        return self.component(usage="backend.adapter")

    def find_new(self, item_ids: Iterable[str]) -> int:
        """Look up the SKUs of new listings and set their channel.

        :return: the number of listings made with the Inventory API
        :raise EbayRefused: the account may not use the Inventory API
        """
        skus = self.env["ebay.product.product"].search(
            [
                ("backend_id", "=", self.backend.id),
                ("ebay_listing_id", "in", list(item_ids)),
                ("ebay_sku", "!=", False),
            ]
        )
        ebay_skus = sorted(set(skus.mapped("ebay_sku")))
        known: set[str] = set()
        for start in range(0, len(ebay_skus), BULK_SIZE):
            chunk = ebay_skus[start : start + BULK_SIZE]
            known |= self._inventory_skus(chunk)
        return self.set_channel(known)

    def _inventory_skus(self, ebay_skus: list[str]) -> set[str]:
        """Return those SKUs that the Inventory API knows.

        One that it does not accept makes eBay refuse all: the halves are asked for.
        """
        try:
            return self._adapter.inventory_skus(ebay_skus)
        except EbayRefused as error:
            if not SKU_ERRORS & set(error.error_ids):
                raise
        if len(ebay_skus) == 1:
            return set()
        middle = len(ebay_skus) // 2
        return self._inventory_skus(ebay_skus[:middle]) | self._inventory_skus(
            ebay_skus[middle:]
        )

    def set_channel(self, ebay_skus: Iterable[str]) -> int:
        """Set the channel of the listings that the Inventory API made.

        :param ebay_skus: SKUs that the Inventory API knows
        :return: the number of listings that were changed
        """
        known = set(ebay_skus)
        if not known:
            return 0
        skus = self.env["ebay.product.product"].search(
            [
                ("backend_id", "=", self.backend.id),
                ("status", "=", "active"),
                ("ebay_sku", "in", list(known)),
            ]
        )
        listings = skus.listing_id.filtered(
            lambda listing: set(listing.sku_ids.mapped("ebay_sku")) <= known
        )
        shared = self._sharing_skus(listings)
        found = (listings - shared) | self._with_offer(shared)
        found = found.filtered(lambda listing: listing.channel != "inventory")
        if found:
            found.write({"channel": "inventory"})
        return len(found)

    def _sharing_skus(self, listings: BaseModel) -> BaseModel:
        """Return the listings that share a SKU with another one of them."""
        listing_ids: dict[str, set[int]] = {}
        for sku in listings.sku_ids:
            listing_ids.setdefault(sku.ebay_sku, set()).add(sku.listing_id.id)
        sharing = {one for ids in listing_ids.values() if len(ids) > 1 for one in ids}
        return listings.filtered(lambda listing: listing.id in sharing)

    def _with_offer(self, listings: BaseModel) -> BaseModel:
        """Return the listings that belong to an offer of their first SKU."""
        offered: dict[str, set[str | None]] = {}
        for listing in listings:
            ebay_sku = listing.sku_ids[:1].ebay_sku
            if ebay_sku not in offered:
                offered[ebay_sku] = self._offered_listings(ebay_sku)
        return listings.filtered(
            lambda listing: listing.external_id in offered[listing.sku_ids[:1].ebay_sku]
        )

    def _offered_listings(self, ebay_sku: str) -> set[str | None]:
        """Return the ids of the listings of a SKU's offers, none if eBay refuses it."""
        try:
            return self._adapter.offered_listings(ebay_sku)
        except EbayRefused as error:
            if not SKU_ERRORS & set(error.error_ids):
                raise
            return set()
