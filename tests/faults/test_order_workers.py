# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Orders, with several workers, several callers and ``kill -9``."""

from concurrent.futures import ThreadPoolExecutor

import pytest

CALLERS = 6
#: Several pages, and no kind that waits for a person or needs a single read.
KINDS = (
    "de_domestic",
    "de_several_lines",
    "pl_domestic",
    "gb_domestic",
    "us_sales_tax",
)
ORDERS = 450


def prepare(odoo, simulator, backend, count=ORDERS):
    """Listings in Odoo, currencies active, orders at eBay."""
    currencies = odoo.execute(
        "res.currency",
        "search",
        [("active", "=", False), ("name", "in", ("EUR", "GBP", "PLN", "USD"))],
    )
    odoo.execute("res.currency", "write", currencies, {"active": True})
    odoo.execute("ebay.backend", "write", [backend], {"import_pictures": False})
    odoo.execute("ebay.backend", "import_listings", [backend])
    odoo.wait_jobs()
    simulator.orders.generate(count, kinds=KINDS)


def assert_each_order_once(odoo, simulator):
    numbers = odoo.query("SELECT external_id FROM ebay_sale_order")
    assert sorted(numbers) == sorted(simulator.orders.orders)
    sales = odoo.query(
        "SELECT client_order_ref || '|' || state || '|' || amount_total FROM sale_order"
        " WHERE client_order_ref IS NOT NULL"
    )
    assert len(sales) == len(numbers), "an order is twice in Odoo, or an orphan"
    for row in sales:
        reference, state, total = row.split("|")
        order = simulator.orders.orders[reference]
        assert abs(float(total) - float(order.total)) < 0.005, order.kind
        assert state == "sale", order.kind
    buyers = odoo.query("SELECT external_id FROM ebay_res_partner WHERE kind = 'buyer'")
    assert len(buyers) == len(set(buyers))


@pytest.mark.catalogue(listings=40, variations=0, odd=False)
def test_by_schedule_and_by_hand_at_once_each_order_is_there_once(
    odoo, simulator, backend
):
    prepare(odoo, simulator, backend)
    some = list(simulator.orders.orders)[:20]

    def call(number):
        if number % 2:
            odoo.execute("ebay.backend", "import_orders", [backend])
        else:
            odoo.execute("ebay.backend", "import_order", [backend], some[number])

    with ThreadPoolExecutor(CALLERS) as callers:
        list(callers.map(call, range(CALLERS)))
    assert odoo.wait_jobs(timeout=240).keys() == {"done"}
    assert_each_order_once(odoo, simulator)


@pytest.mark.catalogue(listings=40, variations=0, odd=False)
def test_kill_9_in_the_middle_of_the_pages_leaves_each_order_once(
    odoo, simulator, backend
):
    prepare(odoo, simulator, backend)
    simulator.requests.clear()
    odoo.execute("ebay.backend", "import_orders", [backend])
    assert simulator.requests.wait_for("getOrders", count=2, timeout=60)
    odoo.kill()
    assert len(odoo.query("SELECT id FROM ebay_sale_order")) < ORDERS
    odoo.start()
    jobs = odoo.wait_jobs(timeout=300, progress=odoo.wake_job_runner)
    assert jobs.keys() == {"done"}
    assert_each_order_once(odoo, simulator)
    odoo.execute("ebay.backend", "import_orders", [backend])
    odoo.wait_jobs()
    assert_each_order_once(odoo, simulator)


@pytest.mark.catalogue(listings=40, variations=0, odd=False)
def test_a_bad_order_fails_alone_though_others_share_its_buyers(
    odoo, simulator, backend
):
    prepare(odoo, simulator, backend, count=30)
    # A currency that Odoo does not know.
    odoo.query("UPDATE res_currency SET name = 'XQX' WHERE name = 'JPY'")
    bad = simulator.orders.generate(1, kinds=["no_decimals"])[0]
    odoo.execute("ebay.backend", "import_orders", [backend])
    assert odoo.wait_jobs(timeout=200).keys() == {"done", "failed"}
    failed = odoo.query("SELECT exc_message FROM queue_job WHERE state = 'failed'")
    assert len(failed) == 1 and "JPY" in failed[0]
    del simulator.orders.orders[bad.order_id]
    assert_each_order_once(odoo, simulator)
