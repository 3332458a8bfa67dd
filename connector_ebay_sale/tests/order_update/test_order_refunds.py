# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from itertools import permutations

from ..common import OrderCase
from ..fixtures import load_case
from ..order_factory import amount, changed, item, order

DAY, LATER = "2026-05-04T09:00:00.000Z", "2026-05-06T09:00:00.000Z"


class TestOrderRefunds(OrderCase):
    """One record and one credit note for each refund, whatever eBay shows of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.articles = cls.create_product("ART-1", invoice_policy="order")
        cls.articles |= cls.create_product("ART-2", invoice_policy="order")
        cls.mug.invoice_policy = cls.shirt.invoice_policy = "order"

    def invoice(self, binding):
        invoice = binding.odoo_id._create_invoices()
        invoice.action_post()
        return invoice

    def import_states(self, states):
        """Import an order's states; invoice it after the first one."""
        binding = self.pull(states[0])
        self.invoice(binding)
        for state in states[1:]:
            self.pull(state)
            self.assert_no_failed_job()
        return binding

    def credit_notes(self, binding):
        return self.env["account.move"].search(
            [
                ("move_type", "=", "out_refund"),
                ("state", "!=", "cancel"),
                ("invoice_origin", "=", binding.external_id),
            ]
        )

    def summaries(self, binding):
        return binding.odoo_id.activity_ids.mapped("summary")

    def notes(self, binding):
        return " ".join(
            str(note) for note in binding.odoo_id.activity_ids.mapped("note")
        )

    # === CASES FROM THE FIELD ===

    def test_a_pending_refund_that_is_issued_is_one(self):
        states = load_case("refund_pending_then_issued")["states"]
        binding = self.import_states(states[:2])
        self.assertEqual(binding.refund_ids.status, "PENDING")
        self.assertFalse(self.credit_notes(binding))
        self.pull(states[2])
        self.assertEqual(binding.refund_ids.status, "REFUNDED")
        self.assertEqual(binding.refund_ids.reference, "REF1")
        self.assertAlmostEqual(binding.refund_ids.amount, 5.00)
        self.assertAlmostEqual(self.credit_notes(binding).amount_total, 5.00)

    def test_a_refund_that_fails_leaves_no_credit_note(self):
        binding = self.import_states(load_case("refund_failed_after_pending")["states"])
        self.assertEqual(binding.refund_ids.status, "FAILED")
        self.assertFalse(self.credit_notes(binding))
        self.assertIn("eBay refund failed", self.summaries(binding))

    def test_a_refund_is_in_the_orders_currency(self):
        binding = self.import_states(load_case("refund_in_payout_currency")["states"])
        self.assertAlmostEqual(binding.refund_ids.amount, 10.00)
        self.assertAlmostEqual(self.credit_notes(binding).amount_total, 10.00)

    def test_each_line_is_credited_on_its_own_invoice_with_its_own_tax(self):
        first, second = self.articles
        self.articles.invoice_policy = "delivery"
        first.taxes_id, second.taxes_id = self.create_tax(19), self.create_tax(7)
        states = load_case("refund_of_a_line_on_the_other_invoice")["states"]
        binding = self.pull(states[0])
        invoices = {}
        for product in self.articles:
            line = binding.odoo_id.order_line.filtered(
                lambda line, product=product: line.product_id == product
            )
            line.qty_delivered = 1
            invoices[product] = self.invoice(binding)
        self.pull(states[1])
        by_id = {one.external_id: one.odoo_id for one in binding.refund_ids}
        for refund_id, total, product in (("X0", 5.0, first), ("X1", 3.0, second)):
            move = by_id[refund_id]
            self.assertAlmostEqual(move.amount_total, total)
            self.assertEqual(move.reversed_entry_id, invoices[product])
            self.assertEqual(move.invoice_line_ids.tax_ids, product.taxes_id)

    # === OTHER STATES ===

    def with_refunds(self, data, minutes, summary, *lines):
        """The order with refunds: rows of the summary, rows of each line."""
        after = changed(data, minutes, orderPaymentStatus="PARTIALLY_REFUNDED")
        after["paymentSummary"]["refunds"] = list(summary)
        for line, rows in zip(after["lineItems"], lines, strict=False):
            line["refunds"] = list(rows)
        return after

    @staticmethod
    def row(value, **fields):
        return {"amount": amount(value), **fields}

    def test_one_credit_note_in_every_order_of_what_ebay_shows(self):
        """A refund of 5.00 for which the summary shows 4.40, after eBay's fees."""
        issued = {"refundDate": DAY, "refundReferenceId": "R1"}
        shown = (
            ([self.row("4.40", refundStatus="PENDING")], [self.row("5.0")]),
            ([self.row("4.40", refundStatus="REFUNDED", **issued)], []),
            (
                [self.row("4.40", refundStatus="REFUNDED", **issued)],
                [self.row("5.0", refundDate=DAY)],
            ),
            (
                [self.row("4.40", refundStatus="REFUNDED", **issued)],
                [self.row("5.0", refundDate=DAY, refundId="X1")],
            ),
        )
        for states in permutations(shown):
            data = order(item("ART-1", "20.0"))
            binding = self.import_states(
                [
                    data,
                    *(
                        self.with_refunds(data, minutes, *state)
                        for minutes, state in enumerate(states, 1)
                    ),
                ]
            )
            self.assertEqual(len(binding.refund_ids), 1, states)
            self.assertEqual(binding.refund_ids.status, "REFUNDED", states)
            self.assertAlmostEqual(binding.refund_ids.amount, 5.00, msg=states)
            self.assertEqual(len(self.credit_notes(binding)), 1, states)
            self.assertAlmostEqual(self.credit_notes(binding).amount_total, 5.00)

    def test_several_refunds_of_the_seller_hub_at_once(self):
        data = order(item("ART-1", "20.0"), item("ART-2", "10.0"))
        summary = [
            self.row(
                value, refundStatus="REFUNDED", refundDate=DAY, refundReferenceId=name
            )
            for value, name in (("5.00", "R1"), ("3.00", "R2"))
        ]
        lines = (
            [self.row("5.00", refundDate=DAY)],
            [self.row("3.00", refundDate=DAY)],
        )
        binding = self.import_states(
            [
                data,
                self.with_refunds(data, 1, summary, *lines),
                self.with_refunds(data, 2, summary, *lines),
            ]
        )
        self.assertEqual(sorted(binding.refund_ids.mapped("amount")), [3.0, 5.0])
        totals = sorted(self.credit_notes(binding).mapped("amount_total"))
        self.assertEqual(totals, [3.0, 5.0])

    def test_a_second_refund_of_the_same_amount_is_a_second_one(self):
        data = order(item("ART-1", "20.0"))
        rows = [
            self.row(
                "5.0", refundStatus="REFUNDED", refundDate=date, refundReferenceId=name
            )
            for date, name in ((DAY, "R1"), (LATER, "R2"))
        ]
        pending = self.row("5.0", refundStatus="PENDING")
        binding = self.import_states(
            [
                data,
                self.with_refunds(data, 1, rows[:1]),
                self.with_refunds(data, 2, [rows[0], pending]),
                self.with_refunds(data, 3, rows),
            ]
        )
        self.assertEqual(len(binding.refund_ids), 2)
        self.assertEqual(len(self.credit_notes(binding)), 2)

    def test_a_draft_is_deleted_when_the_refund_fails_after_all(self):
        data = order(item("ART-1", "20.0"))
        row = {"refundId": "77", "refundDate": DAY}
        states = [
            self.with_refunds(
                data, minutes, [self.row("5.0", refundStatus=status, **row)]
            )
            for minutes, status in enumerate(("REFUNDED", "FAILED"), 1)
        ]
        binding = self.import_states([data, states[0]])
        self.assertEqual(self.credit_notes(binding).state, "draft")
        self.pull(states[1])
        self.assertFalse(self.credit_notes(binding))
        self.assertIn("The draft credit note is deleted", self.notes(binding))

    def test_a_posted_credit_note_of_a_failed_refund_needs_a_person(self):
        data = order(item("ART-1", "20.0"))
        row = {"refundId": "77", "refundDate": DAY}
        states = [
            self.with_refunds(
                data, minutes, [self.row("5.0", refundStatus=status, **row)]
            )
            for minutes, status in enumerate(("REFUNDED", "FAILED"), 1)
        ]
        binding = self.import_states([data, states[0]])
        move = self.credit_notes(binding)
        move.action_post()
        self.pull(states[1])
        self.assertEqual(self.credit_notes(binding), move)
        self.assertIn(move.name, self.notes(binding))

    def test_an_amount_in_the_payouts_currency_only_needs_a_person(self):
        data = order(item("ART-1", "20.0"))
        row = {"refundReferenceId": "R", "refundDate": DAY, "refundStatus": "REFUNDED"}
        row["amount"] = amount("8.60", "GBP")
        binding = self.import_states([data, self.with_refunds(data, 1, [row])])
        self.assertEqual(binding.refund_ids.amount, 0)
        self.assertFalse(self.credit_notes(binding))
        self.assertIn("currency of the payout", self.notes(binding))

    def test_a_line_that_is_not_invoiced_yet_is_credited_with_its_invoice(self):
        self.articles.invoice_policy = "delivery"
        data = order(item("ART-1", "20.0"), item("ART-2", "10.0"))
        binding = self.pull(data)
        lines = binding.odoo_id.order_line
        lines[0].qty_delivered = 1
        self.invoice(binding)
        row = {"refundId": "X1", "refundDate": DAY}
        summary = [self.row("3.0", refundDate=DAY, refundStatus="REFUNDED")]
        self.pull(self.with_refunds(data, 1, summary, [], [self.row("3.0", **row)]))
        self.assertFalse(self.credit_notes(binding))
        self.assertIn("not invoiced yet", self.notes(binding))
        lines[1].qty_delivered = 1
        invoice = self.invoice(binding)
        self.assertEqual(self.credit_notes(binding).reversed_entry_id, invoice)
        self.assertFalse(self.notes(binding))
