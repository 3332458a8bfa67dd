# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Import a seller's catalogue with the real job runner."""

import pytest
from catalogue import in_odoo, on_ebay, products_with_one_sku

from lib.processes import wait_until


def backfill(odoo, backend):
    """Import listings, then the categories they use; return the jobs by state."""
    odoo.execute("ebay.backend", "import_listings", [backend])
    odoo.wait_jobs()
    odoo.execute("ebay.backend", "import_categories", [backend])
    return odoo.wait_jobs()


def test_every_listing_comes_in(odoo, simulator, backend):
    assert backfill(odoo, backend).keys() == {"done"}
    assert in_odoo(odoo, backend) == on_ebay(simulator)
    assert not products_with_one_sku(odoo)


def test_the_categories_in_use_come_in_with_their_parents(odoo, simulator, backend):
    backfill(odoo, backend)
    bound = odoo.execute(
        "ebay.product.category",
        "search_read",
        [("backend_id", "=", backend)],
        ["external_id"],
    )
    used = {listing.category_id for listing in simulator.seller.active()}
    assert used < {category["external_id"] for category in bound}


def test_a_change_on_ebay_comes_in_with_a_later_run(odoo, simulator, backend):
    backfill(odoo, backend)
    listing = next(one for one in simulator.seller.active() if not one.variations)
    simulator.seller.revise(listing.item_id, title="Another title", available=3)
    # eBay shows a change with some delay, so that a run ends minutes in the past.
    simulator.clock.advance(300)
    simulator.requests.clear()

    def came_in():
        odoo.execute("ebay.backend", "import_listings", [backend])
        assert odoo.wait_jobs().keys() == {"done"}
        return in_odoo(odoo, backend) == on_ebay(simulator)

    # The first runs only let Odoo's processes know that eBay's clock has changed.
    wait_until(came_in, timeout=30, what="change of a listing in Odoo")
    full_runs = [("kind", "=", "full")]
    assert odoo.execute("ebay.run", "search_count", full_runs) == 1


@pytest.mark.catalogue(listings=450)
def test_kill_9_between_two_pages(odoo, simulator, backend):
    odoo.execute("ebay.backend", "import_listings", [backend])
    wait_until(
        lambda: odoo.query("SELECT 1 FROM ebay_product_template LIMIT 1"),
        timeout=60,
        what="first page of listings",
    )
    odoo.kill()
    assert len(in_database(odoo)) < 450, "the backfill had ended before the kill"
    odoo.start()
    odoo.wait_jobs(progress=odoo.wake_job_runner)
    assert in_odoo(odoo, backend) == on_ebay(simulator)
    assert not products_with_one_sku(odoo)


@pytest.mark.catalogue(listings=250)
def test_kill_9_during_a_call(odoo, simulator, backend):
    fault = simulator.faults.add("GetSellerList", "timeout", nth=2)
    odoo.execute("ebay.backend", "import_listings", [backend])
    wait_until(lambda: fault.seen == 2, timeout=60, what="request of the second page")
    odoo.kill()
    simulator.faults.clear()
    odoo.start()
    odoo.wait_jobs(progress=odoo.wake_job_runner)
    assert in_odoo(odoo, backend) == on_ebay(simulator)
    assert not products_with_one_sku(odoo)


def in_database(odoo):
    """Return the ids of the listings in the database, even if Odoo is not running."""
    return odoo.query("SELECT external_id FROM ebay_product_template")
