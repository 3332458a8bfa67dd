# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which listings eBay moves to the Inventory API, as far as that is known before.

https://developer.ebay.com/api-docs/sell/inventory/resources/listing/methods/bulkMigrateListing
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

#: Listing types of the Trading API with a fixed price.
FIXED_PRICE = frozenset({"FixedPriceItem", "StoresFixedPrice"})
#: The longest SKU of the Inventory API.
LONGEST_SKU = 50


@dataclass(frozen=True)
class Candidate:
    """A listing that could be moved.

    :ivar skus: those of its variations, or its only one; empty where it has none
    """

    status: str
    channel: str
    listing_type: str
    skus: Sequence[str]


def obstacles(
    listing: Candidate, repeated: Container[str], has_policies: bool
) -> list[str]:
    """Return why eBay would refuse to move a listing; empty if nothing is known.

    :param repeated: SKUs that are in several active listings of the account
    :param has_policies: whether the seller uses business policies
    """
    if listing.channel == "inventory":
        return ["moved"]
    if listing.status != "active":
        return ["ended"]
    found = []
    if listing.listing_type not in FIXED_PRICE:
        found.append("auction")
    skus = [sku.strip() for sku in listing.skus]
    if not skus or not all(skus):
        found.append("no_variation_sku" if len(skus) > 1 else "no_sku")
    named = [sku for sku in skus if sku]
    if len(set(named)) < len(named):
        found.append("sku_twice")
    if any(sku in repeated for sku in named):
        found.append("sku_elsewhere")
    if any(len(sku) > LONGEST_SKU for sku in named):
        found.append("sku_long")
    if not has_policies:
        found.append("no_policies")
    return found
