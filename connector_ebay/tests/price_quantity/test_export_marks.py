# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields

from ..export_case import ExportCase
from ..listing_case import MUG


class TestExportMarks(ExportCase):
    """Every change that a price depends on marks its SKUs, and only those."""

    def setUp(self):
        super().setUp()
        self.list(**MUG)
        self.list(title="Cup", sku="CUP", price="4.00")
        self.sell_from_odoo(pricelist_id=self.pricelist.id, guard_price=0)
        self.mug, self.cup = self.products("MUG"), self.products("CUP")
        self.forget()

    def forget(self):
        self.env["ebay.sku.mark"].search([]).unlink()
        self.jobs("pending").unlink()
        self.env.cr.precommit.data.clear()

    def marked(self):
        """Return the marked SKUs, and delete their marks."""
        self.env.flush_all()
        changes = self.env["ebay.sku.mark"].search([])
        names = set(changes.sku_id.mapped("ebay_sku"))
        if names:
            comparisons = self.jobs("pending", method_name="push_offers")
            self.assertEqual(len(comparisons), 1, "one job wakes")
        self.forget()
        return names

    def rule(self, **values):
        return self.env["product.pricelist.item"].create(
            {
                "pricelist_id": self.pricelist.id,
                "compute_price": "fixed",
                "fixed_price": 7,
                **values,
            }
        )

    def test_product_price_cost_and_category(self):
        self.mug.list_price = 12
        self.assertEqual(self.marked(), {"MUG"})
        self.cup.standard_price = 2
        self.assertEqual(self.marked(), {"CUP"})
        self.mug.categ_id = self.env["product.category"].create({"name": "Other"})
        self.assertEqual(self.marked(), {"MUG"})
        self.mug.name = "Mug, large"
        self.assertEqual(self.marked(), set())

    def test_price_rules(self):
        rule = self.rule(applied_on="0_product_variant", product_id=self.mug.id)
        self.assertEqual(self.marked(), {"MUG"})
        rule.product_id = self.cup
        self.assertEqual(self.marked(), {"MUG", "CUP"}, "what it was and is about")
        rule.unlink()
        self.assertEqual(self.marked(), {"CUP"})
        self.rule()
        self.assertEqual(self.marked(), {"MUG", "CUP"})

    def test_a_pricelist_that_others_are_based_on(self):
        base = self.pricelist.copy({"name": "Base"})
        self.rule(compute_price="formula", base="pricelist", base_pricelist_id=base.id)
        self.forget()
        self.rule(pricelist_id=base.id)
        self.assertEqual(self.marked(), {"MUG", "CUP"})
        self.rule(pricelist_id=self.pricelist.copy({"name": "Apart"}).id)
        self.assertEqual(self.marked(), set())

    def test_currency_rate(self):
        self.env["res.currency.rate"].create(
            {
                "currency_id": self.env.ref("base.EUR").id,
                "name": "2001-01-01",
                "rate": 2,
                "company_id": self.backend.company_id.id,
            }
        )
        self.assertEqual(self.marked(), {"MUG", "CUP"})

    def test_a_dated_rule_that_begins_or_ends(self):
        now = fields.Datetime.now()
        rule = self.rule(
            applied_on="0_product_variant",
            product_id=self.mug.id,
            date_start=now + timedelta(hours=1),
        )
        rule.flush_recordset()
        self.forget()
        items = self.env["product.pricelist.item"]
        items._mark_dated(now - timedelta(minutes=10))
        self.assertEqual(self.marked(), set())
        # Time passes, and nothing is written.
        self.env.cr.execute(
            "UPDATE product_pricelist_item SET date_start = %s WHERE id = %s",
            (now - timedelta(minutes=5), rule.id),
        )
        items.invalidate_model()
        items._mark_dated(now - timedelta(minutes=10))
        self.assertEqual(self.marked(), {"MUG"})
        items._mark_dated(now - timedelta(minutes=2))
        self.assertEqual(self.marked(), set())

    def test_prices_of_a_marketplace(self):
        own = self.env["ebay.marketplace.pricelist"].create(
            {
                "backend_id": self.backend.id,
                "marketplace_id": self.env.ref("connector_ebay.marketplace_ebay_de").id,
                "pricelist_id": self.pricelist.copy({"name": "Germany"}).id,
            }
        )
        self.assertEqual(self.marked(), {"MUG", "CUP"})
        own.unlink()
        self.assertEqual(self.marked(), {"MUG", "CUP"})

    def test_nothing_is_marked_while_ebay_is_right(self):
        self.backend.stock_master = "ebay"
        self.forget()
        self.mug.list_price = 12
        self.assertEqual(self.marked(), set())

    def test_what_is_rolled_back_is_not_marked(self):
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            self.mug.list_price = 12
            self.env.flush_all()
            raise ZeroDivisionError
        self.assertEqual(self.marked(), set())
        self.mug.list_price = 13
        self.assertEqual(self.marked(), {"MUG"})

    def test_a_job_that_ran_before_the_marks_were_committed_is_enqueued_again(self):
        """A long transaction sees a job as waiting that has already run."""
        self.change(MUG=3)
        job = self.jobs("pending", method_name="push_offers")
        self.env["ebay.sku.mark"]._comparison_begins(self.backend)
        self.change(MUG=2)
        self.assertEqual(self.jobs("pending", method_name="push_offers"), job)
        job.state = "done"
        self.env.flush_all()
        self.env.cr.postcommit.run()
        self.assertTrue(self.jobs("pending", method_name="push_offers"))

    def test_comparisons_that_are_due_at_different_times_are_different_jobs(self):
        sku = self.sku("MUG")
        for seconds in (20, 20.1, 40):
            self.env["ebay.sku.mark"]._mark(sku, "stock", seconds=seconds)
        jobs = self.jobs("pending", method_name="push_offers")
        self.assertIn(len(jobs), (2, 3))
        last = self.env["ebay.sku.mark"].search([], order="due_at desc", limit=1)
        self.assertGreaterEqual(max(jobs.mapped("eta")), last.due_at)
