# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import UTC, timedelta

from odoo.addons.component.core import Component

from ...ebay_client import fetch_pictures

#: Looking this far ahead for the end of listings finds all that are active: a listing
#: that is good till cancelled renews every month. eBay allows less than 120 days.
SELLER_LIST_DAYS = 119


class EbayProductTemplateAdapter(Component):
    """Listings: Trading reads all there are, Inventory only those it made."""

    _name = "ebay.product.template.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.product.template"
    _flow = "listings"

    def read_page(self, ends_from, page):
        """Page ``page`` (from 1) of the listings that end after ``ends_from``.

        A window fixed for all pages of a run: eBay pages over what moves meanwhile.
        """
        ends_from = ends_from.replace(tzinfo=UTC)
        ends_to = ends_from + timedelta(days=SELLER_LIST_DAYS)
        return self._call("trading", "get_seller_list", ends_from, ends_to, page)

    def read_new(self, since, until):
        """All listings that began in a window; whole, unlike those of an event."""
        window = {
            "start_time_from": since.replace(tzinfo=UTC),
            "start_time_to": until.replace(tzinfo=UTC),
        }
        listings, page, more = [], 0, True
        while more:
            page += 1
            answer = self._call("trading", "get_seller_list", page=page, **window)
            listings += answer.listings
            more = answer.has_more or page < answer.total_pages
        return listings

    def read_events(self, event, since, until):
        """Listings that were changed (``mod``) or ended (``end``) in a window.

        ``complete`` is false on the answer when eBay left some out; a listing is
        ``partial`` when only what changed is sure to be in it.
        """
        window = {
            f"{event}_time_from": since.replace(tzinfo=UTC),
            f"{event}_time_to": until.replace(tzinfo=UTC),
        }
        return self._call("trading", "get_seller_events", **window)

    def read(self, external_id):  # pylint: disable=method-required-super
        """One listing, with description and item specifics."""
        return self._call("trading", "get_item", external_id)

    def read_inventory_page(self, page):
        """Page ``page`` (from 1) of the SKUs that the Inventory API has made."""
        return self._call("inventory", "get_inventory_items", page)

    def inventory_skus(self, skus):
        """Those of ``skus`` (at most 25) that the Inventory API has made."""
        answer = self._call("inventory", "bulk_get_inventory_item", skus)
        return {
            row["sku"]
            for row in answer.get("responses") or ()
            if row.get("statusCode") == 200
        }

    def offered_listings(self, sku):
        """Ids of the listings that are offers of this SKU."""
        offers = self._call("inventory", "get_offers", sku)
        return {(offer.get("listing") or {}).get("listingId") for offer in offers}

    def read_pictures(self, urls):
        """``{address: bytes, or the EbayError that came instead}``"""
        backend = self.backend
        return fetch_pictures(backend._ebay_http(), backend._ebay_environment(), urls)

    @staticmethod
    def sku_rows(listing):
        """What a listing sells, one row each: ``(external id, row)``.

        A variation is told apart by its specifics, as eBay itself does: its SKU may
        be missing, repeated or changed.
        """
        if not listing["variations"]:
            return [(listing["item_id"], listing)]
        rows = []
        for row in listing["variations"]:
            pairs = sorted(row["specifics"]) or [("SKU", row["sku"])]
            words = [f"{name}={value}" for name, value in pairs]
            rows.append(("|".join([listing["item_id"], *words]), row))
        return rows
