# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class EbayBackend(models.Model):
    """Forgetting a buyer whose eBay account was closed."""

    _inherit = "ebay.backend"

    def _ebay_pseudonymise(self, user_id, username, pseudonym):
        """Make the buyer's contacts, addresses and orders anonymous as well.

        Name and address on posted invoices are kept, as tax law wants; e-mail, phone
        and notes go.
        """
        rows = super()._ebay_pseudonymise(user_id, username, pseudonym)
        words = [word for word in (user_id, username) if word]
        bindings = self.env["ebay.res.partner"].with_context(active_test=False)
        buyers = bindings.search(
            [
                ("backend_id", "=", self.id),
                ("kind", "=", "buyer"),
                "|",
                ("external_id", "in", words),
                ("username", "in", words),
            ]
        )
        if not buyers:
            return rows
        orders = self.env["ebay.sale.order"].search([("buyer_id", "in", buyers.ids)])
        rows += self._forget_contacts(buyers, pseudonym)
        rows += self._forget_orders(orders)
        return rows

    def _forget_contacts(self, buyers, pseudonym):
        people = buyers | buyers.address_ids
        partners = people.odoo_id
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
        for person in people:
            person.write(
                {
                    "external_id": f"{pseudonym}-{person.id}",
                    "username": False,
                    "tax_identifier": False,
                    "tax_identifier_type": False,
                    "tax_identifier_country": False,
                    "anonymised": True,
                }
            )
        rows = [self._row("changed", self.env._("Contacts"), len(partners - kept))]
        if kept:
            reason = self.env._("On posted invoices, which tax law has us keep.")
            rows.append(self._row("kept", self.env._("Contacts"), len(kept), reason))
        return rows

    def _forget_orders(self, orders):
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
        return [self._row("changed", self.env._("Orders"), len(orders))]

    @staticmethod
    def _row(action, what, count, reason=False):
        return {"action": action, "what": what, "count": count, "reason": reason}
