# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Export of quantities, with ``kill -9`` between eBay's acceptance and our commit."""

import pytest

from lib.processes import wait_until

ORDERS_RUN = """
    INSERT INTO ebay_run (backend_id, flow, kind, phase, state, window_from, window_to,
                          page, create_date)
    SELECT id, 'orders', 'full', 'orders', 'done', now() AT TIME ZONE 'UTC',
           now() AT TIME ZONE 'UTC', 0, now() AT TIME ZONE 'UTC' FROM ebay_backend
"""


def sell_from_odoo(odoo, backend):
    """Odoo has eBay's stock, and is right from now on."""
    odoo.execute(
        "ebay.backend",
        "write",
        [backend],
        {"import_pictures": False, "price_floor": "none", "guard_zero": 0},
    )
    odoo.execute("ebay.backend", "import_listings", [backend])
    odoo.wait_jobs()
    odoo.query(ORDERS_RUN)
    odoo.execute("ebay.backend", "import_stock", [backend])
    odoo.wait_jobs()
    odoo.execute("ebay.backend", "write", [backend], {"stock_master": "odoo"})
    odoo.wait_jobs()


def on_ebay(simulator):
    return {listing.available for listing in simulator.seller.active()}


@pytest.mark.catalogue(listings=24, variations=0, inventory=0, auctions=0, odd=False)
def test_killed_between_acceptance_and_commit(odoo, simulator, backend):
    sell_from_odoo(odoo, backend)
    simulator.requests.clear()
    # A fixed number for all: six batches, and the first is taken when Odoo dies.
    simulator.seller.out_of_stock_control = True
    odoo.execute(
        "ebay.backend",
        "write",
        [backend],
        {"stock_mode": "percentage", "stock_percentage": 0},
    )
    wait_until(lambda: 0 in on_ebay(simulator), timeout=60, what="a first quantity")
    odoo.kill()
    odoo.start()
    odoo.wait_jobs(timeout=240, progress=odoo.wake_job_runner)
    assert on_ebay(simulator) == {0}
    offers = odoo.query("SELECT DISTINCT accepted_quantity FROM ebay_offer")
    assert offers == ["0"]
    assert odoo.query(
        "SELECT count(*) FROM ebay_export_batch_line WHERE state = 'pending'"
    ) == ["0"]
