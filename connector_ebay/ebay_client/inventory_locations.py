# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Inventory API: the locations that offers are sent from.

https://developer.ebay.com/api-docs/sell/inventory/resources/location/methods
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .inventory_common import InventoryApi

LOCATIONS_PAGE_SIZE = 100
LOCATION = "/location/{merchantLocationKey}"


class InventoryLocations(InventoryApi):
    """Locations; their key is the seller's and fixed for their life."""

    def get_inventory_locations(self) -> list[dict[str, Any]]:
        """Return all locations, in as many calls as they have pages.

        https://developer.ebay.com/api-docs/sell/inventory/resources/location/methods/getInventoryLocations
        """
        found: list[dict[str, Any]] = []
        while True:
            # Here, unlike with items, ``offset`` counts records.
            query = {"limit": LOCATIONS_PAGE_SIZE, "offset": len(found)}
            answer = self._call("GET", "/location", query=query)
            page = answer.get("locations") or []
            found += page
            is_more = len(found) < int(answer.get("total") or 0) or answer.get("next")
            if not page or not is_more:
                return found

    def get_inventory_location(self, key: str) -> dict[str, Any]:
        """Return one location.

        https://developer.ebay.com/api-docs/sell/inventory/resources/location/methods/getInventoryLocation

        :raises NotFoundError: there is no such location
        """
        return self._call("GET", LOCATION, path={"merchantLocationKey": key})

    def create_inventory_location(self, key: str, location: Mapping[str, Any]) -> None:
        """Create a location; its key and address are fixed afterwards.

        https://developer.ebay.com/api-docs/sell/inventory/resources/location/methods/createInventoryLocation

        :param key: at most 36 characters
        :param location: eBay's InventoryLocationFull: a warehouse has a country with a
            postal code, or with city and state
        :raises ValueError: the key is too long
        :raises RejectedError: 25803 when it is there already
        """
        if len(key) > 36:
            raise ValueError("A location's key has at most 36 characters")
        self._call("POST", LOCATION, path={"merchantLocationKey": key}, body=location)
