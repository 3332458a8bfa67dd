# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json

from ..export_case import ExportCase
from ..listing_case import MUG

UPDATE = "bulkUpdatePriceQuantity"


class TestExportIsolation(ExportCase):
    """A SKU that fails in a call before or after the batch stops no other SKU."""

    def sell_inventory(self, number=4):
        self.listings = [self.list_inventory(one) for one in range(number)]
        self.sell_from_odoo(guard_zero=0)

    def on_sale(self):
        return [self.on_ebay(one) for one in self.listings]

    def push_all(self, quantity=3):
        with self.quiet():
            self.push(**{f"I{one}": quantity for one in range(len(self.listings))})

    def fail(self, sku, kind="status", operation="getOffers", **options):
        """Let the calls of an operation fail for one SKU."""
        self.sim.faults.add(operation, kind, count=0, containing=sku, **options)

    def test_a_sku_refused_by_get_offers_stops_no_other(self):
        self.sell_inventory()
        self.sim.limits.refuse_reading("I1", 25707, "This is an invalid value.")
        self.push_all()
        self.assertEqual(self.on_sale(), [3, 5, 3, 3])
        self.assertEqual(self.sync("I1").state, "error")
        self.assertIn("invalid value", self.sync("I1").quantity_error)
        self.assertFalse(self.lines("pending"))
        self.assertEqual(self.sim.requests.count(UPDATE), 1)
        self.sim.requests.clear()
        self.backend.export_all_offers()
        self.run_jobs_late()
        self.assertEqual(self.sim.requests.count("getOffers"), 0, "until it changes")
        self.sim.limits.reading_refusals.clear()
        self.sync("I1").action_try_again()
        self.run_jobs_late()
        self.assertEqual(self.on_sale(), [3, 3, 3, 3])

    def test_all_skus_refused_by_get_offers_have_their_error(self):
        self.sell_inventory(2)
        for name in ("I0", "I1"):
            self.sim.limits.refuse_reading(name, 25707, f"Invalid: {name}.")
        self.push_all()
        for name in ("I0", "I1"):
            self.assertIn(f"Invalid: {name}", self.sync(name).quantity_error)
        self.assertFalse(self.jobs("failed", "pending"))

    def test_a_price_and_a_quantity_are_refused_with_the_sku(self):
        self.sell_inventory(2)
        self.sim.limits.refuse_reading("I1", 25707, "Invalid.")
        self.backend.pricelist_id = self.pricelist
        self.stock.update(I0=3, I1=3)
        with self.quiet():
            self.price_all(12)
        self.assertEqual(self.on_sale(), [3, 5])
        self.assertTrue(self.sync("I1").price_error)
        self.assertTrue(self.sync("I1").quantity_error)

    def test_a_sku_that_always_ends_in_a_server_error_stops_no_other(self):
        self.sell_inventory()
        self.fail("I2", status=500)
        self.push_all()
        self.assertEqual(self.on_sale(), [3, 3, 5, 3])
        self.assertEqual(self.sync("I2").state, "error", "after nine times")

    def test_an_answer_that_cannot_be_read_stops_no_other(self):
        self.sell_inventory()
        self.fail("I2", "truncated")
        self.push_all()
        self.assertEqual(self.on_sale()[3], 3)

    def test_an_outage_in_get_offers_is_no_error_of_a_sku(self):
        self.sell_inventory(3)
        self.sim.faults.add("getOffers", "status", status=500, count=3)
        self.push_all()
        self.assertEqual(self.on_sale(), [3, 3, 3])
        self.assertFalse(self.env["ebay.sku.sync"].search([("failures", ">", 0)]))

    def test_a_consent_without_the_scope_is_no_error_of_a_sku(self):
        self.sell_inventory(2)
        error = {"errorId": 1100, "category": "REQUEST", "message": "Access denied"}
        body = json.dumps({"errors": [error]})
        self.sim.faults.add("getOffers", "status", status=403, body=body, count=0)
        with self.assertRaisesRegex(AssertionError, "does not let this keyset"):
            self.push_all()
        self.assertFalse(self.sync("I1").quantity_error)

    def test_a_sku_that_cannot_be_read_back_stops_no_other(self):
        self.sell_inventory()
        self.push_all(4)
        offer_id = self.sync("I1").sku_id.ebay_offer_id
        self.sim.faults.add(UPDATE, "lost_answer")
        self.fail(offer_id, operation="getOffer", status=400)
        self.push_all(3)
        self.assertEqual(self.on_sale(), [3, 3, 3, 3])
        self.assertFalse(self.lines("pending"))
        self.assertFalse(self.jobs("failed", "pending"))

    def test_a_listing_that_cannot_be_read_back_stops_no_other(self):
        mugs = [self.list(**{**MUG, "sku": f"MUG{one}"}) for one in range(3)]
        self.sell_from_odoo(guard_zero=0)
        self.sim.faults.add("ReviseInventoryStatus", "lost_answer")
        self.fail(mugs[1].item_id, "trading_error", "GetItem", code=20)
        with self.quiet():
            self.push(MUG0=3, MUG1=3, MUG2=3)
        self.assertEqual([self.on_ebay(mug) for mug in mugs], [3, 3, 3])
        self.assertFalse(self.jobs("failed", "pending"))

    def test_preferences_that_ebay_refuses_stop_no_quantity(self):
        mug = self.list(**MUG)
        cup = self.list(title="Cup", sku="CUP", available=5)
        self.sell_from_odoo(guard_zero=0, zero_policy="end")
        self.backend.out_of_stock_checked_at = False
        self.sim.faults.add("GetUserPreferences", "trading_error", code=20, count=0)
        with self.quiet():
            self.push(MUG=0, CUP=2)
        self.assertEqual(self.on_ebay(cup), 2)
        self.assertEqual(self.on_ebay(mug), 0)

    def test_the_quota_of_one_call_stops_no_other_call(self):
        """Trading counts by the name of a call: GetItem is used up, a revision goes."""
        mug = self.list(**MUG)
        self.sell_from_odoo()
        self.sim.limits.daily["GetItem"] = 0
        binding = self.binding(mug)
        binding.action_refresh()
        with self.quiet():
            self.run_jobs()
            self.push(MUG=3)
        self.assertEqual(self.on_ebay(mug), 3)
