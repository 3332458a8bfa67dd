# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

from odoo import api, fields, models
from odoo.fields import Command

from odoo.addons.connector_ebay.tools.stored_text import StoredText

from ..tools.ebay_words import code_text
from ..tools.order_refunds import FAILED, REFUNDED, Refund


class EbayOrderRefund(models.Model):
    """Money that a buyer gets back.

    ``amount`` is what the buyer gets, as the items of the order say. ``net_amount`` is
    what the refund costs the seller after eBay has returned its fees. ``external_id``
    is eBay's refund id, and a name of ours until eBay shows one.
    """

    _name = "ebay.order.refund"
    _inherit = "ebay.binding"
    _description = "eBay Refund"
    _rec_name = "external_id"
    _order = "refunded_at desc, id desc"

    order_id = fields.Many2one(
        "ebay.sale.order", required=True, readonly=True, ondelete="cascade", index=True
    )
    odoo_id = fields.Many2one(
        "account.move", string="Credit Note", readonly=True, ondelete="set null"
    )
    refund_id = fields.Char("Refund ID", readonly=True)
    reference = fields.Char(
        readonly=True, help="eBay's reference, known when the refund is issued."
    )
    date_text = fields.Char("Refund Date on eBay", readonly=True)
    currency_id = fields.Many2one(related="order_id.currency_id")
    amount = fields.Monetary(
        readonly=True,
        help="What the buyer gets back. Zero: eBay gives the amount in the currency of "
        "the payout only.",
    )
    net_amount = fields.Monetary(readonly=True, help="What it costs after eBay's fees.")
    refunded_at = fields.Datetime(readonly=True)
    status = fields.Char("Code of the State", readonly=True, help="As eBay names it.")
    status_text = fields.Char(string="State", compute="_compute_status_text")
    parts = fields.Json(readonly=True, help="{lineItemId: amount}")

    @api.depends_context("lang")
    @api.depends("status")
    def _compute_status_text(self):
        for refund in self:
            refund.status_text = code_text(self.env, refund.status)

    def _as_refund(self):
        """Return what is known of the refund, to compare it with what eBay shows."""
        self.ensure_one()
        refund = Refund(
            refund_id=self.refund_id or "",
            reference=self.reference or "",
            date=self.date_text or "",
            status=self.status or REFUNDED,
            parts={key: Decimal(part) for key, part in (self.parts or {}).items()},
            net=self._read_net(),
        )
        if not refund.ids and not refund.date:
            # A refund of the connector's first version has only a name.
            name = self.external_id.removeprefix(f"{self.order_id.external_id}:")
            if name == self.external_id:
                refund.refund_id = name
            elif name[4:5] == "-":
                refund.date = name
            elif not name.startswith("?"):
                refund.reference = name
        return refund

    def _read_net(self):
        """Return the net amount as a decimal, None if eBay gave none."""
        if not self.net_amount:
            return None
        return Decimal(str(self.currency_id.round(self.net_amount)))

    def _follow_status(self):
        """Draft the credit notes of refunds made, withdraw those of refunds failed."""
        for refund in self:
            if refund.status == FAILED:
                refund._withdraw_credit_note()
            elif refund.status == REFUNDED and refund.odoo_id:
                refund._correct_credit_note()
        self._create_credit_notes()

    # === CREDIT NOTES ===

    def _create_credit_notes(self):
        """Draft the credit notes that are due, or ask a person for what is missing."""
        for refund in self.filtered(lambda one: not one.odoo_id):
            sale = refund.order_id.odoo_id
            if sale.state == "cancel" or refund.status != REFUNDED:
                continue
            if not refund.amount:
                refund._ask(
                    StoredText._(
                        "eBay gives the amount only in the currency of the payout. "
                        "See the refund on eBay and create its credit note."
                    )
                )
                continue
            rows = refund._credited_lines()
            if rows:
                refund._create_credit_note(rows)
                continue
            refund._ask(
                StoredText._(
                    "The buyer got %(amount)s back. What it is for is not invoiced "
                    "yet: the credit note is drafted when it is.",
                    amount=StoredText.money(refund.amount, refund.currency_id),
                )
            )

    def _ask(self, note):
        """Schedule the activity about the refund."""
        key, summary = f"refund {self.id}", self._summary()
        self.order_id._ebay_schedule_activity(key, summary, note)

    def _summary(self):
        return StoredText._("eBay refund %s", self.external_id)

    def _withdraw_credit_note(self):
        """Delete the draft credit note of a failed refund, and tell a person."""
        self.ensure_one()
        move = self.odoo_id
        note = StoredText._(
            "eBay could not pay %(amount)s back to the buyer. Look at the order on "
            "eBay, and refund again if the money is still due.",
            amount=StoredText.money(self.amount, self.currency_id),
        )
        if move.state == "draft":
            self._delete_draft()
            note = StoredText._("%s The draft credit note is deleted.", note)
        elif move.state == "posted":
            note = StoredText._(
                "%(note)s Reverse the credit note %(move)s, which is posted.",
                note=note,
                move=move.name,
            )
        self.order_id._ebay_close_activities(f"refund {self.id}")
        self.order_id._ebay_schedule_activity(
            f"refund failed {self.id}", StoredText._("eBay refund failed"), note
        )

    def _delete_draft(self):
        """Delete the draft credit note; one that was posted before is cancelled."""
        move = self.odoo_id
        self.odoo_id = False
        if move.posted_before:
            move.button_cancel()
        else:
            move.unlink()

    def _correct_credit_note(self):
        """Replace a draft over another amount; ask a person if it is posted."""
        self.ensure_one()
        move, currency = self.odoo_id, self.currency_id
        if not self.amount or not currency.compare_amounts(
            move.amount_total, self.amount
        ):
            return
        if move.state == "draft":
            self._delete_draft()
        elif move.state == "posted":
            self._ask(
                StoredText._(
                    "The refund is over %(amount)s, the credit note %(move)s over "
                    "%(credited)s. Correct it.",
                    amount=StoredText.money(self.amount, currency),
                    move=move.name,
                    credited=StoredText.money(move.amount_total, currency),
                )
            )

    def _create_credit_note(self, rows):
        """Create the draft credit note and close the activity that asked for it.

        :param rows: as :meth:`_credited_lines` returns them
        """
        self.ensure_one()
        by_invoice = {}
        for origin, amount, _title in rows:
            invoice = origin.move_id
            by_invoice[invoice] = by_invoice.get(invoice, 0.0) + float(amount)
        invoice = max(by_invoice, key=by_invoice.get)
        reference = {
            "ref": self._summary().render(self.env),
            "invoice_date": fields.Date.to_date(self.refunded_at),
            "invoice_origin": self.order_id.external_id,
        }
        whole = not self.currency_id.compare_amounts(self.amount, invoice.amount_total)
        if whole and len(by_invoice) == 1 and not invoice.reversal_move_ids:
            move = invoice._reverse_moves([reference], cancel=False)
        else:
            move = self.env["account.move"].create(
                {
                    **reference,
                    "move_type": "out_refund",
                    "partner_id": invoice.partner_id.id,
                    "partner_shipping_id": invoice.partner_shipping_id.id,
                    "currency_id": invoice.currency_id.id,
                    "journal_id": invoice.journal_id.id,
                    "company_id": invoice.company_id.id,
                    "fiscal_position_id": invoice.fiscal_position_id.id,
                    "reversed_entry_id": invoice.id,
                    "invoice_line_ids": [self._credit_line(*row) for row in rows],
                }
            )
        self.odoo_id = move
        for key in ("refund", "refund failed"):
            self.order_id._ebay_close_activities(f"{key} {self.id}")

    # === WHAT IS CREDITED ===

    def _credited_lines(self):
        """Return invoice lines, their amounts to credit and titles.

        Each refunded item is credited on its own invoice, with its own taxes. A refund
        that names no item is divided among the invoices' taxes in proportion.

        :return: empty as long as what was refunded is not invoiced
        """
        invoiced = self._invoiced_lines()
        if not self.parts:
            total = sum(invoiced.mapped("price_total"))
            is_invoiced = self.currency_id.compare_amounts(total, self.amount) >= 0
            return [*self._shares(invoiced)] if is_invoiced else []
        items = {item.external_id: item for item in self.order_id.line_ids}
        rows = []
        for line_id, amount in self.parts.items():
            item = items.get(line_id, self.order_id.line_ids.browse())
            sold = item.odoo_id | item.remainder_line_id
            lines = invoiced.filtered(
                lambda line, sold=sold: not sold or line.sale_line_ids & sold
            )
            if not lines:
                return []
            fitting = lines.filtered(
                lambda line, amount=amount: line.price_total >= float(amount)
            )
            origin = (fitting or lines.sorted("price_total", reverse=True))[:1]
            rows.append((origin, amount, item.title or ""))
        return rows

    def _invoiced_lines(self):
        """Return the product lines of the order's posted invoices."""
        invoices = self.order_id.odoo_id.invoice_ids.filtered(
            lambda move: move.move_type == "out_invoice" and move.state == "posted"
        )
        return invoices.invoice_line_ids.filtered(
            lambda line: line.display_type == "product"
        )

    def _shares(self, invoiced):
        """Yield an invoice line for each set of taxes, and its share of the refund."""
        alike = invoiced.grouped(
            lambda line: (line.move_id, line.tax_ids, line.account_id)
        )
        totals = [
            (lines[:1], sum(lines.mapped("price_total"))) for lines in alike.values()
        ]
        totals = [(origin, total) for origin, total in totals if total > 0]
        whole = sum(total for _origin, total in totals)
        left = self.amount
        for position, (origin, total) in enumerate(totals, 1):
            share = self.currency_id.round(self.amount * total / whole)
            share = left if position == len(totals) else share
            left -= share
            yield origin, self.currency_id.round(share), ""

    def _credit_line(self, origin, amount, title=""):
        """Return a line whose total, taxes included, is exactly ``amount``."""
        amount, taxes = float(amount), origin.tax_ids
        on_top = taxes.filtered(
            lambda tax: not tax.price_include and tax.amount_type == "percent"
        )
        rate = sum(on_top.mapped("amount"))
        net = self.currency_id.round(amount / (1 + rate / 100))
        values = {
            "name": f"{self._summary().render(self.env)} {title or ''}".strip(),
            "quantity": 1,
            "price_unit": net if on_top else amount,
            "tax_ids": [Command.set(taxes.ids)],
            "account_id": origin.account_id.id,
        }
        if on_top and taxes == on_top:
            # The tax is the difference to the net; Odoo's own rounding might differ.
            left, amounts = amount - net, {}
            for tax in on_top:
                part = self.currency_id.round((amount - net) * tax.amount / rate)
                part = left if tax == on_top[-1:] else part
                left -= part
                amounts[str(tax.id)] = {
                    "tax_amount_currency": self.currency_id.round(part)
                }
            values["extra_tax_data"] = {
                "currency_id": self.currency_id.id,
                "price_unit": net,
                "discount": 0.0,
                "quantity": 1,
                "rate": 0.0,
                "manual_tax_amounts": amounts,
            }
        return Command.create(values)
