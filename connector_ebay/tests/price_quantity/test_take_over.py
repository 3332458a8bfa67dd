# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from unittest.mock import patch

from odoo.exceptions import UserError

from ...components.price_quantity import take_over_previewer
from ..export_case import ExportCase
from ..listing_case import MUG


class TestTakeOver(ExportCase):
    """Odoo becomes master, and eBay becomes master again."""

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
        take_over.action_confirm()
        self.run_jobs_late()
        self.assertEqual(self.on_ebay(mug), 0)

    def test_giving_back_restores_prices(self):
        mug = self.list(**MUG)
        self.import_all()
        self.backend.pricelist_id = self.pricelist
        self.price_all(12)
        take_over = self.env["ebay.take.over"]._preview(self.backend)
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
        take_over = self.env["ebay.take.over"]._preview(self.backend)
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
