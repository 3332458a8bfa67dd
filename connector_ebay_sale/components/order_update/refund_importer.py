# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.tools.changed_values import changed_values

from ...tools.order_refunds import PENDING, Refund, match_refunds, read_refunds
from ...tools.order_states import parse_time

Json = dict[str, Any]


class EbayOrderRefundImporter(Component):
    """Store the refunds of orders, each once, whatever eBay shows of it at the time."""

    _name = "ebay.order.refund.importer"
    _inherit = ["base.importer", "ebay.base"]
    _apply_on = "ebay.order.refund"
    _usage = "record.importer"

    def import_refunds(self, bound: list[tuple[Any, Json]]) -> None:
        """Create the refunds of these orders, or update what eBay shows anew.

        :param bound: pairs of an order's binding and the order as eBay sent it
        """
        found = {
            binding: refunds
            for binding, order in bound
            if (refunds := read_refunds(order, binding.currency_id.name))
        }
        if not found:
            return
        orders = self.env["ebay.sale.order"].browse([one.id for one in found])
        known = self.model.search([("order_id", "in", orders.ids)], order="id")
        by_order = known.grouped("order_id")
        ids = {one.refund_id for refunds in found.values() for one in refunds} - {""}
        # A name is unique in the account, whatever eBay sends.
        names = set(self.binder.to_internal_many(ids)) if ids else set()
        names |= set(known.mapped("external_id"))
        to_create: list[Json] = []
        changed = self.model.browse()
        for binding, refunds in found.items():
            records = by_order.get(binding, self.model)
            before = [record._as_refund() for record in records]
            matches = match_refunds(before, refunds)
            for number, refund in enumerate(refunds):
                if number in matches:
                    record = records[matches[number]]
                    if self._update(record, before[matches[number]], refund, names):
                        changed |= record
                else:
                    external_id = self._external_id(binding, refund, names)
                    names.add(external_id)
                    values = {"external_id": external_id, "order_id": binding.id}
                    to_create.append({**values, **self._values(refund)})
        created = self.model.create(
            [{**values, "backend_id": self.backend.id} for values in to_create]
        )
        (created | changed)._follow_status()

    def _update(
        self, record: Any, before: Refund, refund: Refund, names: set[str]
    ) -> bool:
        """Write what eBay shows anew; return whether anything differs.

        An id, a date or a line that eBay does not show any more stays, and a refund
        that is finished does not become pending again.
        """
        refund.refund_id = refund.refund_id or before.refund_id
        refund.reference = refund.reference or before.reference
        refund.date = refund.date or before.date
        refund.parts = refund.parts or before.parts
        refund.net = before.net if refund.net is None else refund.net
        if refund.status == PENDING:
            refund.status = before.status
        values = self._values(refund)
        external_id = self._external_id(
            record.order_id, refund, names - {record.external_id}
        )
        if refund.ids - before.ids and not before.refund_id:
            values["external_id"] = external_id
            names.add(external_id)
        changes = changed_values(record, values)
        if changes:
            record.write(changes)
        return bool(changes)

    @staticmethod
    def _external_id(binding: Any, refund: Refund, names: set[str]) -> str:
        """Return eBay's refund id, or a name that no other refund has."""
        if refund.refund_id and refund.refund_id not in names:
            return refund.refund_id
        key = refund.refund_id or refund.reference or refund.date or "?"
        name = wanted = f"{binding.external_id}:{key}"
        number = 1
        while name in names:
            number += 1
            name = f"{wanted}#{number}"
        return name

    @staticmethod
    def _values(refund: Refund) -> Json:
        return {
            "refund_id": refund.refund_id or False,
            "reference": refund.reference or False,
            "date_text": refund.date or False,
            "amount": float(refund.amount or 0),
            "net_amount": float(refund.net or 0),
            "refunded_at": parse_time(refund.date) or False,
            "status": refund.status,
            "parts": {line_id: str(part) for line_id, part in refund.parts.items()},
        }
