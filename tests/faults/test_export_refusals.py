# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What eBay refuses for one SKU or one call stops nothing else, with real workers."""

import pytest
from selling import count, on_ebay, products_by_listing, sell_from_odoo, settle

from lib.processes import wait_until

catalogue = {"listings": 30, "variations": 0, "auctions": 0, "odd": False}


@pytest.mark.catalogue(inventory=1.0, **catalogue)
def test_skus_refused_by_get_offers(odoo, simulator, backend):
    sell_from_odoo(odoo, backend)
    products = products_by_listing(odoo)
    quantities = on_ebay(simulator)
    refused = sorted(products)[:2]
    for listing in refused:
        sku = simulator.seller.listing(listing).sku
        simulator.limits.refuse_reading(sku, 25707, f"Invalid value for SKU {sku}")
    count(odoo, dict.fromkeys(products.values(), 9))
    settle(odoo)
    expected = dict.fromkeys(quantities, 9)
    expected.update({listing: quantities[listing] for listing in refused})
    assert on_ebay(simulator) == expected
    errors = odoo.query(
        "SELECT quantity_error_text FROM ebay_sku_sync WHERE state = 'error'"
    )
    assert len(errors) == 2
    assert all("Invalid value for SKU" in error for error in errors)
    assert odoo.query("SELECT count(*) FROM queue_job WHERE state = 'failed'") == ["0"]


@pytest.mark.catalogue(inventory=0.0, **catalogue)
def test_quota_of_one_call_is_used_up(odoo, simulator, backend):
    """Trading counts by name: GetItem is used up, ReviseInventoryStatus is not."""
    sell_from_odoo(odoo, backend)
    products = products_by_listing(odoo)
    simulator.limits.daily["GetItem"] = 0
    listings = odoo.execute("ebay.product.template", "search", [])
    odoo.execute("ebay.product.template", "action_refresh", listings[:3])
    count(odoo, dict.fromkeys(products.values(), 9))
    wait_until(
        lambda: set(on_ebay(simulator).values()) == {9},
        timeout=120,
        what="quantities on eBay",
    )
    waiting = odoo.query(
        "SELECT count(*) FROM queue_job"
        " WHERE state = 'pending' AND model_name = 'ebay.product.template'"
    )
    assert waiting != ["0"], "the readings wait for the next day"
