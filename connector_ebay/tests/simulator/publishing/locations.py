# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Inventory API: locations.

https://developer.ebay.com/api-docs/sell/inventory/resources/location/methods
"""

import copy

from ..errors import json_response
from ..inventory_common import READ
from ..routing import Routes
from .common import API, BASE, WRITE
from .refusals import refusal

routes = Routes(BASE, API)
PATH = "/location/{merchantLocationKey}"
LONGEST_KEY = 36


@routes.add("GET", "/location", "getInventoryLocations", scopes=READ)
def get_inventory_locations(call):
    """Answer with locations; ``offset`` counts locations here, not pages."""
    limit = int(call.query.get("limit", 100))
    offset = int(call.query.get("offset", 0))
    if not 1 <= limit <= 100 or offset < 0:
        raise refusal(25802, "Input error. Invalid pagination values.")
    found = [_shown(*one) for one in call.simulator.publishing.locations.items()]
    return {
        "href": f"{BASE}/location?limit={limit}&offset={offset}",
        "limit": limit,
        "offset": offset,
        "total": len(found),
        "locations": found[offset : offset + limit],
    }


@routes.add("GET", PATH, "getInventoryLocation", scopes=READ)
def get_inventory_location(call):
    """Answer with one location."""
    key, locations = call.path["merchantLocationKey"], _locations(call)
    if key not in locations:
        raise refusal(25804, f"Input error. Location {key} was not found.", 404)
    return _shown(key, locations[key])


@routes.add("POST", PATH, "createInventoryLocation", scopes=WRITE)
def create_inventory_location(call):
    """Create a location; it cannot move afterwards."""
    key, locations = call.path["merchantLocationKey"], _locations(call)
    body = copy.deepcopy(call.json())
    address = (body.get("location") or {}).get("address") or {}
    if len(key) > LONGEST_KEY:
        raise refusal(25800, "Invalid merchantLocationKey.")
    if key in locations:
        raise refusal(25803, "merchantLocationKey already exists.", 409)
    placed = address.get("postalCode") or (
        address.get("city") and address.get("stateOrProvince")
    )
    if not address.get("country") or not placed:
        raise refusal(25801, "Missing field location.address.")
    body.setdefault("merchantLocationStatus", "ENABLED")
    body.setdefault("locationTypes", ["WAREHOUSE"])
    locations[key] = body
    return json_response(None, 204)


def _locations(call):
    return call.simulator.publishing.locations


def _shown(key, location):
    shown = {**copy.deepcopy(location), "merchantLocationKey": key}
    shown["location"]["locationId"] = f"loc-{key}"
    return shown
