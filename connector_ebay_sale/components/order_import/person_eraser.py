# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import re
from typing import Any

from odoo.tools import html2plaintext

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.tools.fingerprint import fingerprint
from odoo.addons.connector_ebay.tools.pseudonymiser import Pseudonymiser

from .trace_eraser import TraceEraser

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
        bindings = buyers | buyers.address_ids
        person = Pseudonymiser(
            user_id, username, pseudonym, self._personal_texts(bindings, orders)
        )
        records = self._records(bindings, orders)
        buyers.write(
            {
                "user_digest": fingerprint(user_id),
                "username_digest": username and fingerprint(username),
            }
        )
        lines += self._erase_partners(bindings, pseudonym)
        lines += self._erase_orders(orders)
        lines += self._erase_traces(person, records)
        lines += self._rewrite_account(person)
        self._erase_payloads(person, orders)
        return lines

    def _records(self, bindings: Any, orders: Any) -> list[Any]:
        """Return the records of Odoo that are about the person, by model."""
        sales = orders.odoo_id
        invoices = sales.invoice_ids | orders.refund_ids.odoo_id
        invoices |= invoices.reversal_move_ids
        records = [bindings.odoo_id, sales, invoices]
        if "picking_ids" in sales._fields:
            records.append(sales.picking_ids)
        return records

    def _personal_texts(self, bindings: Any, orders: Any) -> list[str]:
        """Return what the person is called and has written, before it is erased."""
        partners = bindings.odoo_id
        texts = [
            partner[name]
            for partner in partners
            for name in ("name", "zip", *CONTACT_FIELDS, *INVOICE_FIELDS)
            if partner[name]
        ]
        # A label's contact has company, name and the hub's reference in its name.
        for name in partners.mapped("name"):
            texts += re.split(r"[,()]", name or "")
        for records in (bindings, *self._records_of_orders(orders)):
            for name in records._personal_data_fields():
                texts += [value for value in records.mapped(name) if value]
        return [
            html2plaintext(str(text)) if "<" in str(text) else str(text)
            for text in texts
        ]

    def _erase_traces(
        self, person: Pseudonymiser, records: list[Any]
    ) -> list[dict[str, Any]]:
        counts = TraceEraser(self.env, person, records).erase()
        names = {
            "mail_tracking_value": self.env._("Tracking values"),
            "mail_message": self.env._("Messages"),
            "mail_activity": self.env._("Activities"),
            "mail_mail": self.env._("E-mails"),
            "ir_attachment": self.env._("Attachments"),
        }
        return [
            self.receipt_line("changed", names[table], count)
            for table, count in counts.items()
        ]

    def _erase_payloads(self, person: Pseudonymiser, orders: Any) -> None:
        """Erase the person from the events about these orders, failed ones too."""
        events = self.env["ebay.webhook.event"].search(
            [
                ("backend_id", "=", self.backend.id),
                ("reference", "in", orders.mapped("external_id")),
                ("payload", "!=", False),
            ]
        )
        for event in events:
            event.payload = person.json(event.payload)

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

    def _records_of_orders(self, orders: Any) -> list[Any]:
        """Return the orders, and the records about them that declare personal data.

        These are the records of each model that has such a field and whose
        ``order_id`` is an eBay order, also of other add-ons.
        """
        found = [orders]
        for name in sorted(self.env.registry):
            model = self.env[name]
            field = model._fields.get("order_id")
            if (
                model._auto
                and not model._transient
                and field
                and field.comodel_name == orders._name
                and hasattr(model, "_personal_data_fields")
                and model._personal_data_fields()
            ):
                found.append(
                    model.with_context(active_test=False).search(
                        [("order_id", "in", orders.ids)]
                    )
                )
        return found

    def _erase_orders(self, orders: Any) -> list[dict[str, Any]]:
        if not orders:
            return []
        for records in self._records_of_orders(orders):
            records._erase_personal_data()
        orders.odoo_id.write({"note": False})
        # The buyer's note is copied to invoices and from them to credit notes; no law
        # requires it there.
        sales = orders.odoo_id
        invoices = sales.invoice_ids | orders.refund_ids.odoo_id
        invoices |= invoices.reversal_move_ids
        invoices.write({"narration": False})
        if "picking_ids" in sales._fields:
            sales.picking_ids.write({"note": False})
        return [self.receipt_line("changed", self.env._("Orders"), len(orders))]
