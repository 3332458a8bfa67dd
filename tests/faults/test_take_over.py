# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Take over with differing prices and quantities: two workers, users, ``kill -9``."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from selling import count, import_shop, on_ebay, products_by_listing, settle

WRITING = ("ReviseInventoryStatus", "bulkUpdatePriceQuantity", "createTask")

catalogue = pytest.mark.catalogue(
    listings=40,
    variations=0,
    inventory=0.5,
    auctions=0,
    odd=False,
    marketplaces=("EBAY_DE", "EBAY_PL"),
)


def prices(simulator):
    """Return ``{listing id: price}`` that buyers see."""
    return {one.item_id: str(one.price) for one in simulator.seller.active()}


def writing_calls(simulator):
    return sum(simulator.requests.count(name) for name in WRITING)


def make_different(odoo, backend, products):
    """Give Odoo other prices than eBay's, and every second product another stock."""
    pricelist = odoo.execute(
        "product.pricelist",
        "create",
        {
            "name": "Shop",
            "item_ids": [(0, 0, {"compute_price": "percentage", "percent_price": -25})],
        },
    )
    pricelist = pricelist[0] if isinstance(pricelist, list) else pricelist
    odoo.execute("ebay.backend", "write", [backend], {"pricelist_id": pricelist})
    chosen = sorted(products.values())[::2]
    count(odoo, dict.fromkeys(chosen, 3))
    odoo.wait_jobs()


def preview(odoo, backend):
    """Return the id of a new take-over."""
    return odoo.execute("ebay.backend", "action_take_over", [backend])["res_id"]


@catalogue
def test_nothing_changes_with_two_workers_and_users(odoo, simulator, backend):
    import_shop(odoo, backend)
    products = products_by_listing(odoo)
    make_different(odoo, backend, products)
    before, quantities = prices(simulator), on_ebay(simulator)
    take_over = preview(odoo, backend)
    simulator.requests.clear()

    def confirm():
        # Of two at once, PostgreSQL refuses one, which finds the work done.
        with suppress(Exception):
            odoo.execute("ebay.take.over", "action_confirm", [take_over])

    with ThreadPoolExecutor(4) as people:
        people.submit(confirm)
        people.submit(confirm)
    with ThreadPoolExecutor(4) as people:
        for _number in range(2):
            people.submit(odoo.execute, "ebay.backend", "export_all_offers", [backend])
    settle(odoo)
    assert odoo.query("SELECT stock_master FROM ebay_backend") == ["odoo"]
    assert writing_calls(simulator) == 0
    assert (prices(simulator), on_ebay(simulator)) == (before, quantities)
    assert odoo.query("SELECT count(*) FROM ebay_marketplace_pricelist") == ["2"]
    # Only what is counted later is sent.
    counted = sorted(products)[:5]
    count(odoo, {products[listing]: 11 for listing in counted})
    settle(odoo)
    assert on_ebay(simulator) == {**quantities, **dict.fromkeys(counted, 11)}
    assert prices(simulator) == before
    assert not simulator.seller.redundant


@catalogue
@pytest.mark.parametrize("seconds", [0.05, 0.6, 3])
def test_killed_during_or_after_the_take_over(odoo, simulator, backend, seconds):
    import_shop(odoo, backend)
    products = products_by_listing(odoo)
    make_different(odoo, backend, products)
    before, quantities = prices(simulator), on_ebay(simulator)
    take_over = preview(odoo, backend)
    simulator.requests.clear()
    with ThreadPoolExecutor(1) as people:
        people.submit(odoo.execute, "ebay.take.over", "action_confirm", [take_over])
        time.sleep(seconds)
        odoo.kill()
    odoo.start()
    settle(odoo)
    [state] = odoo.query("SELECT state FROM ebay_take_over")
    if state == "preview":
        assert odoo.query("SELECT count(*) FROM ebay_marketplace_pricelist") == ["0"]
        odoo.execute("ebay.take.over", "action_confirm", [take_over])
        settle(odoo)
    assert odoo.query("SELECT stock_master FROM ebay_backend") == ["odoo"]
    assert writing_calls(simulator) == 0
    assert (prices(simulator), on_ebay(simulator)) == (before, quantities)
    kept = odoo.query("SELECT count(*) FROM ebay_sku_sync WHERE quantity_kept")
    assert kept != ["0"]
