# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the parts of the Inventory API share: scopes, errors, paging, look-up by SKU."""

from urllib.parse import urlencode

from .errors import RestError
from .keyset import scope

BASE = "/sell/inventory/v1"
API = "sell.inventory"
READ = (scope("sell.inventory"), scope("sell.inventory.readonly"))
WRITE = (scope("sell.inventory"),)


def inventory_error(status, error_id, message, **more):
    """Return an error of the Inventory API, to raise or to put into a row."""
    more.setdefault("subdomain", "Selling")
    return RestError(status, error_id, "API_INVENTORY", message, **more)


def system_error():
    """Return the error that eBay gives when the fault is its own."""
    return inventory_error(
        500, 25001, "A system error has occurred.", category="APPLICATION"
    )


def managed_entries(seller):
    """Return {SKU: (listing, entry)} of what the Inventory API knows: never all
    listings."""
    return {sku: found[0] for sku, found in seller.managed().items()}


def managed_entry(seller, sku):
    """Return (listing, entry) of a SKU, the live one first; None when unknown."""
    found = seller.managed().get(sku)
    return found[0] if found else None


def check_language(call):
    """Refuse callers that send no Accept-Language, as the Inventory API does."""
    if not call.request.headers.get("Accept-Language"):
        raise inventory_error(400, 25709, "Invalid value for header Accept-Language.")


def page_of(call, path, found, default_limit, largest, **query):
    """Return one page: (members, the paging fields of the answer).

    ``offset`` is the number of the page, counted from 0, not of the first member, and
    ``size`` how many pages there are.
    """
    try:
        limit = int(call.query.get("limit", default_limit))
        offset = int(call.query.get("offset", 0))
    except ValueError:
        limit = offset = -1
    if not 1 <= limit <= largest or offset < 0:
        raise inventory_error(
            400, 25706, "You have provided invalid pagination values."
        )
    pages = -(-len(found) // limit)
    if found and offset >= pages:
        raise inventory_error(
            400, 25706, "You have provided invalid pagination values."
        )

    def href(number):
        return f"{BASE}{path}?" + urlencode(query | {"limit": limit, "offset": number})

    paging = {"href": href(offset), "limit": limit, "size": pages, "total": len(found)}
    if offset + 1 < pages:
        paging["next"] = href(offset + 1)
    if offset:
        paging["prev"] = href(offset - 1)
    return found[offset * limit : (offset + 1) * limit], paging
