# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""An order as eBay sends it, without what is personal in it."""

from __future__ import annotations

import copy
from typing import Any

Json = dict[str, Any]

#: What remains of an address: taxes depend on it.
KEPT_ADDRESS_KEYS = ("countryCode", "stateOrProvince")


def without_buyer(order: Json, key: str, pseudonym: str) -> Json:
    """Return a copy of an order whose buyer is a pseudonym.

    :param key: takes the place of eBay's user id
    """
    order = copy.deepcopy(order)
    buyer = order.get("buyer") or {}
    steps = order.get("fulfillmentStartInstructions") or []
    tax_address = _tax_address(buyer, steps)
    order["buyer"] = {"username": pseudonym, "userId": key, "taxAddress": tax_address}
    for step in steps:
        if not isinstance(step, dict):
            continue
        step.pop("finalDestinationAddress", None)
        shipping = step.get("shippingStep")
        if isinstance(shipping, dict):
            shipping.pop("shipTo", None)
            shipping.pop("shipToReferenceId", None)
    order.pop("buyerCheckoutNotes", None)
    for line in order.get("lineItems") or []:
        line.pop("giftDetails", None)
    return order


def _tax_address(buyer: Json, steps: list[Json]) -> Json:
    """Return country and state of the address whose taxes apply."""
    step = (steps or [{}])[0] or {}
    shipping = step.get("shippingStep") or {}
    registered = buyer.get("buyerRegistrationAddress") or {}
    for address in (
        step.get("finalDestinationAddress"),
        buyer.get("taxAddress"),
        (shipping.get("shipTo") or {}).get("contactAddress"),
        registered.get("contactAddress"),
    ):
        if address and address.get("countryCode"):
            return {
                name: address[name] for name in KEPT_ADDRESS_KEYS if address.get(name)
            }
    return {}
