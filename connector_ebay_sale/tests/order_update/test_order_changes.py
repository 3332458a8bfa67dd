# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from ..common import OrderCase
from ..order_factory import address, amount, changed, contact, item, order

REFUND = {
    "refundId": "5340001",
    "refundDate": "2026-05-04T09:00:00.000Z",
    "refundStatus": "REFUNDED",
}


def refunded(data, *amounts, refund_id="5340001"):
    """The order with a refund of these amounts, one for each item."""
    after = changed(data, orderPaymentStatus="PARTIALLY_REFUNDED")
    refund = {**REFUND, "refundId": refund_id}
    for line, value in zip(after["lineItems"], amounts, strict=True):
        line["refunds"] = [{**refund, "amount": amount(value)}]
    # What it costs the seller after fees is less than what the buyer gets.
    after["paymentSummary"]["refunds"] = [{**refund, "amount": amount("0.88")}]
    return after


class TestOrderChanges(OrderCase):
    def summaries(self, binding):
        return binding.odoo_id.activity_ids.mapped("summary")

    # === CANCELLATION ===

    def test_cancelled_on_ebay_is_cancelled_here(self):
        data = order()
        binding = self.pull(data)
        self.assertEqual(binding.odoo_id.state, "sale")
        self.pull(changed(data, cancelStatus={"cancelState": "CANCELED"}))
        self.assertEqual(binding.odoo_id.state, "cancel")
        self.assertEqual(binding.import_state, "cancelled")

    def test_a_cancel_request_is_told_and_taken_back(self):
        data = order()
        binding = self.pull(data)
        asked = changed(
            data,
            cancelStatus={
                "cancelState": "IN_PROGRESS",
                "cancelRequests": [{"cancelReason": "BUYER_ASKED_CANCEL"}],
            },
        )
        self.pull(asked)
        self.assertIn("Buyer asks to cancel", self.summaries(binding))
        self.assertEqual(binding.odoo_id.state, "sale")
        self.pull(changed(data, 2, cancelStatus={"cancelState": "NONE_REQUESTED"}))
        self.assertNotIn("Buyer asks to cancel", self.summaries(binding))

    def test_a_new_order_with_a_cancel_request_waits(self):
        data = order(cancelStatus={"cancelState": "IN_PROGRESS"})
        binding = self.pull(data)
        self.assertEqual(binding.hold_reason, "cancel")
        self.assertEqual(binding.odoo_id.state, "draft")
        self.pull(changed(data, cancelStatus={"cancelState": "NONE_REQUESTED"}))
        self.assertEqual(binding.odoo_id.state, "sale")

    def test_cancelled_after_invoicing_needs_a_person(self):
        data = order()
        binding = self.pull(data)
        self.invoice(binding)
        self.pull(changed(data, cancelStatus={"cancelState": "CANCELED"}))
        self.assertEqual(binding.odoo_id.state, "sale")
        self.assertIn("Cancelled on eBay", self.summaries(binding))

    def test_an_older_answer_does_not_undo_a_newer(self):
        data = order()
        binding = self.pull(data)
        self.pull(changed(data, 5, cancelStatus={"cancelState": "CANCELED"}))
        self.pull(changed(data, 1))
        self.assertEqual(binding.cancel_state, "CANCELED")
        self.assertEqual(binding.odoo_id.state, "cancel")

    # === ADDRESS ===

    def moved(self, data, minutes=1):
        after = changed(data, minutes)
        step = after["fulfillmentStartInstructions"][0]["shippingStep"]
        step["shipTo"] = contact(place=address(addressLine1="Neue Straße 99"))
        return after

    def test_a_new_address_reaches_the_open_delivery(self):
        data = order()
        binding = self.pull(data)
        self.pull(self.moved(data))
        sale = binding.odoo_id
        self.assertEqual(sale.partner_shipping_id.street, "Neue Straße 99")
        self.assertEqual(sale.partner_shipping_id.parent_id, sale.partner_id)
        for picking in binding._open_deliveries():
            self.assertEqual(picking.partner_id, sale.partner_shipping_id)
        self.assertFalse(self.summaries(binding))

    def test_an_address_that_comes_too_late_is_told(self):
        data = order()
        binding = self.pull(data)
        self.ship(binding)
        before = binding.odoo_id.partner_shipping_id
        self.pull(self.moved(data))
        self.assertEqual(binding.odoo_id.partner_shipping_id, before)
        self.assertIn("Address changed after shipping", self.summaries(binding))

    def test_names_that_vanish_do_not_blank_what_is_there(self):
        data = order(buyerCheckoutNotes="Ring twice")
        binding = self.pull(data)
        partner = binding.odoo_id.partner_shipping_id
        old = changed(data)
        del old["buyerCheckoutNotes"]
        bare = {"countryCode": "DE", "city": "Berlin"}
        old["buyer"]["buyerRegistrationAddress"] = {"contactAddress": bare}
        step = old["fulfillmentStartInstructions"][0]["shippingStep"]
        step["shipTo"] = {"contactAddress": bare, "primaryPhone": {}}
        self.pull(old)
        self.assertEqual(binding.odoo_id.partner_shipping_id, partner)
        self.assertEqual(partner.street, "Musterstraße 12a")
        self.assertEqual(binding.buyer_note, "Ring twice")
        self.assertTrue(binding.buyer_email)

    # === REFUNDS ===

    def invoice(self, binding):
        invoice = binding.odoo_id._create_invoices()
        invoice.action_post()
        return invoice

    def ship(self, binding):
        for picking in binding._open_deliveries():
            for move in picking.move_ids:
                move.quantity = move.product_uom_qty
                move.picked = True
            picking.button_validate()

    def test_a_refund_of_an_invoiced_order_drafts_its_credit_note(self):
        self.mug.invoice_policy = "order"
        self.mug.taxes_id = self.create_tax(19)
        data = order(item("MUG", "20.0"))
        binding = self.pull(data)
        self.invoice(binding)
        self.pull(refunded(data, "5.00"))
        credit = binding.refund_ids.odoo_id
        self.assertEqual((credit.move_type, credit.state), ("out_refund", "draft"))
        self.assertAlmostEqual(credit.amount_total, 5.00)
        self.assertAlmostEqual(binding.refund_ids.net_amount, 0.88)
        self.pull(changed(refunded(data, "5.00"), 30))
        self.assertEqual(len(binding.refund_ids), 1)
        self.assertEqual(binding.refund_ids.odoo_id, credit)

    def test_a_full_refund_reverses_the_invoice(self):
        self.mug.invoice_policy = "order"
        data = order(item("MUG", "20.0", shipping="4.0"))
        binding = self.pull(data)
        invoice = self.invoice(binding)
        self.pull(refunded(data, "24.00"))
        credit = binding.refund_ids.odoo_id
        self.assertEqual(credit.reversed_entry_id, invoice)
        self.assertAlmostEqual(credit.amount_total, 24.00)
        self.assertEqual(len(credit.invoice_line_ids), len(invoice.invoice_line_ids))

    def test_a_refund_before_the_invoice_is_told_and_credited_with_it(self):
        self.mug.invoice_policy = "order"
        data = order(item("MUG", "20.0"))
        binding = self.pull(data)
        self.pull(refunded(data, "5.00"))
        self.assertIn("eBay refund 5340001", self.summaries(binding))
        self.invoice(binding)
        self.assertAlmostEqual(binding.refund_ids.odoo_id.amount_total, 5.00)
        self.assertNotIn("eBay refund 5340001", self.summaries(binding))

    def refunded_as_a_whole(self, data, value):
        """The order with a refund that names no item."""
        after = changed(data, orderPaymentStatus="PARTIALLY_REFUNDED")
        after["paymentSummary"]["refunds"] = [{**REFUND, "amount": amount(value)}]
        return after

    def test_a_refund_of_the_whole_order_goes_over_its_taxes(self):
        self.mug.invoice_policy = self.shirt.invoice_policy = "order"
        self.mug.taxes_id = self.create_tax(19)
        self.shirt.taxes_id = self.create_tax(7)
        data = order(item("MUG", "20.0"), item("SHIRT", "10.0"))
        binding = self.pull(data)
        self.invoice(binding)
        self.pull(self.refunded_as_a_whole(data, "10.00"))
        credit = binding.refund_ids.odoo_id
        self.assertAlmostEqual(credit.amount_total, 10.00)
        totals = {
            line.tax_ids.amount: line.price_total for line in credit.invoice_line_ids
        }
        self.assertEqual(set(totals), {19, 7})
        self.assertAlmostEqual(totals[19], 6.67)
        self.assertAlmostEqual(totals[7], 3.33)

    def test_a_refund_with_taxes_on_top_is_right_to_the_cent(self):
        self.company.account_fiscal_country_id = self.env.ref("base.ca")
        self.create_tax(13, included=False)
        self.mug.invoice_policy = "order"
        line = item(
            "MUG",
            "100.0",
            currency="CAD",
            marketplace="EBAY_CA",
            taxes=[{"amount": amount("13.0", "CAD")}],
        )
        data = order(line, country="CA")
        binding = self.pull(data)
        self.invoice(binding)
        for number, value in enumerate(("1.00", "0.57", "0.04", "3.37"), 1):
            after = changed(data, number)
            refund = {**REFUND, "refundId": f"R{number}"}
            after["paymentSummary"]["refunds"] = [
                {**refund, "amount": amount(value, "CAD")}
            ]
            after["lineItems"][0]["refunds"] = [
                {**refund, "amount": amount(value, "CAD")}
            ]
            self.pull(after)
            found = binding.refund_ids.filtered(
                lambda one, number=number: one.external_id == f"R{number}"
            )
            self.assertAlmostEqual(found.odoo_id.amount_total, float(value))

    # === SHIPMENT AND TOTAL ===

    def test_shipped_before_it_came_in_leaves_nothing_to_ship(self):
        binding = self.pull(order(orderFulfillmentStatus="FULFILLED"))
        self.assertEqual(binding.odoo_id.state, "sale")
        self.assertFalse(binding._open_deliveries())

    def test_what_ebay_ships_itself_leaves_nothing_to_ship(self):
        step = {"fulfillmentInstructionsType": "FULFILLED_BY_EBAY"}
        binding = self.pull(order(fulfillmentStartInstructions=[step]))
        self.assertEqual(binding.delivery_kind, "ebay")
        self.assertEqual(binding.odoo_id.state, "sale")
        self.assertFalse(binding._open_deliveries())

    def test_a_new_ship_by_date_is_the_commitment(self):
        data = order()
        binding = self.pull(data)
        after = changed(data)
        after["lineItems"][0]["lineItemFulfillmentInstructions"] = {
            "shipByDate": "2026-06-25T04:59:59.000Z"
        }
        self.pull(after)
        self.assertEqual(str(binding.odoo_id.commitment_date), "2026-06-25 04:59:59")

    def test_a_total_that_changes_after_confirmation_is_told(self):
        data = order(item("MUG", "20.0"))
        binding = self.pull(data)
        after = changed(data)
        after["lineItems"][0]["lineItemCost"] = amount("18.0")
        after["lineItems"][0]["total"] = amount("18.0")
        after["pricingSummary"]["total"] = amount("18.0")
        self.pull(after)
        self.assertAlmostEqual(binding.amount_total, 18.0)
        self.assertAlmostEqual(binding.odoo_id.amount_total, 20.0)
        self.assertIn("Total changed on eBay", self.summaries(binding))

    def test_a_total_that_changes_before_payment_is_followed(self):
        data = order(item("MUG", "20.0"), orderPaymentStatus="PENDING")
        binding = self.pull(data)
        after = changed(data, orderPaymentStatus="PAID")
        after["lineItems"][0]["lineItemCost"] = amount("18.0")
        after["lineItems"][0]["total"] = amount("18.0")
        after["pricingSummary"]["total"] = amount("18.0")
        self.pull(after)
        self.assertAlmostEqual(binding.odoo_id.amount_total, 18.0)
        self.assertEqual(binding.odoo_id.state, "sale")
