# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Where each problem of a listing is mended."""

from __future__ import annotations

CATEGORY = "category"
ASPECTS = "aspects"
TEMPLATE = "template"
PRODUCT = "product"
LISTING = "listing"
ACCOUNT = "account"
RETRY = "retry"

#: The button that a person gets, by code.
FIXES = {
    "missing_category": CATEGORY,
    "invalid_category_expired": CATEGORY,
    "invalid_category_virtual": CATEGORY,
    "invalid_category_parent": CATEGORY,
    "invalid_variations_category": CATEGORY,
    "invalid_axis": CATEGORY,
    "missing_fulfillment_policy": TEMPLATE,
    "missing_payment_policy": TEMPLATE,
    "missing_return_policy": TEMPLATE,
    "missing_location": TEMPLATE,
    "invalid_location": TEMPLATE,
    "invalid_location_disabled": TEMPLATE,
    "invalid_lot_size": TEMPLATE,
    "invalid_best_offer": TEMPLATE,
    "invalid_best_offer_category": TEMPLATE,
    "invalid_mobile_summary": TEMPLATE,
    "missing_dimensions": TEMPLATE,
    "missing_quantity": TEMPLATE,
    "missing_opt_in": ACCOUNT,
    "missing_registration": ACCOUNT,
    "missing_product": LISTING,
    "invalid_selling_limit": "",
    "ebay_edited": "",
    "ebay_frozen": "",
}

#: The button by the beginning of the code, where the code itself is not listed.
PREFIXES = {
    "missing_aspect": ASPECTS,
    "invalid_aspect": ASPECTS,
    "invalid_policy": TEMPLATE,
    "missing_title": LISTING,
    "invalid_title": LISTING,
    "invalid_subtitle": LISTING,
    "missing_description": LISTING,
    "invalid_description": LISTING,
    "missing_condition": LISTING,
    "invalid_condition": LISTING,
    "ebay_": RETRY,
}


def find_fix(code: str) -> str:
    """Return the kind of button that mends a problem; empty if there is none.

    What is neither of the listing nor of its template is mended on the product.
    """
    if code in FIXES:
        return FIXES[code]
    for prefix, fix in PREFIXES.items():
        if code.startswith(prefix):
            return fix
    return PRODUCT
