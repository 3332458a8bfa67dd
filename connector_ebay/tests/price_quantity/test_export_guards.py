# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from ..export_case import ExportCase
from ..listing_case import MUG, SHIRTS

REVISE = "ReviseInventoryStatus"


class TestExportGuards(ExportCase):
    # === MANY ZEROS ===

    def test_many_zeros_are_held(self):
        listings = self.list_ten()
        self.sell_from_odoo()
        self.push(**{f"T{number}": 0 for number in range(6)}, T9=3)
        self.assertEqual([self.on_ebay(one) for one in listings], [5] * 9 + [3])
        held = self.env["ebay.export.batch"].search([("state", "=", "held")])
        self.assertEqual(held.size, 6)
        self.assertEqual(len(self.backend.activity_ids), 1)
        self.assertEqual(self.sync("T0").hold_reason, "zero")
        alert = self.backend.alert_ids
        self.assertEqual(alert.code, "mass_change")
        self.assertIn("6 SKUs", alert.message)
        self.assertIn("too many skus go to zero (6)", alert.message.lower())

    def test_the_alert_about_held_values_closes_when_they_are_released(self):
        self.list_ten()
        self.sell_from_odoo()
        self.push(**{f"T{number}": 0 for number in range(6)})
        alerts = self.env["ebay.alert"]
        alerts._cron_watch()
        self.env.invalidate_all()
        self.assertEqual(self.backend.alert_ids.code, "mass_change")
        held = self.env["ebay.sku.sync"].search(
            self.backend.alert_ids.action_open()["domain"]
        )
        self.assertEqual(len(held), 6)
        held.action_release()
        self.run_jobs_late()
        alerts._cron_watch()
        self.env.invalidate_all()
        self.assertFalse(self.backend.alert_ids)
        self.assertFalse(self.backend.activity_ids)

    def test_held_zeros_are_not_sent_one_by_one(self):
        listings = self.list_ten()
        self.sell_from_odoo()
        self.push(**{f"T{number}": 0 for number in range(6)})
        for number in range(6):
            self.push(**{f"T{number}": 0})
        self.assertEqual({self.on_ebay(one) for one in listings}, {5})
        held = self.env["ebay.export.batch"].search([("state", "=", "held")])
        self.assertEqual(len(held), 1)

    def test_a_mass_change_in_parts_is_held(self):
        listings = self.list_ten()
        self.sell_from_odoo()
        for number in range(8):
            self.push(**{f"T{number}": 0})
        zeros = [one for one in listings if not self.on_ebay(one)]
        self.assertEqual(len(zeros), 4, "the fifth is a mass")

    def test_released_zeros_are_sent(self):
        listings = self.list_ten()
        self.sell_from_odoo()
        self.push(**{f"T{number}": 0 for number in range(6)})
        held = self.env["ebay.export.batch"].search([("state", "=", "held")])
        held.action_release()
        self.run_jobs_late()
        self.assertEqual([self.on_ebay(one) for one in listings], [0] * 6 + [5] * 4)
        self.assertEqual(self.sync("T0").state, "in_sync")

    def test_only_a_manager_releases(self):
        self.list_ten()
        self.sell_from_odoo()
        self.push(**{f"T{number}": 0 for number in range(6)})
        user = new_test_user(self.env, "assistant", "connector_ebay.group_ebay_user")
        with self.assertRaises(AccessError):
            self.sync("T0").with_user(user).action_release()
        with self.assertRaises(AccessError):
            self.sync("T0").with_user(user).accepted_quantity = 9
        self.assertEqual(self.sync("T0").hold_reason, "zero")
        self.sync("T0").with_user(user).action_try_again()

    def test_stock_that_comes_back_ends_the_hold(self):
        listings = self.list_ten()
        self.sell_from_odoo()
        self.push(**{f"T{number}": 0 for number in range(6)})
        self.push(T0=4)
        self.assertEqual(self.on_ebay(listings[0]), 4)
        self.assertFalse(self.sync("T0").hold_reason)

    # === PRICES ===

    def test_many_large_price_changes_are_held_and_quantities_are_not(self):
        listings = self.list_ten()
        self.sell_from_odoo(pricelist_id=self.pricelist.id)
        self.change(T0=4)
        self.price_each(1.5)
        self.assertEqual({one.price for one in listings}, {Decimal("10.00")})
        self.assertEqual(self.on_ebay(listings[0]), 4)
        self.assertEqual(self.sync("T0").hold_reason, "price")
        self.price_each(9)
        self.assertEqual({one.price for one in listings}, {Decimal("9.00")})

    def test_a_price_below_the_lowest_price_is_never_sent(self):
        mug = self.list(**MUG)
        self.sell_from_odoo(
            pricelist_id=self.pricelist.id, price_floor="fixed", price_floor_amount=8
        )
        self.price_all(7.99)
        self.assertEqual(str(mug.price), "9.99")
        self.assertEqual(self.sync("MUG").hold_reason, "floor")
        self.sync("MUG").action_release()
        self.run_jobs_late()
        self.assertEqual(str(mug.price), "9.99", "releasing does not help")
        self.price_all(8)
        self.assertEqual(str(mug.price), "8.00")

    def test_the_cost_is_the_lowest_price(self):
        mug = self.list(**MUG)
        self.sell_from_odoo(pricelist_id=self.pricelist.id, price_floor="cost")
        company = self.backend.company_id
        euro = self.env.ref("base.EUR")
        self.products("MUG").standard_price = euro._convert(
            9, company.currency_id, company
        )
        self.price_all(5)
        self.assertEqual(str(mug.price), "9.99")

    # === QUANTITY ZERO ===

    def test_zero_is_held_where_it_would_end_the_listing(self):
        self.sim.seller.out_of_stock_control = False
        mug = self.list(**MUG)
        self.sell_from_odoo()
        self.push(MUG=0)
        self.assertTrue(mug.is_active)
        self.assertEqual(self.on_ebay(mug), 5)
        self.assertEqual(self.sync("MUG").hold_reason, "ends")
        self.assertEqual(self.sim.requests.count("GetUserPreferences"), 1)

    def test_zero_ends_the_listing_if_the_account_is_set_so(self):
        self.sim.seller.out_of_stock_control = False
        mug = self.list(**MUG)
        self.sell_from_odoo(zero_policy="end")
        self.push(MUG=0)
        self.assertFalse(mug.is_active)

    def test_a_variation_may_go_to_zero_while_others_are_left(self):
        self.sim.seller.out_of_stock_control = False
        shirts = self.list(**SHIRTS)
        self.sell_from_odoo()
        self.push(**{"TS-B-M": 0})
        self.assertEqual(self.on_ebay(shirts, "TS-B-M"), 0)
        self.push(**{"TS-B-L": 0, "TS-R-M": 0})
        self.assertTrue(shirts.is_active)

    def test_25004_after_a_zero_is_verified(self):
        """eBay reports an error although it has set the quantity."""
        listing = self.list(**MUG, channel="inventory", offer_id="9000000001")
        self.sell_from_odoo()
        self.backend.write(
            {"out_of_stock_control": "on", "out_of_stock_checked_at": "2099-01-01"}
        )
        self.sim.seller.out_of_stock_control = False
        self.push(MUG=0)
        self.assertEqual(self.on_ebay(listing), 0)
        sync = self.sync("MUG")
        self.assertEqual((sync.state, sync.accepted_quantity), ("in_sync", 0))
        self.assertIn("25004", self.lines("accepted").message)

    # === 250 REVISIONS A DAY ===

    def test_the_daily_limit_of_revisions_is_respected(self):
        mug = self.list(**MUG)
        self.sell_from_odoo()
        self.push(MUG=4)
        line = self.lines("accepted")
        line.create(239 * [{**line._copy_values(), **self.of_today(line)}])
        self.sim.requests.clear()
        self.change(MUG=3)
        self.hasten()
        self.run_jobs()
        self.assertEqual(self.on_ebay(mug), 4)
        change = self.env["ebay.sku.mark"].search([])
        self.assertEqual(change.sku_id.ebay_sku, "MUG", "it waits for tomorrow")
        self.change(MUG=0)
        self.hasten()
        self.run_jobs()
        self.assertEqual(self.on_ebay(mug), 0, "some are kept for what is sold out")

    def of_today(self, line):
        return {
            "batch_id": line.batch_id.id,
            "state": "accepted",
            "sent_at": line.sent_at,
        }
