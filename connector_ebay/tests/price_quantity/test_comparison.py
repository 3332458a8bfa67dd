# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from lxml import etree

from ..export_case import ExportCase
from ..listing_case import MUG


class TestComparison(ExportCase):
    """*Compare All with eBay* reads eBay, and changes nothing."""

    def setUp(self):
        super().setUp()
        self.mug = self.list(**MUG)
        self.cup = self.list(title="Cup", sku="CUP", available=4, price="5.00")
        self.stock.update(MUG=5, CUP=4)

    def change_on_ebay(self, **values):
        """Change the mug in Seller Hub."""
        listing = self.sim.seller.listing(self.mug.item_id)
        for name, value in values.items():
            setattr(listing, name, value)
        listing.changed(self.sim.clock.now())

    def compare(self):
        """Compare all; return the run and its report."""
        self.sim.requests.clear()
        action = self.backend.compare_all()
        run = self.env["ebay.run"].browse(action["res_id"])
        self.assertEqual((run.flow, run.state), ("comparison", "running"))
        self.run_jobs()
        self.assertEqual(run.state, "done")
        self.assertGreater(self.sim.requests.count("GetSellerList"), 0)
        self.assertEqual(self.sim.requests.count("ReviseInventoryStatus"), 0)
        report = run.action_open_comparison()
        return run, self.env["ebay.take.over"].browse(report["res_id"])

    def test_before_the_take_over_ebay_is_right(self):
        self.import_all()
        self.stock["CUP"] = 9
        self.change_on_ebay(available=2)
        run, report = self.compare()
        self.assertEqual(run.note, "2 of 2 SKUs differ.")
        lines = report.line_ids.grouped(lambda line: line.sku_id.ebay_sku)
        mug, cup = lines["MUG"], lines["CUP"]
        self.assertEqual((mug.quantity_before, mug.quantity), (2, 5), "read just now")
        self.assertEqual((cup.quantity_before, cup.quantity), (4, 9))
        self.assertIn("eBay is master", mug.verdict)
        self.assertEqual(report.state, "report")

    def test_after_the_take_over_a_change_on_ebay_is_found(self):
        self.sell_from_odoo()
        run, report = self.compare()
        self.assertEqual(run.note, "0 of 2 SKUs differ.")
        self.assertFalse(report.line_ids)
        self.change_on_ebay(available=2)
        run, report = self.compare()
        self.assertEqual(run.note, "1 of 2 SKUs differ.")
        line = report.line_ids
        self.assertEqual((line.quantity_before, line.quantity), (2, 5))
        self.assertIn("Differs", line.verdict)
        self.assertIn("Changed on eBay to 2", line.verdict)
        self.run_jobs_late()
        self.assertEqual(self.on_ebay(self.mug), 2, "nothing is overwritten")
        action = self.backend.action_open_sku_drift()
        listed = self.env["ebay.sku.sync"].search(action["domain"])
        self.assertEqual(listed, self.sync("MUG"))
        self.assertEqual(len(listed), self.backend.sku_drift_count)
        self.sync("MUG").action_heal()
        self.run_jobs_late()
        self.assertEqual(self.on_ebay(self.mug), 5)

    def test_values_of_several_skus_are_never_sent_without_a_question(self):
        for name in ("list", "list_drift"):
            view = self.env.ref(f"connector_ebay.ebay_sku_sync_view_{name}")
            buttons = etree.fromstring(view.arch).xpath(
                "/list/header/button[@name='action_heal']"
            )
            self.assertTrue(buttons[0].get("confirm"))
        form = self.env.ref("connector_ebay.ebay_backend_view_form")
        arch = form.with_context(lang=None).get_combined_arch()
        self.assertNotIn("action_heal", arch)

    def test_a_report_cannot_be_confirmed(self):
        self.import_all()
        self.stock["CUP"] = 9
        _run, report = self.compare()
        report.action_confirm()
        report.action_discard()
        self.assertEqual(report.state, "report")
        self.assertEqual(self.backend.stock_master, "ebay")

    def test_a_second_press_joins_the_run(self):
        self.import_all()
        first = self.backend.compare_all()
        self.assertEqual(self.backend.compare_all()["res_id"], first["res_id"])
        self.run_jobs()
        self.assertEqual(
            self.env["ebay.run"].search_count([("flow", "=", "comparison")]), 1
        )
