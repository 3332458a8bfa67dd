# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError

from ...components.price_quantity import take_over_keeper, take_over_previewer
from ...models import ebay_take_over
from ..export_case import ExportCase, patch_quantities
from ..listing_case import MUG


class TestTakeOver(ExportCase):
    """Odoo becomes master, and eBay becomes master again."""

    def preview(self, **choices):
        """Return a new take-over; by default it sends Odoo's values."""
        choices = {"price_choice": "odoo", "quantity_choice": "odoo", **choices}
        take_over = self.env["ebay.take.over"]._preview(self.backend)
        take_over.write(choices)
        return take_over

    def test_preview_says_what_would_change_and_sends_nothing(self):
        mug = self.list(**MUG)
        self.list(title="Cup", sku="CUP", available=5)
        self.import_all()
        self.stock.update(MUG=0, CUP=5)
        action = self.backend.action_take_over()
        take_over = self.env["ebay.take.over"].browse(action["res_id"])
        self.assertEqual((take_over.sku_count, take_over.change_count), (2, 1))
        line = take_over.line_ids
        self.assertEqual((line.quantity_before, line.quantity), (5, 0))
        self.assertTrue(line.warning)
        self.run_jobs_late()
        self.assertEqual(self.on_ebay(mug), 5)
        take_over.quantity_choice = "odoo"
        take_over.action_confirm()
        self.run_jobs_late()
        self.assertEqual(self.on_ebay(mug), 0)

    def test_giving_back_restores_prices(self):
        mug = self.list(**MUG)
        self.import_all()
        self.backend.pricelist_id = self.pricelist
        self.price_all(12)
        take_over = self.preview()
        take_over.action_confirm()
        self.run_jobs_late()
        self.assertEqual(str(mug.price), "12.00")
        take_over.action_back()
        self.run_jobs_late()
        self.assertEqual(str(mug.price), "9.99")
        self.assertEqual(self.backend.stock_master, "ebay")
        self.push(MUG=1)
        self.assertEqual(self.on_ebay(mug), 5)

    def take_over(self, price=12):
        """Return a take-over whose two higher prices are not sent yet."""
        listings = [self.list(**MUG), self.list(title="Cup", sku="CUP", price="9.99")]
        self.import_all()
        self.backend.pricelist_id = self.pricelist
        self.price_all(price)
        take_over = self.preview()
        take_over.action_confirm()
        return take_over, listings

    def run_next(self):
        """Run one job: the comparison, then the batch."""
        self.hasten()
        self.run_job(self.jobs("pending")[0])

    def prices(self, listings):
        return {str(listing.price) for listing in listings}

    def test_prices_being_sent_are_restored_too(self):
        take_over, listings = self.take_over()
        self.sim.faults.add("ReviseInventoryStatus", "lost_answer")
        with self.quiet():
            self.run_next()
            self.run_next()
        self.assertEqual(self.prices(listings), {"12.00"})
        self.assertTrue(self.lines("pending"), "its answer was lost")
        take_over.action_back()
        self.run_jobs_late()
        self.assertEqual(self.prices(listings), {"9.99"})
        self.assertFalse(self.lines("pending"))

    def test_pending_batches_are_not_sent_any_more(self):
        take_over, listings = self.take_over()
        self.run_next()
        self.assertTrue(self.lines("pending"))
        take_over.action_back()
        self.run_jobs_late()
        self.assertEqual(self.prices(listings), {"9.99"})
        self.assertEqual(self.sim.requests.count("ReviseInventoryStatus"), 0)
        batch = self.env["ebay.export.batch"].search([])
        self.assertEqual(set(batch.mapped("state")), {"overtaken"})

    def test_a_price_whose_restoration_failed_is_sent_again(self):
        take_over, listings = self.take_over()
        self.run_jobs_late()
        self.assertEqual(self.prices(listings), {"12.00"})
        take_over.action_back()
        self.sim.faults.add("ReviseInventoryStatus", "system_error", count=2)
        with self.quiet():
            self.run_jobs_late()
        self.assertEqual(self.prices(listings), {"9.99"})

    def test_a_large_account_is_compared_by_jobs(self):
        with patch.object(take_over_previewer, "CHUNK", 2):
            for number in range(5):
                self.list(title="Cup", sku=f"C{number}", available=5)
                self.stock[f"C{number}"] = 4
            self.import_all()
            take_over = self.env["ebay.take.over"]._preview(self.backend)
            self.assertEqual((take_over.sku_count, take_over.complete), (2, False))
            with self.assertRaises(UserError):
                take_over.action_confirm()
            self.run_jobs_late()
        self.assertTrue(take_over.complete)
        self.assertEqual((take_over.sku_count, take_over.change_count), (5, 5))
        self.assertEqual(len(take_over.line_ids.sku_id), 5)
        take_over.action_confirm()
        self.assertEqual(self.backend.stock_master, "odoo")


