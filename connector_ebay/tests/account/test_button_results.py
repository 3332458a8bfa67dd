# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.tests import new_test_user

from ..common import EbayCase
from ..simulator import Catalogue


class TestButtonResults(EbayCase):
    """Whoever presses a button is told what its jobs have done."""

    catalogue = Catalogue(5, variations=0, inventory=0, odd=False)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.assistant = new_test_user(
            cls.env, "assistant", "connector_ebay.group_ebay_user"
        )

    def setUp(self):
        super().setUp()
        self.backend.import_listings()
        self.run_jobs()
        self.listings = self.env["ebay.product.template"].search(
            [("backend_id", "=", self.backend.id)]
        )
        self.told()

    def told(self):
        """Return the messages that were sent to the assistant since the last call."""
        self.env.cr.postcommit.run()
        self.env.cr.precommit.run()
        sent = []
        for [payload] in self.read_bus():
            sent.append(payload)
        return sent

    def read_bus(self):
        """Return and delete the results on the bus."""
        self.env.cr.execute(
            """
            DELETE FROM bus_bus WHERE message::json ->> 'type' = 'connector_ebay/result'
            RETURNING message::json -> 'payload'
            """
        )
        return self.env.cr.fetchall()

    def refresh(self, listings):
        listings.with_user(self.assistant).action_refresh()

    def test_one_job_tells_its_result_and_leads_to_the_record(self):
        listing = self.listings[0]
        self.refresh(listing)
        self.assertFalse(self.told(), "nothing has happened yet")
        self.run_jobs()
        [message] = self.told()
        self.assertEqual(message["type"], "success")
        self.assertIn("Read from eBay: ", message["message"])
        self.assertEqual(message["target"]["res_model"], "ebay.product.template")
        self.assertEqual(message["target"]["res_id"], listing.id)

    def test_many_jobs_tell_one_result(self):
        self.refresh(self.listings)
        self.run_jobs()
        [message] = self.told()
        self.assertEqual(message["target"]["domain"], [["id", "in", self.listings.ids]])

    def test_a_failure_is_told_with_the_reason(self):
        self.sim.faults.add("GetItem", "trading_error", code="10009", count=1)
        self.refresh(self.listings[:2])
        with self.quiet():
            self.run_jobs()
        [message] = self.told()
        self.assertEqual(message["type"], "danger")
        self.assertTrue(message["sticky"])
        self.assertIn("1 of 2 failed: ", message["message"])
        failed = self.jobs("failed")
        self.assertEqual(message["target"]["domain"], [["id", "in", failed.ids]])

    def test_the_first_retry_is_told_once_then_the_end(self):
        self.sim.faults.add("GetItem", "status", status=500, count=2)
        self.refresh(self.listings[:1])
        with self.quiet():
            self.run_jobs()
            [message] = self.told()
            self.assertEqual(message["type"], "warning")
            self.assertIn("Retrying (1 of 9", message["message"])
            self.hasten()
            self.run_jobs()
            self.assertFalse(self.told(), "it is known that it is tried again")
            self.hasten()
            self.run_jobs()
        [message] = self.told()
        self.assertEqual(message["type"], "success")

    def test_a_job_that_waits_already_tells_who_pressed_last(self):
        self.env["ebay.product.template"]._ebay_delay(
            "import",
            f"listing:{self.listings[0].external_id}",
            backend=self.backend,
        ).import_record(self.backend, self.listings[0].external_id)
        self.refresh(self.listings[0])
        self.assertEqual(len(self.jobs("pending")), 1)
        self.run_jobs()
        [message] = self.told()
        self.assertEqual(message["type"], "success")

    def test_nobody_is_told_what_the_schedule_does(self):
        listings = self.env["ebay.backend"].with_context(ebay_trigger="schedule")
        pressed = self.env["ebay.button.press"]
        found = pressed.with_context(ebay_trigger="schedule")._follow(listings, "x")
        self.assertNotIn("ebay_press_id", found.env.context)
        self.assertFalse(pressed.search([]))

    def test_a_run_leads_to_its_result(self):
        self.backend.with_user(self.assistant).import_listings()
        [message] = self.told()
        self.assertEqual(message["type"], "info")
        self.run_jobs()
        [message] = self.told()
        self.assertEqual(message["type"], "success")
        self.assertEqual(message["target"]["res_model"], "ebay.product.template")

    def test_compare_all_tells_what_differs(self):
        self.backend.with_user(self.assistant).compare_all()
        self.run_jobs()
        # Where orders are imported, the newest are read before.
        [message] = [one for one in self.told() if "Orders" not in one["message"]]
        self.assertEqual(message["target"]["res_model"], "ebay.run")
        self.assertEqual(message["target"]["context"], {})
        self.assertIn("Comparison with eBay: ", message["message"])

    def test_a_requeued_job_tells_its_result(self):
        self.sim.faults.add("GetItem", "trading_error", code="10009", count=1)
        self.refresh(self.listings[0])
        with self.quiet():
            self.run_jobs()
        self.told()
        self.jobs("failed").with_user(self.assistant).action_ebay_requeue()
        self.run_jobs()
        [message] = self.told()
        self.assertEqual(message["type"], "success")

    def test_the_result_is_in_the_language_of_the_user(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.assistant.lang = "de_DE"
        self.refresh(self.listings)
        press = self.env["ebay.button.press"].search([])
        self.assertEqual(press.user_id, self.assistant)
        self.run_jobs()
        self.assertEqual(len(self.told()), 1)
