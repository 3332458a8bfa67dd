# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import UTC, datetime, timedelta
from typing import Any

from odoo.addons.component.core import Component

from ...connection.keyset import Keyset
from ...connection.process import http_client
from ...ebay_client import EbayError, fetch_pictures

#: All active listings end within this many days, because a listing that is good till
#: cancelled is renewed every month. eBay allows less than 120 days.
SELLER_LIST_DAYS = 119


class EbayProductTemplateAdapter(Component):
    """Read listings from the Trading API, and what the Inventory API knows of them.

    The Inventory API returns only what was made with it.
    """

    _name = "ebay.product.template.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.product.template"
    _flow = "listings"

    def read_page(self, ends_from: datetime, page: int) -> Any:
        """Return page ``page`` (from 1) of the listings that end after ``ends_from``.

        All pages of a run use the same window, as listings are renewed meanwhile.
        """
        ends_from = ends_from.replace(tzinfo=UTC)
        ends_to = ends_from + timedelta(days=SELLER_LIST_DAYS)
        return self._call("trading", "get_seller_list", ends_from, ends_to, page)

    def read_new(self, since: datetime, until: datetime) -> list[dict[str, Any]]:
        """Return the listings that began in a window, complete unlike in events."""
        window = {
            "start_time_from": since.replace(tzinfo=UTC),
            "start_time_to": until.replace(tzinfo=UTC),
        }
        listings: list[dict[str, Any]] = []
        page, more = 0, True
        while more:
            page += 1
            answer = self._call("trading", "get_seller_list", page=page, **window)
            listings += answer.listings
            more = answer.has_more or page < answer.total_pages
        return listings

    def read_events(self, event: str, since: datetime, until: datetime) -> Any:
        """Return the listings changed (``mod``) or ended (``end``) in a window.

        The answer is not ``complete`` if eBay left some out. A listing is ``partial``
        if it may contain only what was changed.
        """
        window = {
            f"{event}_time_from": since.replace(tzinfo=UTC),
            f"{event}_time_to": until.replace(tzinfo=UTC),
        }
        return self._call("trading", "get_seller_events", **window)

    def read(  # pylint: disable=method-required-super
        self, external_id: str
    ) -> dict[str, Any]:
        """Return one listing with description and item specifics."""
        return self._call("trading", "get_item", external_id)

    def read_inventory_page(self, page: int) -> dict[str, Any]:
        """Return page ``page`` (from 1) of the inventory items."""
        return self._call("inventory", "get_inventory_items", page)

    def inventory_skus(self, skus: list[str]) -> set[str]:
        """Return those of ``skus`` (at most 25) that the Inventory API knows."""
        answer = self._call("inventory", "bulk_get_inventory_item", skus)
        return {
            row["sku"]
            for row in answer.get("responses") or ()
            if row.get("statusCode") == 200
        }

    def offered_listings(self, sku: str) -> set[str | None]:
        """Return the ids of the listings of this SKU's offers."""
        offers = self._call("inventory", "get_offers", sku)
        return {(offer.get("listing") or {}).get("listingId") for offer in offers}

    def read_pictures(self, urls: list[str]) -> dict[str, bytes | EbayError]:
        """Return the pictures by address; an EbayError for one that failed."""
        environment = Keyset(self.backend).environment()
        return fetch_pictures(http_client(self.backend), environment, urls)

    @staticmethod
    def sku_rows(listing: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
        """Return ``(external id, row)`` for each SKU of a listing.

        A variation is identified by its specifics, as on eBay, because its SKU may be
        missing, repeated or changed.
        """
        if not listing["variations"]:
            return [(listing["item_id"], listing)]
        rows = []
        for row in listing["variations"]:
            pairs = sorted(row["specifics"]) or [("SKU", row["sku"])]
            words = [f"{name}={value}" for name, value in pairs]
            rows.append(("|".join([listing["item_id"], *words]), row))
        return rows
