# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component

#: Fields of a contact that are emptied even if the contact is on a posted invoice.
CONTACT_FIELDS = ("email", "phone", "comment")

#: Fields of a contact that tax law requires on posted invoices.
INVOICE_FIELDS = ("company_name", "street", "street2", "zip", "city", "vat")


class EbayPersonEraser(Component):
    """Erase a buyer whose eBay account was closed from partners and orders as well.

    Our own models declare at the field what is erased (``personal_data``). Of Odoo's
    models, name and address on posted invoices are kept, as tax law requires; e-mail
    address, phone number and notes are erased.
    """

    _inherit = "ebay.person.eraser"

    def erase(
        self, user_id: str, username: str | None, pseudonym: str
    ) -> list[dict[str, Any]]:
        """Erase the buyer's partners and orders; return the lines of the receipt."""
        lines = super().erase(user_id, username, pseudonym)
        names = [name for name in (user_id, username) if name]
        buyers = (
            self.env["ebay.res.partner"]
            .with_context(active_test=False)
            .search(
                [
                    ("backend_id", "=", self.backend.id),
                    ("kind", "=", "buyer"),
                    "|",
                    ("external_id", "in", names),
                    ("username", "in", names),
                ]
            )
        )
        if not buyers:
            return lines
        orders = self.env["ebay.sale.order"].search([("buyer_id", "in", buyers.ids)])
        lines += self._erase_partners(buyers | buyers.address_ids, pseudonym)
        lines += self._erase_orders(orders)
        return lines

    def _erase_partners(self, bindings: Any, pseudonym: str) -> list[dict[str, Any]]:
        partners = bindings.odoo_id
        invoices = self.env["account.move"].search(
            [
                ("partner_id", "in", partners.ids),
                ("state", "=", "posted"),
            ]
        )
        kept = (invoices.partner_id | invoices.partner_shipping_id) & partners
        (partners - kept).write(
            {"name": pseudonym, **dict.fromkeys(INVOICE_FIELDS, False)}
        )
        partners.write(dict.fromkeys(CONTACT_FIELDS, False))
        bindings._erase_personal_data(pseudonym)
        rows = [
            self.receipt_line("changed", self.env._("Contacts"), len(partners - kept))
        ]
        if kept:
            reason = self.env._(
                "On posted invoices, which tax law requires to be kept."
            )
            rows.append(
                self.receipt_line("kept", self.env._("Contacts"), len(kept), reason)
            )
        return rows

    def _erase_orders(self, orders: Any) -> list[dict[str, Any]]:
        if not orders:
            return []
        orders._erase_personal_data()
        orders.line_ids._erase_personal_data()
        orders.request_ids._erase_personal_data()
        orders.odoo_id.write({"note": False})
        # The buyer's note is copied to invoices; no law requires it there.
        orders.odoo_id.invoice_ids.write({"narration": False})
        return [self.receipt_line("changed", self.env._("Orders"), len(orders))]
