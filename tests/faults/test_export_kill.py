# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Export quantities, with ``kill -9`` between eBay's acceptance and the commit."""

import pytest
from selling import on_ebay, sell_from_odoo, settle

from lib.processes import wait_until

#: By transport: share of the Inventory API, the call that is killed, feed threshold.
CHANNELS = {
    "trading": (0.0, "ReviseInventoryStatus", 0),
    "inventory": (1.0, "bulkUpdatePriceQuantity", 0),
    "feed": (0.0, "uploadFile", 5),
}


def accepted(simulator):
    """Return whether eBay has accepted a value without answering yet."""
    files = simulator.feed.tasks.values()
    return 0 in on_ebay(simulator).values() or any(file.uploaded for file in files)


@pytest.mark.parametrize(
    ("call", "feed_threshold"),
    [
        pytest.param(
            call,
            threshold,
            id=channel,
            marks=pytest.mark.catalogue(
                listings=24, variations=0, inventory=share, auctions=0, odd=False
            ),
        )
        for channel, (share, call, threshold) in CHANNELS.items()
    ],
)
def test_killed_between_acceptance_and_commit(
    odoo, simulator, backend, call, feed_threshold
):
    sell_from_odoo(odoo, backend, feed_threshold=feed_threshold)
    simulator.requests.clear()
    simulator.seller.out_of_stock_control = True
    simulator.faults.add(call, "held_answer", count=0)
    odoo.execute(
        "ebay.backend",
        "write",
        [backend],
        {"stock_mode": "percentage", "stock_percentage": 0},
    )
    # A setting reaches eBay when a person has seen and applied what it changes.
    settle(odoo)
    reviews = odoo.execute("ebay.take.over", "search", [("kind", "=", "change")])
    odoo.execute("ebay.take.over", "action_confirm", reviews)
    wait_until(lambda: accepted(simulator), timeout=60, what="call that eBay took")
    odoo.kill()
    simulator.faults.clear()
    odoo.start()
    settle(odoo)
    assert set(on_ebay(simulator).values()) == {0}
    assert not simulator.seller.redundant
    accepted_quantities = odoo.query(
        "SELECT DISTINCT accepted_quantity FROM ebay_sku_sync"
    )
    assert accepted_quantities == ["0"]
    assert odoo.query(
        "SELECT count(*) FROM ebay_export_batch_line WHERE state = 'pending'"
    ) == ["0"]
