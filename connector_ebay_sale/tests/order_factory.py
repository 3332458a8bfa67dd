# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Orders as the Fulfillment API shapes them, with every amount in the test's hand."""

from copy import deepcopy
from decimal import Decimal
from itertools import count

_numbers = count(1)


def amount(value, currency="EUR"):
    return {"value": str(value), "currency": currency}


def item(sku="MUG", cost="10.0", quantity=1, **changes):
    """An item of an order; ``cost`` is for all units, as eBay gives it."""
    number = next(_numbers)
    currency = changes.pop("currency", "EUR")
    shipping = changes.pop("shipping", "0.0")
    marketplace = changes.pop("marketplace", "EBAY_DE")
    line = {
        "lineItemId": f"{10_000_000_000_000 + number}",
        "legacyItemId": f"{395_000_000_000 + number}",
        "title": f"Demo {sku or 'thing'}",
        "lineItemCost": amount(cost, currency),
        "quantity": quantity,
        "soldFormat": "FIXED_PRICE",
        "listingMarketplaceId": marketplace,
        "purchaseMarketplaceId": marketplace,
        "lineItemFulfillmentStatus": "NOT_STARTED",
        "deliveryCost": {"shippingCost": amount(shipping, currency)},
        "appliedPromotions": [],
        "taxes": [],
        "lineItemFulfillmentInstructions": {"shipByDate": "2026-06-22T04:59:59.000Z"},
    }
    if sku:
        line["sku"] = sku
    line.update(changes)
    if "total" not in changes:
        line["total"] = amount(_total(line), currency)
    return line


def _value(holder, name):
    return Decimal((holder.get(name) or {}).get("value", "0"))


def _total(line):
    delivery = line["deliveryCost"]
    goods = line.get("discountedLineItemCost") or line["lineItemCost"]
    total = Decimal(goods["value"]) + _value(delivery, "shippingCost")
    total += _value(delivery, "discountAmount") + _value(delivery, "handlingCost")
    total += sum((_value(tax, "amount") for tax in line["taxes"]), Decimal())
    for tax in line.get("ebayCollectAndRemitTaxes") or ():
        total += _value(tax, "amount")
    return total


def address(country="DE", **changes):
    values = {
        "addressLine1": "Musterstraße 12a",
        "city": "Berlin",
        "postalCode": "10115",
        "countryCode": country,
    }
    return {**values, **changes}


def contact(name="Jörg Müßig", phone="01700000000", place=None, **changes):
    values = {
        "fullName": name,
        "contactAddress": place or address(),
        "primaryPhone": {"phoneNumber": phone} if phone else {},
        "email": "008e01@members.ebay.com",
    }
    return {**values, **changes}


def order(*items, buyer="demo-kaeufer", ship_to=None, country="DE", **changes):
    """An order of these items, paid and not shipped unless ``changes`` say else."""
    number = next(_numbers)
    items = list(items) or [item()]
    currency = items[0]["lineItemCost"]["currency"]
    total = sum(Decimal(line["total"]["value"]) for line in items)
    ship_to = ship_to or contact(place=address(country))
    order_id = f"06-{number:05d}-{number:05d}"
    values = {
        "orderId": order_id,
        "legacyOrderId": order_id,
        "creationDate": "2026-05-03T18:01:11.000Z",
        "lastModifiedDate": "2026-05-03T18:03:40.000Z",
        "orderFulfillmentStatus": "NOT_STARTED",
        "orderPaymentStatus": "PAID",
        "sellerId": "demo-seller",
        "buyer": {
            "username": buyer,
            "taxAddress": {"countryCode": country},
            "buyerRegistrationAddress": deepcopy(ship_to),
        },
        "pricingSummary": {"total": amount(total, currency)},
        "cancelStatus": {"cancelState": "NONE_REQUESTED", "cancelRequests": []},
        "paymentSummary": {
            "totalDueSeller": amount(total - 1, currency),
            "refunds": [],
            "payments": [
                {
                    "paymentMethod": "EBAY",
                    "paymentReferenceId": f"PAY-{number}",
                    "paymentDate": "2026-05-03T18:01:11.915Z",
                    "amount": amount(total - 1, currency),
                    "paymentStatus": "PAID",
                }
            ],
        },
        "fulfillmentStartInstructions": [
            {
                "fulfillmentInstructionsType": "SHIP_TO",
                "ebaySupportedFulfillment": False,
                "shippingStep": {
                    "shipTo": deepcopy(ship_to),
                    "shippingCarrierCode": "DHL",
                    "shippingServiceCode": "DE_DHLPaket",
                },
            }
        ],
        "lineItems": items,
        "salesRecordReference": str(1000 + number),
    }
    return {**values, **changes}


def changed(order, minutes=1, **changes):
    """The same order, modified later."""
    later = f"2026-05-04T10:{minutes:02d}:00.000Z"
    return {**deepcopy(order), "lastModifiedDate": later, **changes}
