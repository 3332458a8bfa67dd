# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from ...components.price_quantity import take_over_previewer
from ..export_case import ExportCase
from ..listing_case import MUG


class TestSettingsReview(ExportCase):
    """A setting that changes many SKUs is applied by a person, or not at all."""

    def setUp(self):
        super().setUp()
        self.listings = self.list_ten()
        self.sell_from_odoo()
        self.other = self.pricelist.copy({"name": "Other"})
        self.other.item_ids = [
            (0, 0, {"compute_price": "fixed", "fixed_price": 12.0, "min_quantity": 0})
        ]

    def prices(self):
        return {str(listing.price) for listing in self.listings}

    def writing_calls(self):
        return self.sim.requests.count("ReviseInventoryStatus")

    def review(self):
        """Return the newest preview of changed settings."""
        return self.env["ebay.take.over"].search([("kind", "=", "change")], limit=1)

    def alert(self):
        return self.env["ebay.alert"].search(
            [("code", "=", "mass_change"), ("state", "=", "open")]
        )

    def assert_nothing_is_sent(self):
        """Run everything there is, and expect no call that writes."""
        self.run_jobs_late()
        self.backend.export_all_offers()
        self.run_jobs_late()
        self.env["ebay.backend"]._cron_export_offers()
        self.run_jobs_late()
        self.assertEqual(self.writing_calls(), 0)

    def test_a_pricelist_written_by_rpc_reprices_nothing(self):
        self.backend.write({"pricelist_id": self.other.id})
        self.assert_nothing_is_sent()
        review = self.review()
        self.assertEqual((review.state, review.complete), ("preview", True))
        self.assertEqual((review.change_count, review.price_count), (10, 10))
        line = review.line_ids[0]
        self.assertEqual((line.price_before, line.price), (10.0, 12.0))
        self.assertIn("10 prices in EUR: median +20.0 %", review.price_note)
        self.assertEqual(len(self.alert()), 1)
        self.assertIn("10 SKUs would change", self.alert().message)
        self.assertEqual(self.sync("T0").status, "held")
        self.assertIn("setting was changed", self.sync("T0").note)

    def test_applied_it_is_sent(self):
        self.backend.pricelist_id = self.other
        self.run_jobs_late()
        self.review().action_confirm()
        self.run_jobs_late()
        self.assertEqual(self.prices(), {"12.00"})
        self.assertEqual(self.review().state, "applied")
        self.assertFalse(self.alert())
        self.assertEqual(self.sync("T0").status, "in_sync")
        self.assertFalse(self.env["ebay.sku.sync"].search([("released", "=", True)]))

    def test_applied_before_the_comparison_has_run(self):
        self.backend.pricelist_id = self.other
        self.backend.action_take_over()
        self.review().action_confirm()
        self.run_jobs_late()
        self.assertEqual(self.prices(), {"12.00"})

    def test_discarded_the_setting_is_as_before(self):
        self.backend.write({"pricelist_id": self.other.id, "price_rounding": 7.0})
        self.run_jobs_late()
        self.review().action_discard()
        self.assertFalse(self.backend.pricelist_id)
        self.assertEqual(self.backend.price_rounding, 0.0)
        self.assert_nothing_is_sent()
        self.assertEqual(self.review().state, "discarded")
        self.assertFalse(self.alert())
        self.assertEqual(self.sync("T0").status, "in_sync")

    def test_a_jump_that_was_applied_is_not_held_again(self):
        self.backend.guard_price_jump = 30
        self.other.item_ids.fixed_price = 25.0
        self.backend.pricelist_id = self.other
        self.run_jobs_late()
        self.review().action_confirm()
        self.run_jobs_late()
        self.assertEqual(self.prices(), {"25.00"})

    def test_another_price_than_the_one_applied_is_guarded(self):
        self.backend.guard_price_jump = 30
        self.backend.pricelist_id = self.other
        self.run_jobs_late()
        self.review().action_confirm()
        product = self.products("T0")
        self.other.item_ids = [
            (
                0,
                0,
                {
                    "compute_price": "fixed",
                    "applied_on": "0_product_variant",
                    "product_id": product.id,
                    "fixed_price": 1.0,
                },
            )
        ]
        self.run_jobs_late()
        self.assertEqual(self.sync("T0").hold_reason, "jump")
        self.assertEqual(str(self.listings[0].price), "10.00")

    def test_few_skus_need_no_review(self):
        for listing in self.listings[4:]:
            self.sim.seller.end(listing.item_id)
        self.import_changes()
        self.run_jobs_late()
        self.sim.requests.clear()
        self.backend.pricelist_id = self.other
        self.run_jobs_late()
        self.assertEqual({str(one.price) for one in self.listings[:4]}, {"12.00"})
        self.assertEqual(self.review().state, "applied")

    def test_pricelists_by_marketplace(self):
        line = self.env["ebay.marketplace.pricelist"].create(
            {
                "backend_id": self.backend.id,
                "marketplace_id": self.backend.marketplace_id.id,
                "pricelist_id": self.other.id,
            }
        )
        self.assert_nothing_is_sent()
        self.review().action_discard()
        self.assertFalse(line.exists())
        self.backend.marketplace_pricelist_ids = [
            (
                0,
                0,
                {
                    "marketplace_id": self.backend.marketplace_id.id,
                    "pricelist_id": self.other.id,
                },
            )
        ]
        self.run_jobs_late()
        self.review().action_confirm()
        self.run_jobs_late()
        self.assertEqual(self.prices(), {"12.00"})
        self.sim.requests.clear()
        self.backend.pricelist_id = self.pricelist.copy()
        self.backend.pricelist_id.item_ids = [
            (0, 0, {"compute_price": "fixed", "fixed_price": 13.0})
        ]
        self.backend.marketplace_pricelist_ids.unlink()
        self.assert_nothing_is_sent()
        self.review().action_discard()
        self.assertEqual(
            self.backend.marketplace_pricelist_ids.pricelist_id, self.other
        )
        self.assert_nothing_is_sent()

    def test_a_rule_of_the_pricelist_for_all_products(self):
        self.backend.pricelist_id = self.pricelist
        self.run_jobs_late()
        self.price_all(12)
        self.assert_nothing_is_sent()
        with self.assertRaises(UserError):
            self.review().action_discard()
        self.pricelist.item_ids.unlink()
        self.pricelist.item_ids = [
            (0, 0, {"compute_price": "fixed", "fixed_price": 10.0})
        ]
        self.assert_nothing_is_sent()
        self.assertNotEqual(self.review().state, "preview", "it was changed back")

    def test_floor_and_test_mode_do_not_slip_through(self):
        self.backend.write({"price_floor": "fixed", "price_floor_amount": 13.0})
        self.backend.pricelist_id = self.other
        self.run_jobs_late()
        self.review()._close("applied")
        self.run_jobs_late()
        self.assertEqual(self.sync("T0").hold_reason, "floor")
        self.backend.price_floor = "none"
        self.assert_nothing_is_sent()
        self.backend.test_mode = True
        self.run_jobs_late()
        self.backend.test_mode = False
        self.assert_nothing_is_sent()

    def test_guards_that_are_switched_off_release_nothing(self):
        self.backend.guard_price_jump = 30
        self.backend.pricelist_id = self.pricelist
        self.run_jobs_late()
        self.price_each(19)
        self.assertEqual(self.sync("T0").hold_reason, "jump")
        self.backend.write({"guard_price_jump": 0, "guard_price": 0})
        self.assert_nothing_is_sent()
        self.assertEqual(self.sync("T0").hold_reason, "jump")

    def test_sold_units_are_sent_while_a_setting_waits(self):
        self.stock.update({f"T{number}": 5 for number in range(10)})
        self.backend.pricelist_id = self.other
        self.run_jobs_late()
        self.push(T0=3)
        self.assertEqual(self.on_ebay(self.listings[0]), 3)
        self.assertEqual(str(self.listings[0].price), "10.00")
        self.assertEqual(self.sync("T0").hold_reason, "setting")

    def test_a_raised_quantity_follows_sales_only_downwards(self):
        """A setting that raises quantities waits; what is sold does not."""
        self.stock.update({f"T{number}": 50 for number in range(10)})
        self.backend.price_rounding = 0.01
        self.run_jobs_late()
        self.assertEqual(self.sync("T0").hold_reason, "setting")
        self.push(T0=48)
        self.assertEqual(self.on_ebay(self.listings[0]), 3)
        self.push(T0=60)
        self.assertEqual(self.on_ebay(self.listings[0]), 3)
        self.review().action_confirm()
        self.run_jobs_late()
        self.assertEqual([self.on_ebay(one) for one in self.listings], [60] + [50] * 9)

    def test_the_same_value_written_again_opens_nothing(self):
        self.backend.write({"price_rounding": 0.0, "pricelist_id": False})
        self.assertFalse(self.review())
        self.assertFalse(self.env["ebay.sku.mark"].search([]))

    def test_a_second_change_is_in_the_same_preview(self):
        self.backend.pricelist_id = self.other
        self.run_jobs_late()
        self.backend.price_rounding = 7.0
        self.run_jobs_late()
        review = self.review()
        self.assertEqual(len(self.env["ebay.take.over"].search([])), 1)
        self.assertEqual(set(review.line_ids.mapped("price")), {14.0})

    def test_only_a_manager_decides(self):
        self.backend.pricelist_id = self.other
        self.run_jobs_late()
        user = new_test_user(self.env, "assistant", "connector_ebay.group_ebay_user")
        for name in ("action_confirm", "action_discard"):
            with self.assertRaises(AccessError):
                getattr(self.review().with_user(user), name)()
        with self.assertRaises(AccessError):
            self.backend.with_user(user).pricelist_id = False

    def test_a_large_account_is_compared_by_jobs(self):
        with patch.object(take_over_previewer, "CHUNK", 3):
            self.backend.pricelist_id = self.other
            self.assert_nothing_is_sent()
            self.assertEqual(self.review().change_count, 10)
            self.review().action_confirm()
            self.run_jobs_late()
        self.assertEqual(self.prices(), {"12.00"})

    def test_the_button_opens_the_preview(self):
        self.backend.pricelist_id = self.other
        action = self.backend.action_take_over()
        self.assertEqual(action["res_id"], self.review().id)
        self.assertEqual(self.review().change_count, 10)
        self.assertIn("Pricelist", self.review().change_note)

    def test_eBay_as_master_closes_the_preview(self):
        self.backend.pricelist_id = self.other
        self.run_jobs_late()
        self.backend.stock_master = "ebay"
        self.assertEqual(self.review().state, "discarded")
        self.assert_nothing_is_sent()


