# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _post(self, soft=True):
        """Create the credit notes of refunds that came before the invoice."""
        posted = super()._post(soft)
        invoices = posted.filtered(lambda move: move.move_type == "out_invoice")
        sales = invoices.invoice_line_ids.sale_line_ids.order_id
        bindings = sales.sudo().ebay_bind_ids
        if bindings:
            self.env["ebay.order.refund"].sudo().search(
                [("order_id", "in", bindings.ids), ("odoo_id", "=", False)]
            )._create_credit_notes()
        return posted
