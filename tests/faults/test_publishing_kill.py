# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Exactly one listing of each product, whatever dies in the middle."""

import pytest
from publish import DRILLS, SHIRTS, Shop
from selling import settle

from lib.processes import wait_until

#: Each step of publishing, in order. The worker dies when eBay has carried it out and
#: has not answered yet.
STEPS = (
    "createImageFromFile",
    "bulkCreateOrReplaceInventoryItem",
    "createOrReplaceInventoryItemGroup",
    "bulkCreateOffer",
    "bulkPublishOffer",
    "publishOfferByInventoryItemGroup",
)

#: What the job runner does with the jobs of a dead worker, without waiting for it.
RUN_AGAIN = (
    "UPDATE queue_job SET state = 'pending', eta = NULL"
    " WHERE state IN ('started', 'enqueued') RETURNING 1"
)

nothing = pytest.mark.catalogue(listings=0)


def assert_one_each(odoo, simulator, products):
    """Each product is one live listing at eBay, and Odoo knows its id."""
    live = simulator.seller.active()
    assert len(live) == len(simulator.seller.listings) == products
    assert set(odoo.query("SELECT external_id FROM ebay_product_template")) == {
        one.item_id for one in live
    }


@nothing
def test_killed_at_each_step(odoo, simulator, backend):
    """The same publication is killed six times, each time one step later."""
    shop = Shop(odoo, backend)
    drafts = shop.drafts(DRILLS, shop.drills(2)) + shop.drafts(SHIRTS, [shop.shirt()])
    settle(odoo)
    simulator.requests.clear()
    for number, step in enumerate(STEPS):
        simulator.faults.add(step, "held_answer", count=0)
        before = simulator.requests.count(step)
        if not number:
            odoo.execute("ebay.product.template", "export_listings", drafts)
        wait_until(
            lambda step=step, before=before: (
                odoo.wake_job_runner() or simulator.requests.count(step) > before
            ),
            timeout=60,
            what=f"{step} that eBay has carried out",
        )
        odoo.kill()
        simulator.faults.clear()
        odoo.query(RUN_AGAIN)
        odoo.start()
    settle(odoo)
    assert shop.states() == {"active published": 3}
    assert_one_each(odoo, simulator, 3)
    counts = {step: simulator.requests.count(step) for step in STEPS}
    # Three pictures and one that was uploaded when its answer was lost. What eBay may
    # have published is read, and not published again.
    assert counts == {
        "createImageFromFile": 4,
        "bulkCreateOrReplaceInventoryItem": 2,
        "createOrReplaceInventoryItemGroup": 2,
        "bulkCreateOffer": 2,
        "bulkPublishOffer": 1,
        "publishOfferByInventoryItemGroup": 1,
    }


@nothing
def test_two_workers_and_lost_answers(odoo, simulator, backend):
    """Two workers get overlapping drafts, and answers are lost on the way."""
    shop = Shop(odoo, backend)
    drafts = shop.drafts(DRILLS, shop.drills(6))
    settle(odoo)
    simulator.requests.clear()
    for step in ("bulkCreateOrReplaceInventoryItem", "bulkCreateOffer"):
        simulator.faults.add(step, "lost_answer")
    simulator.faults.add("bulkPublishOffer", "lost_answer", count=2)
    for part in (drafts, drafts[:4], drafts[2:]):
        odoo.execute("ebay.product.template", "export_listings", part)
    odoo.execute("ebay.backend", "export_listings", [backend])
    settle(odoo)
    assert shop.states() == {"active published": 6}
    assert_one_each(odoo, simulator, 6)
    assert simulator.requests.count("createImageFromFile") == 6
    published = simulator.requests.count("bulkPublishOffer")
    assert published <= 6
    simulator.requests.clear()
    odoo.execute("ebay.backend", "export_listings", [backend])
    settle(odoo)
    assert not simulator.requests.count("bulkPublishOffer")
    assert not simulator.requests.count("bulkCreateOrReplaceInventoryItem")