class TestPriceJump(ExportCase):
    """A price that jumps is held by itself, until a person releases it."""

    def setUp(self):
        super().setUp()
        self.mug = self.list(**{**MUG, "price": "10.00"})
        self.sell_from_odoo(pricelist_id=self.pricelist.id, guard_price_jump=30)

    def test_the_default_is_thirty_percent(self):
        backend = self.env["ebay.backend"].new({})
        self.assertEqual(backend.guard_price_jump, 30)

    def test_thirty_percent_is_sent_and_more_is_held(self):
        self.price_all(13)
        self.assertEqual(str(self.mug.price), "13.00")
        self.price_all(17)
        self.assertEqual(str(self.mug.price), "13.00")
        self.assertEqual(self.sync("MUG").hold_reason, "jump")
        self.assertIn("+31 %", self.sync("MUG").note)
        self.price_all(9)
        self.assertEqual(str(self.mug.price), "13.00", "downwards as well")
        self.price_all(13.5)
        self.assertEqual(str(self.mug.price), "13.50")
        self.assertFalse(self.sync("MUG").hold_reason)

    def test_the_quantity_is_sent(self):
        self.price_all(20)
        self.push(MUG=2)
        self.assertEqual(self.on_ebay(self.mug), 2)
        self.assertEqual(str(self.mug.price), "10.00")
        self.assertEqual(self.sync("MUG").status, "held")

    def test_the_dialog_says_what_changes_and_releases(self):
        self.price_all(20)
        action = self.sync("MUG").action_open_release()
        dialog = self.env["ebay.release"].browse(action["res_id"])
        self.assertEqual((dialog.sku_count, dialog.zero_count), (1, 0))
        self.assertIn("1 prices in EUR: median +100.0 %", dialog.price_note)
        self.assertEqual(str(self.mug.price), "10.00")
        dialog.action_release()
        self.run_jobs_late()
        self.assertEqual(str(self.mug.price), "20.00")
        self.assertFalse(self.env["ebay.alert"].search([("state", "=", "open")]))

    def test_trying_again_releases_nothing(self):
        self.price_all(20)
        self.sync("MUG").action_try_again()
        self.sync("MUG").action_heal()
        self.backend.export_all_offers()
        self.run_jobs_late()
        self.assertEqual(str(self.mug.price), "10.00")
        self.assertEqual(self.sync("MUG").hold_reason, "jump")
