# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the demo needs beyond its import, so that every picture shows something."""

from .browser import Browser
from .processes import wait_until

JOB_SECONDS = 180
POLICIES = {
    "fulfillment": "fulfillment_policy_id",
    "payment": "payment_policy_id",
    "return": "return_policy_id",
}
PRODUCTS = (
    {
        "name": "Laptop stand, aluminium",
        "default_code": "STAND-1",
        "list_price": 24.9,
        "description_sale": "For laptops of 11 to 17 inches, height adjustable.",
    },
    {"name": "Desk lamp, LED", "default_code": "LAMP-LED", "list_price": 39.5},
)


def prepare(browser: Browser) -> None:
    """Import the stock from eBay, and make a listing template and drafts, once."""
    backend = browser.call("ebay.backend", "search", [], limit=1)
    if not browser.call("stock.quant", "search_count", [("quantity", ">", 0)]):
        browser.call("ebay.backend", "import_stock", backend)
        _wait(browser, "stock.quant", [("quantity", ">", 0)])
    if not browser.call("ebay.listing.template", "search_count", []):
        _make_template(browser, backend)
    if not browser.call(
        "ebay.product.template", "search_count", [("status", "=", "draft")]
    ):
        template = browser.call("ebay.listing.template", "search", [], limit=1)
        products = browser.call("product.template", "create", list(PRODUCTS))
        browser.call("ebay.listing.template", "create_listings", template, products)


def _make_template(browser: Browser, backend: list[int]) -> None:
    browser.call("ebay.backend", "import_policies", backend)
    for kind in POLICIES:
        _wait(browser, "ebay.business.policy", [("policy_type", "=", kind)])
    marketplace = browser.call("ebay.backend", "read", backend, ["marketplace_id"])
    values = {
        "name": "Germany, new items",
        "backend_id": backend[0],
        "marketplace_id": marketplace[0]["marketplace_id"][0],
    }
    for kind, name in POLICIES.items():
        domain = [
            ("policy_type", "=", kind),
            ("marketplace_id", "=", values["marketplace_id"]),
        ]
        values[name] = browser.call("ebay.business.policy", "search", domain)[0]
    locations = browser.call("ebay.inventory.location", "search", [], limit=1)
    values["location_id"] = locations[0] if locations else False
    listed = browser.call(
        "ebay.product.template",
        "search_read",
        [("category_id", "!=", False)],
        ["category_id"],
        limit=1,
    )
    values["category_id"] = listed[0]["category_id"][0]
    browser.call("ebay.listing.template", "create", [values])


def _wait(browser: Browser, model: str, domain: list) -> None:
    """Wait until the job runner has brought a record."""
    wait_until(
        lambda: browser.call(model, "search_count", domain),
        timeout=JOB_SECONDS,
        what=f"{model} {domain}",
        every=1,
    )
