# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Say eBay's codes in words: one table for all screens."""

from __future__ import annotations

import re
from typing import Any

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

# pylint: disable=prefer-env-translation

#: Words for eBay's codes, in upper case. Trading writes *OutOfStock* where the REST
#: APIs write *OUT_OF_STOCK*; both are found here.
EBAY_WORDS = {
    # Why an order is cancelled: buyers, sellers, eBay.
    "BUYER_ASKED_CANCEL": _lt("Buyer asked to cancel"),
    "BUYER_CANCEL": _lt("Buyer asked to cancel"),
    "BUYER_CANCEL_ORDER": _lt("Buyer asked to cancel"),
    "BUYER_CANCEL_OR_ADDRESS_ISSUE": _lt("Buyer asked to cancel, or wrong address"),
    "BUYER_NO_SHOW": _lt("Buyer did not pick it up"),
    "BUYER_REFUSED": _lt("Buyer refused the parcel"),
    "ADDRESS_ISSUES": _lt("Problem with the address"),
    "OUT_OF_STOCK": _lt("Out of stock"),
    "OUT_OF_STOCK_OR_CANNOT_FULFILL": _lt("Out of stock"),
    "ORDER_MISTAKE": _lt("Ordered by mistake"),
    "ORDER_PLACED_BY_MISTAKE": _lt("Ordered by mistake"),
    "ORDER_UNPAID": _lt("Not paid"),
    "BUYER_DID_NOT_PAY": _lt("Not paid"),
    "FOUND_CHEAPER_PRICE": _lt("Found it cheaper elsewhere"),
    "PRICE_TOO_HIGH": _lt("Price too high"),
    "SHIPPING_PRICE_TOO_HIGH": _lt("Shipping too expensive"),
    "WONT_ARRIVE_IN_TIME": _lt("Does not arrive in time"),
    "WRONG_PAYMENT_METHOD": _lt("Wrong payment method"),
    "WRONG_SHIPPING_ADDRESS": _lt("Wrong delivery address"),
    "WRONG_SHIPPING_METHOD": _lt("Wrong shipping method"),
    # Why a buyer gets money back.
    "SELLER_CANCEL": _lt("Cancelled by the seller"),
    "BUYER_RETURN": _lt("Buyer returned it"),
    "ITEM_NOT_RECEIVED": _lt("Item not received"),
    "ITEM_NOT_AS_DESCRIBED": _lt("Item not as described"),
    "SHIPPING_DISCOUNT": _lt("Shipping discount"),
    "OTHER_ADJUSTMENT": _lt("Other adjustment"),
    "OTHER": _lt("Other reason"),
    # States of refunds, payments and shipments.
    "PENDING": _lt("Pending"),
    "REFUNDED": _lt("Paid to the buyer"),
    "FAILED": _lt("Failed"),
    "NOT_STARTED": _lt("Not shipped"),
    "IN_PROGRESS": _lt("Partially shipped"),
    "FULFILLED": _lt("Shipped"),
    # How a buyer pays.
    "EBAY": _lt("Through eBay"),
    "CREDIT_CARD": _lt("Credit card"),
    "PAYPAL": _lt("PayPal"),
    "CASH_ON_PICKUP": _lt("Cash on pick-up"),
    "CASHIER_CHECK": _lt("Cashier's check"),
    "PERSONAL_CHECK": _lt("Personal check"),
    "EFT": _lt("Bank transfer"),
    "ESCROW": _lt("Escrow"),
    "GIFT_CARD": _lt("Gift card"),
    # Why eBay holds money back, and what releases it.
    "NEW_SELLER": _lt("New seller"),
    "BELOW_STANDARD_SELLER": _lt("Seller below standard"),
    "HELD": _lt("Held by eBay"),
    "HELD_PENDING": _lt("Held by eBay"),
    "RELEASE_PENDING": _lt("About to be released"),
    "RELEASE_FAILED": _lt("Release failed"),
    "UPLOAD_TRACKING_INFO": _lt("upload the tracking number"),
    "PROVIDE_SHIPMENT_INFO": _lt("mark it as shipped"),
    "ISSUE_REFUND": _lt("refund the buyer"),
    "RESOLVE_BUYER_CASE": _lt("resolve the buyer's case"),
    "CONTACT_CUSTOMER_SUPPORT": _lt("contact eBay"),
    # Taxes and charges that eBay collects.
    "STATE_SALES_TAX": _lt("US sales tax"),
    "PROVINCE_SALES_TAX": _lt("Provincial sales tax"),
    "VAT": _lt("VAT"),
    "GST": _lt("GST"),
    "TIRE_RECYCLING_FEE": _lt("Tyre recycling fee"),
    "MATTRESS_RECYCLING_FEE": _lt("Mattress recycling fee"),
    "ELECTRONIC_RECYCLING_FEE": _lt("Electronics recycling fee"),
    "WASTE_RECYCLING_FEE": _lt("Waste recycling fee"),
}

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z]{3,}")
_SITE = re.compile(r"^[A-Z]{2}_(?=[A-Z])")


def code_text(env: Any, code: str | bool | None) -> str:
    """Return what a code means in the reader's language.

    A code that the table does not have is made readable: *Buyer moved* for
    ``BUYER_MOVED``.
    """
    if not code or not isinstance(code, str):
        return ""
    key = _HUMP.sub("_", code.strip()).replace(" ", "_").upper()
    words = EBAY_WORDS.get(key)
    return env._(words) if words else key.replace("_", " ").capitalize()


def codes_in_text(env: Any, text: str | bool | None) -> str:
    """Return a text of eBay's in which each code of the table is said in words."""
    if not text or not isinstance(text, str):
        return ""

    def in_words(match: re.Match[str]) -> str:
        code = match.group()
        if code in EBAY_WORDS or "_" in code:
            return code_text(env, code)
        return code

    return _CODE.sub(in_words, text)


def service_text(code: str | bool | None) -> str:
    """Return the name of a shipping service: *DHL Paket* for ``DE_DHLPaket``."""
    if not code or not isinstance(code, str):
        return ""
    bare = _SITE.sub("", code)
    words = _HUMP.sub(" ", bare).replace("_", " ").replace("Fed Ex", "FedEx ")
    return " ".join(words.split())
