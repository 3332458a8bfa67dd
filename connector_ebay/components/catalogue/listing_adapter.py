# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import UTC, datetime
from typing import Any

from odoo.addons.component.core import Component

from ...connection.keyset import Keyset
from ...connection.process import http_client
from ...ebay_client import EbayError, fetch_pictures
from ...tools.listing_plan import PAGE_SIZES, ListingPlan, Window


class EbayProductTemplateAdapter(Component):
    """Read listings from the Trading API, and what the Inventory API knows of them.

    The Inventory API returns only what was made with it.
    """

    _name = "ebay.product.template.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.product.template"
    _flow = "listings"

    def read_page(
        self, by: str, window: Window, size: int, ids_only: bool = False
    ) -> Any:
        """Return up to ``size`` listings that end, or began, in a window.

        :param by: the time that has to be in the window, ``end`` or ``start``
        :param ids_only: return only ids and times
        """
        return self._call(
            "trading",
            "get_seller_list",
            page=window.read // size + 1,
            entries_per_page=size,
            ids_only=ids_only,
            **{f"{by}_time_from": window.first, f"{by}_time_to": window.last},
        )

    def count(self, since: datetime) -> int:
        """Return how many listings are active, or ended since then."""
        return self._call("trading", "count_active_listings", since.replace(tzinfo=UTC))

    def read_new(self, since: datetime, until: datetime) -> list[dict[str, Any]]:
        """Return the listings that began in a window, complete unlike in events."""
        size = PAGE_SIZES[0]
        plan = ListingPlan.by_start_time(
            until.replace(tzinfo=UTC), since.replace(tzinfo=UTC)
        )
        listings: list[dict[str, Any]] = []
        while plan.windows:
            answer = self.read_page(plan.by, plan.window, size)
            listings += answer.listings
            times = [listing["start_time"] for listing in answer.listings]
            plan.advance(times, answer.total_entries, size, answer.has_more)
        return listings

    def read_events(
        self,
        event: str,
        since: datetime,
        until: datetime | None = None,
        ids_only: bool = False,
    ) -> Any:
        """Return the listings changed (``mod``) or ended (``end``) in a window.

        The answer is not ``complete`` if eBay left some out. A listing is ``partial``
        if it may contain only what was changed.

        :param until: None: until the moment in which eBay answers
        :param ids_only: return only ids and times
        """
        window = {
            f"{event}_time_from": since.replace(tzinfo=UTC),
            f"{event}_time_to": until and until.replace(tzinfo=UTC),
        }
        return self._call("trading", "get_seller_events", ids_only=ids_only, **window)

    def read(  # pylint: disable=method-required-super
        self, external_id: str
    ) -> dict[str, Any]:
        """Return one listing with description and item specifics."""
        return self._call("trading", "get_item", external_id)

    def read_inventory_page(
        self, position: int, size: int = PAGE_SIZES[0]
    ) -> dict[str, Any]:
        """Return up to ``size`` inventory items that follow the first ``position``."""
        page = position // size + 1
        return self._call("inventory", "get_inventory_items", page, size)

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
        """Return the pictures by address; an EbayError for one that failed.

        A server that does not answer keeps a worker for seconds only.
        """
        environment = Keyset(self.backend).environment()
        http = http_client(self.backend.with_context(ebay_short_timeouts=True))
        return fetch_pictures(http, environment, urls)

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
