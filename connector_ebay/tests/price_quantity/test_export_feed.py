# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from ..export_case import ExportCase


class TestExportFeed(ExportCase):
    """Many SKUs of the Trading API are sent as a file."""

    def sell_six(self, **values):
        listings = [
            self.list(title=f"T{number}", sku=f"T{number}", available=5)
            for number in range(6)
        ]
        self.sell_from_odoo(feed_threshold=5, **values)
        return listings

    def change_all(self, quantity):
        self.change(**{f"T{number}": quantity for number in range(6)})

    def test_above_the_threshold_a_file_is_sent_and_checked(self):
        listings = self.sell_six()
        self.push(**{f"T{number}": 3 for number in range(6)})
        self.assertEqual({self.on_ebay(one) for one in listings}, {3})
        calls = self.sim.requests
        self.assertEqual(calls.count("ReviseInventoryStatus"), 0)
        self.assertEqual(calls.count("createTask"), 1)
        self.assertEqual(calls.count("uploadFile"), 1)
        self.assertEqual(self.sync("T0").accepted_quantity, 3)

    def test_below_the_threshold_calls_are_made(self):
        self.sell_six()
        self.push(**{f"T{number}": 3 for number in range(5)})
        self.assertEqual(self.sim.requests.count("createTask"), 0)
        self.assertEqual(self.sim.requests.count("ReviseInventoryStatus"), 2)

    def test_no_worker_waits_for_the_file(self):
        self.sell_six()
        self.change_all(3)
        self.hasten()
        self.run_jobs()
        [job] = self.jobs("pending", method_name="export_batch")
        self.assertTrue(job.eta)
        self.assertEqual(self.sim.requests.count("getTask"), 0)

    def test_each_row_has_its_own_result(self):
        listings = self.sell_six()
        self.sim.seller.end(listings[2].item_id)
        self.push(**{f"T{number}": 3 for number in range(6)})
        self.assertEqual(len(self.lines("accepted")), 5)
        self.assertEqual(self.lines("refused").sku_id.ebay_sku, "T2")
        self.assertEqual(self.sync("T2").state, "error")

    def test_a_file_that_fails_is_sent_again(self):
        listings = self.sell_six()
        self.sim.feed.next_outcome = "FAILED"
        self.push(**{f"T{number}": 3 for number in range(6)})
        self.assertEqual({self.on_ebay(one) for one in listings}, {3})
        self.assertEqual(self.sim.requests.count("createTask"), 2)

    def test_died_between_the_task_and_its_file(self):
        listings = self.sell_six()
        self.sim.faults.add("uploadFile", "reset")
        self.push(**{f"T{number}": 3 for number in range(6)})
        self.assertEqual({self.on_ebay(one) for one in listings}, {3})
        self.assertEqual(self.sim.requests.count("createTask"), 1)

    def test_a_lost_answer_to_the_upload(self):
        listings = self.sell_six()
        self.sim.faults.add("uploadFile", "lost_answer")
        self.push(**{f"T{number}": 3 for number in range(6)})
        self.assertEqual({self.on_ebay(one) for one in listings}, {3})
        self.assertEqual(self.sim.requests.count("createTask"), 1)
