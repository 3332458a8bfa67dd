# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component

#: SKUs that the Inventory API looks up in one call.
BULK_SIZE = 25


class EbayListingChannelFinder(Component):
    """Tells which listings the Inventory API made: they are changed through it.

    The Inventory API knows SKUs, not listings. A listing all of whose SKUs it knows
    is taken to be its own. Where several listings sell the same SKU, only the SKU's
    offers tell which one it is.
    """

    _name = "ebay.listing.channel.finder"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "channel.finder"

    def find_new(self, item_ids):
        """Ask the Inventory API about the SKUs of new listings.

        :raise EbayRefused: it does not answer this account
        """
        names = sorted(set(self._skus(item_ids).mapped("ebay_sku")) - {False})
        known = set()
        for start in range(0, len(names), BULK_SIZE):
            chunk = names[start : start + BULK_SIZE]
            known |= self._adapter().inventory_skus(chunk)
        return self.mark(known)

    def mark(self, names):
        """Mark the listings that the Inventory API made; how many were marked.

        :param names: SKUs that it knows
        """
        names = set(names)
        if not names:
            return 0
        domain = [("backend_id", "=", self.backend.id), ("status", "=", "active")]
        skus = self.env["ebay.product.product"].search(
            [*domain, ("ebay_sku", "in", list(names))]
        )
        listings = skus.listing_id.filtered(
            lambda listing: set(listing.sku_ids.mapped("ebay_sku")) <= names
        )
        shared = self._shared(listings)
        found = (listings - shared) | self._ask_offers(shared)
        found = found.filtered(lambda listing: listing.channel != "inventory")
        if found:
            found.write({"channel": "inventory"})
        return len(found)

    def _shared(self, listings):
        """Those that share a SKU with another of them."""
        sellers = {}
        for sku in listings.sku_ids:
            sellers.setdefault(sku.ebay_sku, set()).add(sku.listing_id.id)
        ids = {one for many in sellers.values() if len(many) > 1 for one in many}
        return listings.filtered(lambda listing: listing.id in ids)

    def _ask_offers(self, listings):
        """Those whose first SKU has an offer that is this listing."""
        offered = {}
        for listing in listings:
            name = listing.sku_ids[:1].ebay_sku
            if name not in offered:
                offered[name] = self._adapter().offered_listings(name)
        return listings.filtered(
            lambda listing: listing.external_id in offered[listing.sku_ids[:1].ebay_sku]
        )

    def _skus(self, item_ids):
        return self.env["ebay.product.product"].search(
            [
                ("backend_id", "=", self.backend.id),
                ("ebay_listing_id", "in", list(item_ids)),
            ]
        )

    def _adapter(self):
        return self.component(usage="backend.adapter")