class TestTakeOverKeeps(ExportCase):
    """By default taking over changes nothing on eBay; later changes are sent."""

    def setUp(self):
        super().setUp()
        self.listings = [
            self.list(**MUG),
            self.list(title="Cup", sku="CUP", price="5.00", available=4),
            self.list_inventory(1, price="7.77"),
        ]
        self.import_all()
        self.backend.pricelist_id = self.pricelist
        self.price_all(12)
        self.stock.update(MUG=3, CUP=9, I1=5)

    def take_over(self, **choices):
        """Take over with these choices, and run all jobs; return the take-over."""
        take_over = self.env["ebay.take.over"]._preview(self.backend)
        take_over.write(choices)
        self.sim.requests.clear()
        take_over.action_confirm()
        self.run_jobs_late()
        return take_over

    def on_sale(self):
        """Return ``[(price, quantity)]`` of the listings as buyers see them."""
        return [(str(one.price), self.on_ebay(one)) for one in self.listings]

    def writing_calls(self):
        return sum(
            self.sim.requests.count(name)
            for name in ("ReviseInventoryStatus", "bulkUpdatePriceQuantity")
        )

    BEFORE = [("9.99", 5), ("5.00", 4), ("7.77", 5)]

    def test_without_a_choice_nothing_changes(self):
        take_over = self.take_over()
        self.assertEqual(self.backend.stock_master, "odoo")
        self.assertEqual(self.writing_calls(), 0)
        self.backend.export_all_offers()
        self.run_jobs_late()
        self.assertEqual(self.writing_calls(), 0)
        self.assertEqual(self.on_sale(), self.BEFORE)
        self.assertEqual(
            (take_over.price_count, take_over.quantity_count, take_over.fewer_count),
            (3, 2, 1),
        )
        self.assertFalse(
            self.env["ebay.sku.sync"].search([("hold_reason", "!=", False)])
        )

    def test_the_status_says_what_is_kept(self):
        self.take_over()
        self.assertEqual(self.sync("MUG").state, "kept")
        self.assertIn("eBay's quantity is kept", self.sync("MUG").note)
        self.assertEqual(self.sync("MUG").wanted_quantity, 3)
        self.assertEqual(self.sync("MUG").wanted_price, 9.99)
        self.assertEqual(self.sync("I1").state, "in_sync")

    def test_a_later_change_of_stock_is_sent_alone(self):
        self.take_over()
        self.push(MUG=2)
        self.assertEqual(self.on_sale(), [("9.99", 2), *self.BEFORE[1:]])
        self.assertEqual(self.sync("MUG").state, "in_sync")
        self.assertEqual(self.writing_calls(), 1)
        self.push(MUG=3)
        self.assertEqual(self.on_ebay(self.listings[0]), 3)

    def test_a_change_at_the_moment_of_the_take_over_is_sent(self):
        take_over = self.env["ebay.take.over"]._preview(self.backend)
        take_over.action_confirm()
        self.change(CUP=8)
        self.run_jobs_late()
        self.assertEqual(self.on_sale()[1], ("5.00", 8))

    def test_what_changed_after_the_preview_is_kept(self):
        take_over = self.env["ebay.take.over"]._preview(self.backend)
        lines = take_over.line_ids
        self.stock["MUG"] = 1
        self.price_all(13)
        take_over.action_confirm()
        self.run_jobs_late()
        self.assertEqual(self.on_sale(), self.BEFORE)
        self.assertEqual(lines.exists(), lines)
        self.assertEqual(set(lines.mapped("price")), {13.0})

    def test_a_kept_price_changes_in_its_pricelist(self):
        self.take_over()
        shown = self.backend.marketplace_pricelist_ids.shown_pricelist_id
        rule = shown.item_ids.filtered(lambda one: one.fixed_price == 9.99)
        rule.fixed_price = 10.49
        self.run_jobs_late()
        self.assertEqual(self.on_sale(), [("10.49", 5), *self.BEFORE[1:]])
        rule.unlink()
        self.run_jobs_late()
        self.assertEqual(self.on_sale(), [("12.00", 5), *self.BEFORE[1:]])

    def test_a_sku_whose_price_was_equal_follows_the_pricelist(self):
        cup = self.list(title="Bowl", sku="BOWL", price="12.00")
        self.import_all()
        self.take_over()
        self.price_all(14)
        self.assertEqual(str(cup.price), "14.00")
        self.assertEqual(self.on_sale(), self.BEFORE)

    def test_quantities_are_sent_where_odoo_has_fewer(self):
        self.take_over(quantity_choice="lower")
        self.assertEqual(self.on_sale(), [("9.99", 3), *self.BEFORE[1:]])

    def test_only_quantities_or_only_prices_are_sent(self):
        self.take_over(quantity_choice="odoo")
        self.assertEqual(self.on_sale(), [("9.99", 3), ("5.00", 9), ("7.77", 5)])
        self.env["ebay.take.over"].search([])[:1].action_back()
        self.run_jobs_late()
        self.backend.marketplace_pricelist_ids.unlink()
        self.take_over(price_choice="odoo")
        prices = {price for price, _quantity in self.on_sale()}
        self.assertEqual(prices, {"12.00"})

    def test_stopping_to_keep_sends_odoos_values(self):
        self.list(**{**MUG, "price": "8.49"})
        self.import_all()
        self.take_over()
        syncs = self.sync("MUG")
        self.assertEqual(sorted(syncs.mapped("kept_price")), [8.49, 9.99])
        self.assertEqual(set(syncs.mapped("state")), {"kept"})
        syncs.action_stop_keeping()
        self.run_jobs_late()
        self.assertEqual(self.on_sale()[0], ("12.00", 3))

    def test_the_other_listings_of_a_product_stop_keeping_too(self):
        """A sale in the shop may change the share of one listing only."""
        second = self.list(**{**MUG, "available": 9})
        self.import_all()
        mugs = self.env["ebay.product.product"].search([("ebay_sku", "=", "MUG")])
        shares = dict(zip(mugs.sorted("id"), (5, 5), strict=True))

        def quantities(skus):
            return {sku: shares[sku] for sku in skus if sku in shares}

        self.startPatcher(patch_quantities(self.backend, quantities))
        self.take_over()
        self.assertEqual(self.on_ebay(second), 9)
        shares[mugs.sorted("id")[0]] = 4
        self.env["ebay.sku.mark"]._mark(mugs, "stock")
        self.run_jobs_late()
        self.assertEqual(self.on_ebay(self.listings[0]), 4)
        self.assertEqual(self.on_ebay(second), 5)

    def test_a_sale_seen_on_ebay_ends_the_keeping(self):
        self.take_over()
        self.sim.seller.sell(self.listings[0].item_id, 1)
        self.let_time_pass()
        self.stock["MUG"] = 2
        self.backend.import_all_listings()
        self.run_jobs_late()
        self.assertEqual(self.on_ebay(self.listings[0]), 2)

    def test_a_change_on_ebay_is_a_difference_and_not_overwritten(self):
        self.take_over()
        listing = self.sim.seller.listing(self.listings[0].item_id)
        listing.available = 20
        listing.changed(self.sim.clock.now())
        self.import_changes()
        self.run_jobs_late()
        self.assertEqual(self.on_ebay(listing), 20)
        self.assertTrue(self.sync("MUG").drift_since)

    def test_a_second_take_over_keeps_the_newer_prices(self):
        self.take_over().action_back()
        self.run_jobs_late()
        self.assertFalse(self.env["ebay.sku.sync"].search([("state", "=", "kept")]))
        listing = self.sim.seller.listing(self.listings[0].item_id)
        listing.price = type(listing.price)("11.11")
        listing.changed(self.sim.clock.now())
        self.import_changes()
        self.take_over()
        self.assertEqual(self.on_sale()[0], ("11.11", 5))
        self.assertEqual(self.writing_calls(), 0)

    def test_prices_are_restored_that_were_kept_and_changed_later(self):
        take_over = self.take_over()
        shown = self.backend.marketplace_pricelist_ids.shown_pricelist_id
        shown.item_ids.write({"fixed_price": 20.0})
        self.run_jobs_late()
        self.assertEqual(self.on_sale()[0][0], "20.00")
        take_over.action_back()
        self.run_jobs_late()
        self.assertEqual(self.on_sale(), self.BEFORE)

    def test_only_a_manager_stops_keeping(self):
        self.take_over()
        user = self.env["res.users"].create(
            {
                "name": "Packer",
                "login": "packer",
                "group_ids": [(4, self.env.ref("connector_ebay.group_ebay_user").id)],
            }
        )
        with self.assertRaises(AccessError):
            self.sync("MUG").with_user(user).action_stop_keeping()

    def test_a_large_account_keeps_everything_too(self):
        with patch.object(take_over_previewer, "CHUNK", 2):
            take_over = self.env["ebay.take.over"]._preview(self.backend)
            self.run_jobs_late()
            self.sim.requests.clear()
            take_over.action_confirm()
            self.run_jobs_late()
        self.assertEqual(self.on_sale(), self.BEFORE)
        self.assertEqual(self.writing_calls(), 0)

    def test_a_very_large_account_is_confirmed_by_jobs(self):
        take_over = self.env["ebay.take.over"]._preview(self.backend)
        self.sim.requests.clear()
        with (
            patch.object(ebay_take_over, "CONFIRM_AT_ONCE", 1),
            patch.object(take_over_keeper, "SLICE", 2),
        ):
            take_over.action_confirm()
            self.assertEqual(take_over.state, "applying")
            self.assertEqual(self.backend.stock_master, "ebay", "until all is kept")
            self.run_job(self.jobs("pending")[0])
            self.assertEqual((take_over.done_count, take_over.progress > 60), (2, True))
            self.assertEqual(self.backend.stock_master, "ebay")
            take_over.action_confirm()
            self.run_jobs_late()
        self.assertEqual((take_over.state, take_over.progress), ("done", 100.0))
        self.assertEqual(self.backend.stock_master, "odoo")
        self.assertEqual(self.on_sale(), self.BEFORE)
        self.assertEqual(self.writing_calls(), 0)
        self.push(MUG=2)
        self.assertEqual(self.on_sale(), [("9.99", 2), *self.BEFORE[1:]])

    def test_queries_do_not_grow_with_the_number_of_skus(self):
        for number in range(80):
            self.list(title="Cup", sku=f"C{number}", price=5 + number, available=5)
            self.stock[f"C{number}"] = number
        self.import_all()
        take_over = self.env["ebay.take.over"]._preview(self.backend)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        take_over.action_confirm()
        self.env.flush_all()
        self.assertLess(self.env.cr.sql_log_count - before, 110)
        self.hasten()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.run_job(self.jobs("pending")[0])
        self.assertLess(self.env.cr.sql_log_count - before, 110, "the comparison")
