# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json

from psycopg2.errors import UniqueViolation

from odoo import fields

from ...tools.job_kinds import JOB_KINDS
from ..export_case import ExportCase, patch_quantities
from ..listing_case import MUG, SHIRTS

REVISE = "ReviseInventoryStatus"
UPDATE = "bulkUpdatePriceQuantity"


def inventory_refusal(error_id, message="No."):
    """A request that the Inventory API refuses as a whole."""
    detail = {
        "errorId": error_id,
        "domain": "API_INVENTORY",
        "category": "REQUEST",
        "message": message,
    }
    return json.dumps({"errors": [detail]})


class TestExportFaults(ExportCase):
    def calls(self):
        return self.sim.requests.count(REVISE) + self.sim.requests.count(UPDATE)

    # === LOST ANSWERS ===

    def test_a_lost_answer_is_read_back_and_not_sent_again(self):
        mug = self.list(**MUG)
        self.sell_from_odoo()
        for kind in ("lost_answer", "truncated", "broken"):
            with self.subTest(kind=kind):
                self.sim.requests.clear()
                self.sim.faults.add(REVISE, kind)
                quantity = self.on_ebay(mug) - 1
                self.push(MUG=quantity)
                self.assertEqual(self.on_ebay(mug), quantity)
                self.assertEqual(self.calls(), 1)
                self.assertEqual(self.sync("MUG").accepted_quantity, quantity)

    def test_a_write_that_never_arrived_is_sent_again(self):
        mug = self.list(**MUG)
        self.sell_from_odoo()
        for kind in ("reset", "html", "system_error"):
            with self.subTest(kind=kind):
                self.sim.faults.add(REVISE, kind)
                quantity = self.on_ebay(mug) - 1
                self.push(MUG=quantity)
                self.assertEqual(self.on_ebay(mug), quantity)

    def test_units_bought_after_a_lost_answer_are_not_offered_again(self):
        mug = self.list(**MUG)
        self.sell_from_odoo()
        self.sim.faults.add(REVISE, "lost_answer")
        self.change(MUG=4)
        self.run_job(self.jobs("pending", method_name="push_offers"))
        self.run_job(self.jobs("pending", method_name="export_batch"))
        self.assertEqual(self.on_ebay(mug), 4)
        self.sim.seller.sell(mug.item_id, 1)
        self.stock["MUG"] = 3
        self.run_jobs_late()
        self.assertEqual(self.on_ebay(mug), 3)
        self.assertEqual(self.calls(), 1, "the old value was not sent once more")

    def test_a_lost_inventory_answer_is_read_back(self):
        listing = self.list_inventory(1)
        self.sell_from_odoo()
        self.sim.faults.add(UPDATE, "lost_answer")
        self.push(I1=2)
        self.assertEqual(self.on_ebay(listing), 2)
        self.assertEqual(self.sim.requests.count(UPDATE), 1)

    def test_an_offer_id_that_was_rolled_back_is_read_again(self):
        """The transaction of the failed try was rolled back with the id."""
        listing = self.list_inventory(1)
        self.sell_from_odoo()
        self.sim.faults.add(UPDATE, "lost_answer")
        self.change(I1=2)
        self.run_job(self.jobs("pending", method_name="push_offers"))
        self.run_job(self.jobs("pending", method_name="export_batch"))
        self.sync("I1").sku_id.ebay_offer_id = False
        self.run_jobs_late()
        self.assertEqual(self.on_ebay(listing), 2)
        self.assertEqual(self.sync("I1").accepted_quantity, 2)
        self.assertEqual(self.sim.requests.count(UPDATE), 1)

    # === REFUSALS ===

    def test_one_bad_sku_does_not_stop_the_others(self):
        mug, cup = self.list(**MUG), self.list(title="Cup", sku="CUP", available=5)
        self.sell_from_odoo()
        self.sim.seller.end(cup.item_id)
        self.push(MUG=2, CUP=2)
        self.assertEqual(self.on_ebay(mug), 2)
        sync = self.sync("CUP")
        self.assertEqual(sync.state, "error")
        self.assertTrue(sync.quantity_error)
        self.assertEqual(self.binding(cup).status, "ended", "eBay was asked why")

    def test_a_refused_value_is_not_sent_again_until_it_changes(self):
        self.list_inventory(1)
        self.sell_from_odoo()
        self.sim.faults.add(
            UPDATE, "status", status=400, body=inventory_refusal(25002), count=1
        )
        self.push(I1=2)
        self.assertEqual(self.sync("I1").state, "error")
        self.sim.requests.clear()
        self.push(I1=2)
        self.assertEqual(self.sim.requests.count(UPDATE), 0)
        self.push(I1=3)
        self.assertEqual(self.sync("I1").state, "in_sync")

    def test_try_again(self):
        listing = self.list_inventory(1)
        self.sell_from_odoo()
        self.sim.faults.add(
            UPDATE, "status", status=400, body=inventory_refusal(25002), count=1
        )
        self.push(I1=2)
        self.sync("I1").action_try_again()
        self.run_jobs_late()
        self.assertEqual(self.on_ebay(listing), 2)
        self.assertFalse(self.sync("I1").quantity_error)

    def test_a_refused_price_never_blocks_the_quantity(self):
        listing = self.list_inventory(1)
        self.sell_from_odoo(guard_price=0)
        self.pricelist.item_ids = [
            (0, 0, {"compute_price": "fixed", "fixed_price": 0.5})
        ]
        self.change(I1=2)
        self.backend.pricelist_id = self.pricelist
        self.run_jobs_late()
        self.assertEqual(self.on_ebay(listing), 2)
        sync = self.sync("I1")
        self.assertEqual((sync.state, sync.accepted_quantity), ("error", 2))
        self.assertIn("minimum", sync.price_error)
        self.assertFalse(sync.quantity_error)

    def test_repeated_temporary_errors_become_an_error(self):
        self.list(**MUG)
        self.sell_from_odoo()
        sync = self.sync("MUG")
        with self.backend.work_on("ebay.export.batch") as work:
            recorder = work.component(usage="result.recorder")
        self.push(MUG=4)
        line = self.lines()[-1]
        for _try in range(JOB_KINDS["export"].tries):
            self.assertFalse(sync.quantity_error)
            recorder._record_failure(line, sync, "eBay is ill", fields.Datetime.now())
        self.assertEqual(sync.quantity_error, "eBay is ill")

    def test_listing_migrated_to_the_inventory_api_is_sent_there(self):
        """It was migrated since the import, and Trading cannot revise it any more."""
        mug = self.list(**MUG)
        self.sell_from_odoo()
        mug.channel, mug.offer_id = "inventory", "9000000009"
        self.sim.seller.revise(mug.item_id)
        self.push(MUG=2)
        self.assertEqual(self.on_ebay(mug), 2)
        self.assertEqual(self.binding(mug).channel, "inventory")

    def test_variation_without_sku_has_an_error_with_its_solution(self):
        self.list(
            title="Cap",
            variations=[{"specifics": {"Farbe": "Rot"}, "available": 3}],
        )
        self.import_all()
        sku = self.env["ebay.product.product"].search([])
        sku.odoo_id = self.env["product.product"].create({"name": "Cap"})
        self.startPatcher(
            patch_quantities(self.backend, lambda skus: dict.fromkeys(skus, 9))
        )
        self.backend.stock_master = "odoo"
        self.run_jobs_late()
        sync = self.env["ebay.sku.sync"].search([])
        self.assertEqual(sync.state, "error")
        self.assertIn("SKU", sync.quantity_error)
        self.assertEqual(self.calls(), 0)

    # === SIZE ===

    def test_a_batch_refused_for_its_size_is_divided_and_the_size_stored(self):
        listings = [self.list_inventory(number) for number in range(10)]
        self.sell_from_odoo()
        self.sim.faults.add(
            UPDATE, "status", status=400, body=inventory_refusal(25712), count=1
        )
        self.push(**{f"I{number}": 3 for number in range(10)})
        self.assertEqual({self.on_ebay(one) for one in listings}, {3})
        self.backend.invalidate_recordset()
        self.assertEqual(self.backend.inventory_batch_size, 5)
        self.sim.requests.clear()
        self.push(**{f"I{number}": 2 for number in range(10)})
        self.assertEqual(self.sim.requests.count(UPDATE), 2)

    def test_a_batch_with_a_malformed_value_is_divided(self):
        listings = [self.list_inventory(number) for number in range(6)]
        self.sell_from_odoo()
        self.sim.faults.add(
            UPDATE, "status", status=400, body=inventory_refusal(25709), count=1
        )
        self.push(**{f"I{number}": 3 for number in range(6)})
        self.assertEqual({self.on_ebay(one) for one in listings}, {3})
        self.backend.invalidate_recordset()
        self.assertEqual(self.backend.inventory_batch_size, 25)

    # === QUOTA AND THROTTLING ===

    def test_quota_stops_the_api_without_another_try(self):
        self.list(**MUG)
        self.sell_from_odoo()
        self.sim.faults.add(REVISE, "quota", count=0)
        self.change(MUG=2)
        with self.quiet():
            self.run_jobs()
            self.hasten()
            self.run_jobs()
            self.hasten()
            self.run_jobs()
        self.assertEqual(self.sim.requests.count(REVISE), 1)
        job = self.jobs("pending", method_name="export_batch")
        self.assertEqual(job.retry, 0)

    def test_budget_of_calls(self):
        for number in range(9):
            self.list(title=f"T{number}", sku=f"T{number}", available=5)
        self.sell_from_odoo(push_budget=2)
        self.change(**{f"T{number}": 3 for number in range(9)})
        self.hasten()
        self.run_jobs()
        self.assertEqual(self.sim.requests.count(REVISE), 2)
        waiting = self.jobs("pending", method_name="export_batch")
        self.assertEqual(len(waiting), 1)
        self.assertGreater(waiting.eta, fields.Datetime.now())

    # === TWO WORKERS, AND JOBS THAT DIED ===

    def test_two_workers_cannot_send_one_sku_at_once(self):
        self.list(**MUG)
        self.sell_from_odoo()
        self.change(MUG=2)
        self.run_job(self.jobs("pending", method_name="push_offers"))
        self.change(MUG=1)
        self.env["ebay.sku.mark"].search([]).write({"due_at": "2020-01-01 00:00:00"})
        self.run_job(self.jobs("pending", method_name="push_offers"))
        self.assertEqual(len(self.lines("pending")), 1)
        with self.assertRaises(UniqueViolation), self.quiet():
            with self.env.cr.savepoint():
                self.lines("pending").copy()

    def test_a_job_that_died_after_ebay_accepted(self):
        mug = self.list(**MUG)
        self.sell_from_odoo()
        self.change(MUG=2)
        self.run_job(self.jobs("pending", method_name="push_offers"))
        batch = self.lines("pending").batch_id
        # Killed between eBay's answer and the commit: only the intent is left.
        self.env["ebay.export.intent"]._commit(batch)
        self.sim.seller.revise(mug.item_id, available=2)
        self.run_jobs_late()
        self.assertEqual(self.calls(), 0)
        self.assertEqual(batch.state, "done")
        self.assertEqual(self.sync("MUG").accepted_quantity, 2)

    def test_a_batch_without_a_job_gets_another_one(self):
        mug = self.list(**MUG)
        self.sell_from_odoo()
        self.change(MUG=2)
        self.run_job(self.jobs("pending", method_name="push_offers"))
        self.jobs("pending").unlink()
        self.env["ebay.backend"]._cron_export_offers()
        self.run_jobs_late()
        self.assertEqual(self.on_ebay(mug), 2)

    def test_a_job_that_runs_twice_sends_once(self):
        self.list(**SHIRTS)
        self.sell_from_odoo()
        self.change(**{"TS-B-M": 1})
        self.run_job(self.jobs("pending", method_name="push_offers"))
        job = self.jobs("pending", method_name="export_batch")
        batch = self.lines("pending").batch_id
        self.run_job(job)
        batch.export_batch()
        self.assertEqual(self.calls(), 1)
