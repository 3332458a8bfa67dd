# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Two workers, users, scheduled actions and buyers at once."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from selling import (
    count,
    on_ebay,
    products_by_listing,
    run_schedule,
    sell_from_odoo,
    settle,
)

PEOPLE = 4
CALLS = ("ReviseInventoryStatus", "bulkUpdatePriceQuantity", "getOrders")
FAULTS = ("lost_answer", "truncated", "reset", "html", "system_error", "throttled")

catalogue = pytest.mark.catalogue(
    listings=32,
    variations=0,
    inventory=0.5,
    auctions=0,
    odd=False,
    marketplaces=("EBAY_DE",),
)


class Warehouse:
    """Products that users count, and the quantities they counted last."""

    def __init__(self, odoo, simulator):
        self.odoo = odoo
        self.products = products_by_listing(odoo)
        self.counted = on_ebay(simulator)
        self.dice = random.Random(1)

    def recount(self, listings):
        """Count each listing's product with a random quantity, including zero."""
        found = {listing: self.dice.randrange(7) for listing in listings}
        self.counted.update(found)
        count(self.odoo, {self.products[one]: found[one] for one in found})

    def at_once(self, *others):
        """Let several users count different products while the others act."""
        goods = self.dice.sample(sorted(self.products), 24)
        shares = [goods[place::PEOPLE] for place in range(PEOPLE)]
        with ThreadPoolExecutor(PEOPLE + len(others)) as people:
            done = [people.submit(self.recount, share) for share in shares]
            done += [people.submit(other) for other in others]
            for one in done:
                one.result()


@catalogue
def test_no_sku_is_sent_twice_at_once_nor_what_ebay_has(odoo, simulator, backend):
    sell_from_odoo(odoo, backend)
    simulator.seller.out_of_stock_control = True
    warehouse = Warehouse(odoo, simulator)
    simulator.requests.clear()
    # Long enough for the other worker to interfere.
    simulator.limits.latency = 0.3
    for _round in range(5):
        warehouse.at_once(
            lambda: odoo.execute("ebay.backend", "export_offers", [backend]),
            lambda: odoo.execute("ebay.backend", "export_all_offers", [backend]),
            lambda: run_schedule(odoo),
        )
    odoo.wait_jobs(timeout=240)
    # All at once and undisturbed, so that both workers have work.
    simulator.limits.latency = 0.5
    warehouse.recount(warehouse.products)
    odoo.wait_jobs(timeout=240)
    assert on_ebay(simulator) == warehouse.counted
    assert not simulator.requests.overlapping()
    assert not simulator.seller.redundant
    writes = [one for one in simulator.requests if one.writes]
    starts = sorted((one.time, one.duration_ms) for one in writes)
    # Both workers must have sent, otherwise the test would prove nothing.
    assert any(
        (later[0] - earlier[0]).total_seconds() * 1000 < earlier[1]
        for earlier, later in zip(starts, starts[1:], strict=False)
    )


@catalogue
def test_faults_raining_buyers_buying_and_a_crash(odoo, simulator, backend):
    sell_from_odoo(odoo, backend)
    simulator.seller.out_of_stock_control = True
    warehouse = Warehouse(odoo, simulator)
    bought = dict.fromkeys(warehouse.products, 0)

    def buy():
        for listing in warehouse.products:
            # No one may change the quantity between the check and the purchase.
            with simulator.lock:
                available = simulator.seller.listing(listing).available
                if available and warehouse.dice.random() < 0.2:
                    simulator.orders.buy(listing, 1)
                    bought[listing] += 1

    for number in range(8):
        for call in CALLS:
            simulator.faults.add(call, warehouse.dice.choice(FAULTS))
        warehouse.at_once(buy, lambda: run_schedule(odoo))
        if number == 4:
            odoo.kill()
            odoo.start()
    simulator.faults.clear()
    # Advance eBay's clock, so that the last orders are old enough for the import.
    simulator.clock.advance(300)
    odoo.execute("ebay.backend", "check_health", [backend])
    odoo.execute("ebay.backend", "import_orders", [backend])
    settle(odoo)
    run_schedule(odoo)
    settle(odoo)
    assert sum(bought.values()) > 10
    imported = odoo.query("SELECT sum(quantity) FROM ebay_sale_order_line")
    assert imported == [str(sum(bought.values()))]
    assert on_ebay(simulator) == {
        listing: max(0, pieces - bought[listing])
        for listing, pieces in warehouse.counted.items()
    }
    states = odoo.query("SELECT DISTINCT state FROM ebay_sku_sync")
    assert states == ["in_sync"]
    assert not simulator.requests.overlapping()
