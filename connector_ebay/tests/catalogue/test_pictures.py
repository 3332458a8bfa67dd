# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64
from datetime import timedelta
from unittest.mock import patch

from odoo import fields

from ...components.catalogue import picture_importer
from ..listing_case import MUG, ListingCase


class TestPictures(ListingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.backend.import_pictures = True

    def test_first_picture_is_loaded_in_the_media_channel(self):
        listing = self.list(**MUG)
        self.import_all()
        self.assertTrue(self.products("MUG").image_1920)
        self.assertTrue(self.binding(listing).picture_done)
        job = self.jobs(method_name="import_pictures")
        self.assertEqual(job.channel, "root.ebay.media")
        self.assertEqual(job.state, "done")

    def test_pictures_can_be_turned_off(self):
        self.backend.import_pictures = False
        self.list(**MUG)
        self.import_all()
        self.assertFalse(self.products("MUG").image_1920)
        self.assertFalse(self.jobs(method_name="import_pictures"))

    def test_existing_picture_is_kept(self):
        own = base64.b64encode(
            base64.b64decode(b"R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=")
        )
        product = self.env["product.product"].create(
            {"name": "Ours", "default_code": "MUG", "image_1920": own}
        )
        before = product.image_1920
        self.list(**MUG)
        self.import_all()
        self.assertEqual(product.image_1920, before)

    def test_many_pictures_are_loaded_by_several_jobs(self):
        for number in range(5):
            self.list(title="Thing", sku=f"T{number}")
        with patch.object(picture_importer, "JOB_SIZE", 2):
            self.import_all()
        jobs = self.jobs(method_name="import_pictures")
        self.assertEqual(len(jobs), 3)
        self.assertEqual(set(jobs.mapped("state")), {"done"})
        self.assertTrue(all(self.products(f"T{n}").image_1920 for n in range(5)))

    def test_missing_picture_is_noted_and_not_requested_again(self):
        listing = self.list(**MUG)
        self.sim.faults.add("/picture", "status", status=404, count=0)
        self.import_all()
        binding = self.binding(listing)
        self.assertIn("404", binding.picture_error)
        self.sim.requests.clear()
        self.import_all()
        self.assertFalse([x for x in self.sim.requests if "picture" in x.path])

    def requests_for_pictures(self):
        return len([one for one in self.sim.requests if "picture" in one.path])

    def test_picture_that_did_not_arrive_is_requested_again_after_a_day(self):
        listing = self.list(**MUG)
        self.sim.faults.add("/picture", "reset", count=3)
        self.import_all()
        binding = self.binding(listing)
        for days in (1, 2, 4):
            wait = binding.picture_next_try - fields.Datetime.now()
            self.assertAlmostEqual(wait / timedelta(days=1), days, delta=0.1)
            self.sim.requests.clear()
            self.import_all()
            self.assertEqual(self.requests_for_pictures(), 0)
            binding.picture_next_try = "2001-01-01"
            self.import_all()
            self.assertEqual(self.requests_for_pictures(), 1)
        self.assertTrue(self.products("MUG").image_1920)
        self.assertFalse(binding.picture_error)

    def test_unreachable_picture_server_fails_no_job_and_opens_one_activity(self):
        for number in range(5):
            self.list(title="Thing", sku=f"T{number}")
        self.sim.faults.add("/picture", "reset", count=0)
        with patch.object(picture_importer, "CHUNK", 2):
            self.import_all()
            self.assertEqual(self.requests_for_pictures(), 2, "the others can wait")
            self.import_all()
        jobs = self.jobs(method_name="import_pictures")
        self.assertEqual(set(jobs.mapped("state")), {"done"})
        self.assertFalse(self.jobs("pending"))
        [activity] = self.backend.activity_ids
        self.assertIn("i.ebayimg.com", activity.note)
        self.sim.faults.clear()
        bindings = self.env["ebay.product.template"].search([])
        bindings.write({"picture_next_try": False})
        self.import_all()
        self.assertTrue(all(self.products(f"T{n}").image_1920 for n in range(5)))
        self.assertFalse(self.backend.activity_ids)

    def test_activity_closes_when_pictures_are_no_longer_wanted(self):
        self.list(**MUG)
        self.sim.faults.add("/picture", "reset", count=0)
        self.import_all()
        self.assertTrue(self.backend.activity_ids)
        self.backend.import_pictures = False
        self.import_all()
        self.assertFalse(self.backend.activity_ids)

    def test_changed_picture_is_requested_at_once(self):
        listing = self.list(**MUG)
        self.sim.faults.add("/picture", "reset")
        self.import_all()
        binding = self.binding(listing)
        binding.picture_url = "http://before"
        binding.fingerprint = False
        self.import_all()
        self.assertTrue(self.products("MUG").image_1920)
        self.assertFalse(binding.picture_next_try)

    def test_downloaded_file_that_is_no_image_is_not_stored(self):
        listing = self.list(**MUG)
        self.sim.faults.add("/picture", "html", status=200)
        with self.quiet():
            self.import_all()
        self.assertTrue(self.binding(listing).picture_error)
        self.assertFalse(self.products("MUG").image_1920)
        self.assertEqual(self.jobs("failed").mapped("exc_message"), [])

    def test_only_ebays_picture_server_is_called(self):
        listing = self.list(**MUG)
        self.backend.import_pictures = False
        self.import_all()
        binding = self.binding(listing)
        binding.picture_url = "http://169.254.169.254/latest/meta-data"
        self.backend.import_pictures = True
        with self.backend.work_on("ebay.product.template") as work:
            work.component(usage="picture.importer").run(0)
        self.assertIn("169.254.169.254", binding.picture_error)
