# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Inventory API: bulkUpdatePriceQuantity, with the habits that were seen of it.

https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item/methods/bulkUpdatePriceQuantity
"""

from decimal import ROUND_UP, Decimal, InvalidOperation

from .inventory_common import API, BASE, WRITE, inventory_error
from .inventory_items import bulk_response
from .routing import Routes

routes = Routes(BASE, API)
LOWEST_PRICE = Decimal("1.00")
CENT = Decimal("0.01")
#: eBay's own troubles: to be tried again.
SYSTEM_ERRORS = (25001, 25025)


@routes.add(
    "POST", "/bulk_update_price_quantity", "bulkUpdatePriceQuantity", scopes=WRITE
)
def bulk_update_price_quantity(call):
    """Set prices and quantities; each item and each offer gets a row of its own."""
    requests = call.json().get("requests") or []
    most = call.simulator.limits.bulk_update
    if not 1 <= len(requests) <= most:
        raise inventory_error(
            400, 25712, f"Invalid request size. The maximum size allowed is {most}."
        )
    for request in requests:
        # One malformed price refuses the whole request: nothing is applied.
        for wanted in request.get("offers", []):
            _price(wanted)
    rows = [row for request in requests for row in _update(call, request)]
    return bulk_response(rows)


def _price(wanted):
    if "price" not in wanted:
        return None
    try:
        price = Decimal(wanted["price"]["value"])
    except (InvalidOperation, KeyError, TypeError):
        price = Decimal(-1)
    if not price.is_finite() or price < 0:
        raise inventory_error(400, 25709, "Invalid value for Offers.price.value.")
    return price.quantize(CENT, ROUND_UP)


def _update(call, request):
    sku = request.get("sku")
    found = call.seller.managed().get(sku)
    if not found:
        yield _row(sku, error=_unknown("SKU not found"))
        return
    refusal = call.simulator.limits.refusal(sku)
    if refusal:
        status = 500 if refusal.error_id in SYSTEM_ERRORS else 400
        error = inventory_error(status, refusal.error_id, refusal.message)
        yield from _refused_rows(sku, request, error)
        return
    before = [_figures(entry) for _listing, entry in found]
    for wanted in request.get("offers", []):
        yield _update_offer(call, *_offered_by(found, wanted), wanted)
    quantity = request.get("shipToLocationAvailability", {}).get("quantity")
    if quantity is not None:
        yield _update_item(call, *found[0], quantity)
        # One inventory item is what all its listings sell.
        for listing, entry in found[1:]:
            if listing.is_active:
                _update_item(call, listing, entry, quantity)
    if before == [_figures(entry) for _listing, entry in found]:
        call.seller.redundant.append(sku)


def _figures(entry):
    return entry.price, entry.ship_to, entry.offered


def _offered_by(found, wanted):
    """Return the (listing, entry) of an offer; the first when none has it."""
    offer_id = wanted.get("offerId")
    return next((one for one in found if one[1].offer_id == offer_id), found[0])


def _refused_rows(sku, request, error):
    for wanted in request.get("offers", []):
        yield _row(sku, wanted.get("offerId"), error)
    if request.get("shipToLocationAvailability"):
        yield _row(sku, error=error)


def _update_offer(call, listing, entry, wanted):
    offer_id = wanted.get("offerId")
    if offer_id != entry.offer_id or not listing.is_active:
        return _row(entry.sku, offer_id, _unknown("Offer not found"))
    price = _price(wanted)
    if price is not None and price < LOWEST_PRICE:
        return _row(entry.sku, offer_id, _too_cheap(listing, entry))
    if price is not None:
        # eBay takes any currency without a word, and keeps it.
        entry.price = price
        entry.offer_currency = wanted["price"].get("currency", "")
    quantity = wanted.get("availableQuantity")
    if quantity is not None:
        entry.set_quantities(offered=quantity)
    return _settle(call, listing, entry, offer_id, quantity)


def _update_item(call, listing, entry, quantity):
    entry.set_quantities(ship_to=quantity)
    return _settle(call, listing, entry, None, quantity)


def _settle(call, listing, entry, offer_id, quantity):
    """Return the row of something that was written."""
    seller = call.seller
    if not seller.write(listing):
        return _row(
            entry.sku,
            offer_id,
            inventory_error(
                400, 25019, "Cannot revise listing: revision limit reached."
            ),
        )
    if quantity != 0 or seller.out_of_stock_control:
        return _row(entry.sku, offer_id)
    # Seen on an account without out-of-stock control: the row fails, the quantity is
    # 0 all the same, and the listing stays out of stock whatever is sent later.
    listing.stuck_out_of_stock = True
    return _row(
        entry.sku,
        offer_id,
        inventory_error(
            400,
            25004,
            "Invalid quantity. quantity must be a valid number greater than 0",
        ),
    )


def _unknown(message):
    return inventory_error(400, 25604, message)


def _too_cheap(listing, entry):
    least = f"{listing.market.currency} {LOWEST_PRICE}"
    return inventory_error(
        400,
        25016,
        f"Invalid price. The price is below the minimum price of {least}",
        parameters={"MinValue": least, "ItemID": listing.item_id, "SKU": entry.sku},
    )


def _row(sku, offer_id=None, error=None):
    row = {"statusCode": error.status if error else 200, "sku": sku}
    if offer_id:
        row["offerId"] = offer_id
    if error:
        row["errors"] = [error.detail]
    return row
