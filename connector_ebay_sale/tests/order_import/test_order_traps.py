# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta
from unittest.mock import patch

from odoo import fields

from odoo.addons.connector_ebay.ebay_client import RejectedError
from odoo.addons.connector_ebay.ebay_client.errors import ErrorDetail
from odoo.addons.connector_ebay.ebay_client.sell_fulfillment import SellFulfillment

from ..common import OrderCase
from ..order_factory import amount, changed, item, order


class TestOrderTraps(OrderCase):
    """What eBay does otherwise than one would think."""

    # === DATES ===

    def test_a_window_that_ends_in_ebays_future_ends_earlier(self):
        """Our clock is ahead: eBay's answer tells its own, and that one counts."""
        data = order()
        self.put(data)
        ends, get_orders = [], self._get_orders

        def refuse_once(_client, since, until, **options):
            ends.append(until)
            if len(ends) == 1:
                detail = ErrorDetail(error_id=30850, message="In the future")
                raise RejectedError("Future", endpoint="/order", details=[detail])
            return get_orders(since, until, **options)

        begin = fields.Datetime.now() - timedelta(days=1)
        end = fields.Datetime.now() - timedelta(minutes=3)
        with patch.object(SellFulfillment, "get_orders", refuse_once):
            self.backend.import_orders_between(begin, end)
            self.run_jobs()
        self.assert_no_failed_job()
        self.assertEqual(len(ends), 2)
        self.assertTrue(self.bindings(data))

    def test_no_window_names_an_end_in_ebays_future(self):
        """Up to now means without an end: eBay's now is not ours."""
        ends, get_orders = [], self._get_orders

        def note(_client, since, until, **options):
            ends.append(until)
            return get_orders(since, until, **options)

        with patch.object(SellFulfillment, "get_orders", note):
            self.pull(order())
            tomorrow = fields.Datetime.now() + timedelta(days=1)
            self.backend.import_orders_between(
                fields.Datetime.now() - timedelta(days=1), tomorrow
            )
            self.run_jobs()
        self.assertEqual(ends, [None, None])

    # === PAYMENT THAT NEVER COMES ===

    def test_an_unpaid_order_that_ebay_takes_back_is_cancelled(self):
        data = order(orderPaymentStatus="PENDING")
        binding = self.pull(data)
        del self.ebay[data["orderId"]]
        binding.action_refresh()
        self.run_jobs()
        self.assert_no_failed_job()
        self.assertEqual(binding.import_state, "cancelled")
        self.assertEqual(binding.odoo_id.state, "cancel")

    def test_a_paid_order_that_ebay_does_not_show_stays(self):
        data = order()
        binding = self.pull(data)
        del self.ebay[data["orderId"]]
        binding.action_refresh()
        self.run_jobs()
        self.assertIn("No such order", self.jobs("failed").exc_message)
        self.assertEqual(binding.odoo_id.state, "sale")

    # === WORDS AND DATES OF AN ORDER ===

    def test_notes_and_gift_messages_are_on_the_order(self):
        line = item("MUG", giftDetails={"message": "Happy birthday!"})
        data = order(line, buyerCheckoutNotes="Ring <b>twice</b>")
        sale = self.pull(data).odoo_id
        self.assertEqual(sale.ebay_gift_message, "Happy birthday!")
        self.assertEqual(sale.ebay_buyer_note, "Ring <b>twice</b>")

    def test_late_soon(self):
        def due_in(hours):
            moment = fields.Datetime.now() + timedelta(hours=hours)
            by = {"shipByDate": moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")}
            return order(
                item("MUG", lineItemFulfillmentInstructions=by), buyer=f"b{hours}"
            )

        soon, later, done = due_in(5), due_in(50), due_in(6)
        done["orderFulfillmentStatus"] = "FULFILLED"
        bindings = self.pull(soon, later, done)
        self.assertEqual(bindings.mapped("is_late"), [True, False, False])
        orders = self.env["ebay.sale.order"]
        mine = [("id", "in", bindings.ids)]
        self.assertEqual(orders.search([*mine, ("is_late", "=", True)]), bindings[0])
        self.assertEqual(orders.search([*mine, ("is_late", "=", False)]), bindings[1:])

    def test_shipped_in_seller_hub_after_it_was_confirmed(self):
        data = order()
        binding = self.pull(data)
        with patch.object(
            type(binding), "_shipped_elsewhere", autospec=True
        ) as shipped:
            self.pull(changed(data, orderFulfillmentStatus="FULFILLED"))
            self.pull(changed(data, 5, orderFulfillmentStatus="FULFILLED"))
        self.assertEqual(shipped.call_count, 1)
        self.assertEqual(shipped.call_args[0][0], binding)

    # === CURRENCIES ===

    def test_a_currency_that_odoo_does_not_know(self):
        self.pull(order(item("MUG", currency="XQX")), order(buyer="good"))
        failed = self.jobs("failed")
        self.assertEqual(len(failed), 1)
        self.assertIn("does not know the currency XQX", failed.exc_message)

    def test_an_order_that_mixes_currencies(self):
        data = order(item("MUG", "20.0"))
        data["pricingSummary"]["total"] = amount("20.0", "USD")
        self.pull(data, order(buyer="good"))
        failed = self.jobs("failed")
        self.assertEqual(len(failed), 1)
        self.assertIn("mixes currencies", failed.exc_message)

    def test_a_quantity_that_is_none(self):
        self.pull(order(item("MUG", quantity=0)), order(item("MUG", quantity="2")))
        failed = self.jobs("failed")
        self.assertEqual(len(failed), 2)
        for message in failed.mapped("exc_message"):
            self.assertIn("no sensible quantity", message)
