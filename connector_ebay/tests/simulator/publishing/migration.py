# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Inventory API: move listings made elsewhere into it, for ever.

https://developer.ebay.com/api-docs/sell/inventory/resources/listing/methods/bulkMigrateListing
"""

from ..errors import RestError
from ..inventory_items import bulk_response
from ..listing import AUCTION
from ..routing import Routes
from .common import API, BASE, WRITE, check_planned
from .documents import adopt
from .refusals import refusal

routes = Routes(BASE, API)
MOST = 5


@routes.add("POST", "/bulk_migrate_listing", "bulkMigrateListing", scopes=WRITE)
def bulk_migrate_listing(call):
    """Migrate up to 5 listings; each has a row of its own."""
    numbers = [one.get("listingId") or "" for one in call.json().get("requests") or ()]
    if not 1 <= len(numbers) <= MOST:
        raise refusal(25709, f"Invalid value for requests. At most {MOST} are allowed.")
    rows = []
    for number in numbers:
        try:
            rows.append(_migrate(call, number))
        except RestError as error:
            row = {"statusCode": error.status, "listingId": number}
            rows.append({**row, "errors": [error.detail]})
    return bulk_response(rows)


def _migrate(call, number):
    simulator = call.simulator
    publishing, seller = simulator.publishing, call.seller
    check_planned(call, "bulkMigrateListing", number)
    listing = seller.listings.get(number)
    _check(call, listing)
    listing.channel = "inventory"
    entries = listing.entries()
    if listing.variations:
        listing.group_key = f"GROUP-{number}"
        listing.sku = ""
    for entry in entries:
        entry.offer_id = publishing.next_offer_id()
    # SKUs are new to the Inventory API.
    seller.version += 1
    adopt(simulator, listing)
    row = {
        "statusCode": 200,
        "listingId": number,
        "marketplaceId": listing.market.code,
        "inventoryItems": [
            {"sku": entry.sku, "offerId": entry.offer_id} for entry in entries
        ],
    }
    if listing.group_key:
        row["inventoryItemGroupKey"] = listing.group_key
    return row


def _check(call, listing):
    if listing is None or not listing.is_active:
        raise _cannot("The listing does not exist or has ended.")
    if listing.channel == "inventory":
        raise _cannot("The listing has been migrated already.")
    if listing.listing_type == AUCTION:
        raise _cannot("Only fixed-price listings can be migrated.")
    if not call.simulator.publishing.is_opted_in:
        raise _cannot("The listing has no business policies.")
    skus = [entry.sku for entry in listing.entries()]
    if not all(skus):
        raise _cannot("Every item and every variation must have a SKU.")
    known = call.simulator.publishing.items
    if len(set(skus)) < len(skus) or any(
        sku in known or call.seller.managed().get(sku) for sku in skus
    ):
        raise _cannot("A SKU is used by another item already.")
    policies = call.simulator.publishing.policies.of("payment", listing.market.code)
    if not any(policy.get("immediatePay") for policy in policies):
        raise _cannot("The payment policy must require immediate payment.")


def _cannot(reason):
    return refusal(25718, f"Cannot migrate listing. {reason}")
