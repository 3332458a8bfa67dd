# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component


class EbayPersonEraser(Component):
    """Erase a buyer whose eBay account was closed from partners and orders as well.

    Name and address on posted invoices are kept, as tax law requires; e-mail address,
    phone number and notes are erased.
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
        lines += self._erase_partners(buyers, pseudonym)
        lines += self._erase_orders(orders)
        return lines

    def _erase_partners(self, buyers: Any, pseudonym: str) -> list[dict[str, Any]]:
        bindings = buyers | buyers.address_ids
        partners = bindings.odoo_id
        invoices = self.env["account.move"].search(
            [
                ("partner_id", "in", partners.ids),
                ("state", "=", "posted"),
            ]
        )
        kept = (invoices.partner_id | invoices.partner_shipping_id) & partners
        (partners - kept).write(
            {
                "name": pseudonym,
                "company_name": False,
                "street": False,
                "street2": False,
                "zip": False,
                "city": False,
                "vat": False,
            }
        )
        partners.write({"email": False, "phone": False, "comment": False})
        for binding in bindings:
            binding.write(
                {
                    "external_id": f"{pseudonym}-{binding.id}",
                    "username": False,
                    "tax_identifier": False,
                    "tax_identifier_type": False,
                    "tax_identifier_country": False,
                    "anonymised": True,
                }
            )
        rows = [
            self.receipt_line("changed", self.env._("Contacts"), len(partners - kept))
        ]
        if kept:
            reason = self.env._("On posted invoices, which tax law has us keep.")
            rows.append(
                self.receipt_line("kept", self.env._("Contacts"), len(kept), reason)
            )
        return rows

    def _erase_orders(self, orders: Any) -> list[dict[str, Any]]:
        if not orders:
            return []
        orders.write(
            {
                "buyer_username": False,
                "buyer_email": False,
                "buyer_note": False,
                "gift_message": False,
                "tax_identifier": False,
            }
        )
        orders.odoo_id.write({"note": False})
        return [self.receipt_line("changed", self.env._("Orders"), len(orders))]
