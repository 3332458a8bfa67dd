# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from unittest.mock import patch

from odoo.addons.connector_ebay.ebay_client import (
    RejectedError,
    ThrottledError,
    TransientError,
)
from odoo.addons.connector_ebay.ebay_client.trading import Trading

from ..common import OrderCase
from ..order_factory import changed, item, order

PAGES = "odoo.addons.connector_ebay_sale.components.order_import.order_batch_importer"
ASKED = {"cancelState": "IN_PROGRESS", "cancelRequests": []}


class TestOrderDetails(OrderCase):
    """What eBay's lists leave out: cancel reasons, tax numbers."""

    def setUp(self):
        super().setUp()
        self.details = {}
        self.read_together = []
        self.refusal = None
        self.startPatcher(patch.object(Trading, "get_order_details", self._details))

    def _details(self, order_ids):
        self.read_together.append(list(order_ids))
        if self.refusal:
            raise self.refusal
        return [self.details[one] for one in order_ids if one in self.details]

    def tell(self, data, reason="", *numbers):
        self.details[data["orderId"]] = {
            "order_ids": [data["orderId"]],
            "cancel_status": "CancelRequested" if reason else "",
            "cancel_reason": reason,
            "tax_identifiers": [
                {"kind": kind, "number": number, "country": country}
                for kind, number, country in numbers
            ],
        }

    def import_all(self, *orders):
        with self.quiet():
            bindings = self.pull(*orders)
            self.hasten()
            self.run_jobs()
        return bindings

    def single_reads(self):
        return self.calls.count("get_order")

    @staticmethod
    def italian(country="IT", **changes):
        return order(item(marketplace="EBAY_IT"), country=country, **changes)

    # === TOGETHER ===

    def test_many_orders_are_read_in_one_call(self):
        asked = [order(cancelStatus=ASKED, buyer=f"a{number}") for number in range(3)]
        italian = self.italian(buyer="it")
        for data in asked:
            self.tell(data, "OrderPlacedByMistake")
        self.tell(italian, "", ("CODICE_FISCALE", "RSSMRA80A01F205X", "IT"))
        bindings = self.import_all(*asked, italian)
        self.assertEqual(len(self.read_together), 1)
        self.assertEqual(len(self.read_together[0]), 4)
        self.assertEqual(self.single_reads(), 0)
        reasons = set(bindings[:3].mapped("cancel_reason"))
        self.assertEqual(reasons, {"OrderPlacedByMistake"})
        self.assertEqual(bindings[3].tax_identifier, "CODICE_FISCALE RSSMRA80A01F205X")
        self.assertFalse(any(bindings.mapped("details_due")))

    def test_the_reason_comes_into_the_activity(self):
        data = order()
        binding = self.pull(data)
        data = changed(data, cancelStatus=ASKED)
        self.tell(data, "WontArriveInTime")
        self.import_all(data)
        activity = binding.odoo_id.activity_ids
        self.assertEqual(activity.summary, "Buyer asks to cancel")
        self.assertIn("Does not arrive in time", activity.note)

    def test_what_is_read_once_is_not_read_again(self):
        data = self.italian(cancelStatus=ASKED)
        self.tell(data, "OrderPlacedByMistake", ("VATIN", "IT00743110157", "IT"))
        self.import_all(data)
        self.import_all(changed(data, 1, orderFulfillmentStatus="FULFILLED"))
        self.assertEqual(len(self.read_together), 1)
        none = {"cancelState": "NONE_REQUESTED", "cancelRequests": []}
        self.import_all(changed(data, 2, cancelStatus=none))
        self.assertEqual(len(self.read_together), 1)
        self.import_all(changed(data, 3))
        self.assertEqual(len(self.read_together), 2, "it is asked for anew")

    def test_only_where_ebay_has_tax_numbers(self):
        self.import_all(
            order(country="IT"),
            self.italian(country="DE", buyer="b"),
            order(item(marketplace="EBAY_ES"), country="FR", buyer="c"),
        )
        self.assertFalse(self.read_together)
        self.assertEqual(self.single_reads(), 0)

    def test_a_single_read_leaves_nothing_due(self):
        data = self.italian()
        self.put(data)
        self.backend.import_order(data["orderId"])
        self.run_jobs()
        self.assertFalse(self.bindings(data).details_due)
        self.assertFalse(self.jobs("pending"))

    def test_details_are_read_once_when_all_pages_are_in(self):
        self.startPatcher(patch(f"{PAGES}.PAGE_SIZE", 2))
        data = [self.italian(buyer=f"it-{number}") for number in range(5)]
        self.put(*data)
        self.backend.import_orders()
        self.run_job(self.jobs("pending"))
        details = self.jobs("pending").filtered(
            lambda job: job.method_name == "import_details"
        )
        self.run_job(details)
        self.assertEqual(details.state, "pending")
        self.assertFalse(self.read_together)
        self.hasten()
        with self.quiet():
            self.run_jobs()
        self.assertEqual([len(ids) for ids in self.read_together], [5])

    # === ONE BY ONE ===

    def full(self, data):
        """The order as only its single read shows it, when it is read."""
        requests = [{"cancelReason": "ORDER_MISTAKE"}]
        self.singles[data["orderId"]] = {
            **data,
            "cancelStatus": {**ASKED, "cancelRequests": requests},
        }
        return self.import_all(data)

    def test_what_the_call_does_not_show_is_read_by_itself(self):
        binding = self.full(order(cancelStatus=ASKED))
        self.assertEqual(len(self.read_together), 1)
        self.assertEqual(self.single_reads(), 1)
        self.assertEqual(binding.cancel_reason, "ORDER_MISTAKE")

    def test_an_order_without_its_details_is_read_by_itself(self):
        data = order(cancelStatus=ASKED)
        self.tell(data)
        self.assertEqual(self.full(data).cancel_reason, "ORDER_MISTAKE")

    def test_where_the_call_is_refused_orders_are_read_one_by_one(self):
        self.refusal = RejectedError("Unsupported API call.", endpoint="GetOrders")
        binding = self.full(order(cancelStatus=ASKED))
        self.assert_no_failed_job()
        self.assertEqual(binding.cancel_reason, "ORDER_MISTAKE")

    def test_a_call_that_goes_on_failing_is_given_up(self):
        self.refusal = TransientError("No XML", endpoint="GetOrders")
        data = order(cancelStatus=ASKED)
        binding = self.import_all(data)
        for _try in range(4):
            self.hasten()
            with self.quiet():
                self.run_jobs()
        self.assertEqual(len(self.read_together), 3)
        self.assertEqual(self.single_reads(), 1)
        self.assertFalse(binding.details_due)

    def test_a_throttled_call_waits(self):
        self.refusal = ThrottledError("Later", endpoint="GetOrders", retry_after=60)
        binding = self.full(order(cancelStatus=ASKED))
        self.assertEqual(self.single_reads(), 0)
        self.assertTrue(binding.details_due)
        self.assertTrue(self.jobs("pending"))

    # === VAT NUMBERS ===

    def vat(self, *numbers, before=False, country="IT"):
        partner = self.pull(order(country=country)).odoo_id.partner_id
        if before:
            partner.vat = before
        data = self.italian(country)
        self.tell(data, "", *numbers)
        self.import_all(data)
        self.assert_no_failed_job()
        return partner.vat

    def test_a_vat_number_goes_to_the_contact(self):
        number = self.vat(("VATIN", "IT00743110157", "IT"))
        self.assertIn("00743110157", number)

    def test_a_vat_number_goes_before_a_codice_fiscale(self):
        number = self.vat(
            ("CODICE_FISCALE", "RSSMRA80A01F205X", "IT"),
            ("VATIN", "IT00743110157", "IT"),
        )
        self.assertIn("00743110157", number)

    def test_a_codice_fiscale_is_no_vat_number(self):
        self.assertFalse(self.vat(("CODICE_FISCALE", "RSSMRA80A01F205X", "IT")))

    def test_a_vat_number_is_never_overwritten(self):
        before = "IT12345670017"
        kept = self.vat(("VATIN", "IT00743110157", "IT"), before=before)
        self.assertIn("12345670017", kept)

    def test_what_odoo_does_not_take_for_a_vat_number_stays_with_ebay(self):
        partners = self.env.registry["res.partner"]
        refuse = patch.object(
            partners, "_run_vat_checks", lambda *args, **kwargs: ("", "IT")
        )
        with refuse:
            self.assertFalse(self.vat(("VATIN", "IT1", "IT")))
