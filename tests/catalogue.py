# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A seller's catalogue on both sides, in one shape, so that they can be compared."""

from decimal import Decimal


def on_ebay(simulator):
    """What is on sale: {listing id: (title, {(sku, price, available), …})}."""
    return {
        listing.item_id: (
            listing.title,
            {
                (one.sku or "", Decimal(one.price), one.available)
                for one in listing.variations or [listing]
            },
        )
        for listing in simulator.seller.active()
    }


def in_odoo(odoo, backend):
    """The active listings bound in Odoo, in the same shape."""
    listings = odoo.execute(
        "ebay.product.template",
        "search_read",
        [("backend_id", "=", backend), ("status", "=", "active")],
        ["external_id", "title"],
    )
    skus = odoo.execute(
        "ebay.product.product",
        "search_read",
        [("backend_id", "=", backend)],
        ["ebay_listing_id", "ebay_sku", "price", "quantity"],
    )
    catalogue = {one["external_id"]: (one["title"], set()) for one in listings}
    for sku in skus:
        if sku["ebay_listing_id"] in catalogue:
            price = Decimal(str(sku["price"])).quantize(Decimal("0.01"))
            catalogue[sku["ebay_listing_id"]][1].add(
                (sku["ebay_sku"] or "", price, sku["quantity"])
            )
    return catalogue


def products_with_one_sku(odoo):
    """Internal references that more than one product has; there must be none."""
    return odoo.query(
        "SELECT default_code FROM product_product WHERE default_code <> ''"
        " GROUP BY default_code HAVING count(*) > 1"
    )
