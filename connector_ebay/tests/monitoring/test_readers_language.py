# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from unittest.mock import patch

from ...tools import stored_text
from ...tools.stored_text import StoredText
from ..export_case import ExportCase

REVISE = "ReviseInventoryStatus"


class TestReadersLanguage(ExportCase):
    """What jobs have stored is shown in the language of whoever reads it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("pl_PL")

        def translate(module, lang, text, arguments):
            """Translate by putting the language in front."""
            text = text % arguments if arguments else text
            return f"<{lang}> {text}" if lang == "pl_PL" else text

        cls.startClassPatcher(patch.object(stored_text, "get_translation", translate))

    def assertInBoth(self, record, name, words):  # noqa: N802
        """Check that a field is shown in the languages of two readers."""
        polish = record.with_context(lang="pl_PL")
        english = record.with_context(lang="en_US")
        self.assertIn(words, english[name])
        self.assertNotIn("pl_PL", english[name])
        self.assertIn("<pl_PL>", polish[name])
        self.assertIn(words, polish[name])

    def flow(self, name):
        return self.env["ebay.flow"]._get_or_create(self.backend, name)

    def test_a_flow_and_its_run(self):
        self.list(title="Mug", sku="MUG", available=5)
        self.import_all()
        self.assertInBoth(self.flow("listings"), "last_result", "1 new")
        [run] = self.env["ebay.run"].search([("backend_id", "=", self.backend.id)])
        self.assertInBoth(run, "comparison", "eBay counts 1 active listings")
        run.note_text = StoredText._("%s SKUs read.", 3).dump()
        self.assertInBoth(run, "note", "3 SKUs read.")

    def test_the_job_that_imported(self):
        self.list(title="Mug", sku="MUG", available=5)
        self.backend.with_context(lang="pl_PL").import_listings()
        self.run_jobs()
        results = [
            job
            for job in self.jobs("done")
            if job.with_context(lang="en_US").ebay_message.startswith("1 new")
        ]
        self.assertInBoth(results[0], "ebay_message", "1 new")

    def test_the_name_of_a_job_and_the_words_of_its_failure(self):
        self.env["ebay.backend"]._cron_import_all_listings()
        [job] = self.jobs("pending")
        self.assertInBoth(job, "ebay_name", "istings")
        self.assertInBoth(job, "display_name", "istings")
        self.backend._ebay_activity_user().lang = "pl_PL"
        error = StoredText._("%s SKUs read.", 3)
        job.with_context(_job_edit_sentinel=job.EDIT_SENTINEL).write(
            {"state": "failed", "exc_message": str(error)}
        )
        job.ebay_texts = {"error": error.dump()}
        self.assertEqual(job._message_failed_job(), "<pl_PL> 3 SKUs read.")

    def test_a_job_that_waits_for_the_budget(self):
        self.backend.pull_budget = 1
        self.env["ebay.backend"]._cron_import_all_listings()
        self.run_jobs()
        [job] = self.jobs("pending")
        self.assertInBoth(job, "ebay_message", "The budget of 1 calls")

    def test_a_comparison_and_a_batch(self):
        self.list(title="Mug", sku="MUG", available=5)
        self.sell_from_odoo()
        self.sim.faults.add(REVISE, "lost_answer")
        self.push(MUG=3)
        self.assertInBoth(self.flow("offers"), "last_result", "SKUs compared")
        line = self.lines("accepted")
        self.assertInBoth(line, "message", "Found on eBay.")
        found = line.search([("message", "ilike", "found on ebay")])
        self.assertEqual(found, line)
        line.batch_id.note_text = StoredText._("The file took too long.").dump()
        self.assertInBoth(line.batch_id, "note", "The file took too long.")

    def test_a_change_on_ebay_and_a_refusal(self):
        mug = self.list(title="Mug", sku="MUG", available=5)
        self.sell_from_odoo()
        self.push(MUG=4)
        listing = self.sim.seller.listing(mug.item_id)
        listing.available = 9
        listing.changed(self.sim.clock.now())
        self.import_changes()
        sync = self.sync("MUG")
        self.assertInBoth(sync, "drift_note", "Changed on eBay to 9")
        self.assertInBoth(sync, "note", "Changed on eBay to 9")
        sync.quantity_error_text = StoredText._(
            "It has no SKU on eBay. Add one on eBay."
        ).dump()
        self.assertInBoth(sync, "quantity_error", "It has no SKU on eBay.")
        sync.invalidate_recordset()
        self.assertEqual(sync.status, "error")
