# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.fields import Command


class EbayOrderRefund(models.Model):
    """Money that a buyer got back; ``external_id`` is eBay's refund id.

    ``amount`` is what the buyer gets, as the items of the order say. ``net_amount`` is
    what the refund costs the seller after eBay has returned its fees.
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
    currency_id = fields.Many2one(related="order_id.currency_id")
    amount = fields.Monetary(readonly=True, help="What the buyer gets back.")
    net_amount = fields.Monetary(readonly=True, help="What it costs after eBay's fees.")
    refunded_at = fields.Datetime(readonly=True)
    status = fields.Char(readonly=True, help="As eBay names it.")
    parts = fields.Json(readonly=True, help="{lineItemId: amount}")

    def _create_credit_notes(self):
        """Create draft credit notes; schedule an activity if there is no invoice."""
        for refund in self.filtered(lambda one: not one.odoo_id):
            sale = refund.order_id.odoo_id
            if sale.state == "cancel" or refund.status == "FAILED":
                continue
            invoices = sale.invoice_ids.filtered(
                lambda move: move.move_type == "out_invoice" and move.state == "posted"
            )
            if invoices:
                refund._create_credit_note(invoices[0])
                continue
            refund.order_id._ebay_schedule_activity(
                f"refund {refund.external_id}",
                refund._summary(),
                self.env._(
                    "The buyer got %(amount).2f %(currency)s back. The order is not "
                    "invoiced yet: its credit note is drafted when it is.",
                    amount=refund.amount,
                    currency=refund.currency_id.name,
                ),
            )

    def _summary(self):
        return self.env._("eBay refund %s", self.external_id)

    def _create_credit_note(self, invoice):
        """Create the draft credit note and close the activity that asked for it."""
        self.ensure_one()
        reference = {
            "ref": self._summary(),
            "invoice_date": fields.Date.to_date(self.refunded_at),
            "invoice_origin": self.order_id.external_id,
        }
        whole = not self.currency_id.compare_amounts(self.amount, invoice.amount_total)
        if whole and not invoice.reversal_move_ids:
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
                    "invoice_line_ids": self._credit_lines(invoice),
                }
            )
        self.odoo_id = move
        self.order_id._ebay_close_activities(f"refund {self.external_id}")

    def _credit_lines(self, invoice):
        """Return a line for each refunded item, with the taxes of the invoice.

        A refund that names no item is divided among the invoice's taxes in proportion.
        """
        items = {item.external_id: item for item in self.order_id.line_ids}
        invoiced = invoice.invoice_line_ids.filtered(
            lambda line: line.display_type == "product"
        )
        rows = []
        for line_id, amount in (self.parts or {}).items():
            item = items.get(line_id)
            sold = item.odoo_id | item.remainder_line_id if item else None
            origin = invoiced.filtered(
                lambda line, sold=sold: not sold or line.sale_line_ids & sold
            )[:1]
            title = item.title if item else ""
            rows.append(self._credit_line(origin or invoiced[:1], amount, title))
        if not self.parts:
            for origin, amount in self._shares(invoiced):
                rows.append(self._credit_line(origin, amount))
        return rows

    def _shares(self, invoiced):
        """Yield an invoice line for each set of taxes, and its share of the refund."""
        alike = invoiced.grouped(lambda line: (line.tax_ids, line.account_id))
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
            yield origin, self.currency_id.round(share)

    def _credit_line(self, origin, amount, title=""):
        """Return a line whose total, taxes included, is exactly ``amount``."""
        amount, taxes = float(amount), origin.tax_ids
        on_top = taxes.filtered(
            lambda tax: not tax.price_include and tax.amount_type == "percent"
        )
        rate = sum(on_top.mapped("amount"))
        net = self.currency_id.round(amount / (1 + rate / 100))
        values = {
            "name": f"{self._summary()} {title or ''}".strip(),
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
