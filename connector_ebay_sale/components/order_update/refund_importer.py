# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from odoo.addons.component.core import Component

from ...tools.order_states import parse_time

Json = dict[str, Any]


class EbayOrderRefundImporter(Component):
    """Store the refunds of orders, each once, by eBay's refund id."""

    _name = "ebay.order.refund.importer"
    _inherit = ["base.importer", "ebay.base"]
    _apply_on = "ebay.order.refund"
    _usage = "record.importer"

    def import_refunds(self, bound: list[tuple[Any, Json]]) -> None:
        """Create the refunds of these orders, or update their status.

        :param bound: pairs of an order's binding and the order as eBay sent it
        """
        records = {}
        for binding, order in bound:
            for record in self._read(order):
                records[record["external_id"]] = {**record, "order_id": binding.id}
        if not records:
            return
        known = self.binder.to_internal_many(records)
        to_create, updated = [], self.model.browse()
        for refund_id, record in sorted(records.items()):
            refund = known.get(refund_id)
            if not refund:
                to_create.append({**record, "backend_id": self.backend.id})
            elif refund.status != record["status"]:
                refund.status = record["status"]
                updated |= refund
        (self.model.create(to_create) | updated)._create_credit_notes()

    def _read(self, order: Json) -> Iterator[Json]:
        """Yield the values of the order's refunds.

        The items say what the buyer gets. An item may name the refund by its
        reference, or only by its date.
        """
        refunds = (order.get("paymentSummary") or {}).get("refunds") or []
        by_key: dict[str, dict[str, Decimal]] = {}
        for line in order["lineItems"]:
            for part in line.get("refunds") or ():
                parts = by_key.setdefault(self._key(part), {})
                before = parts.get(line["lineItemId"], Decimal())
                parts[line["lineItemId"]] = before + self._amount(part)
        for number, refund in enumerate(refunds):
            key = self._key(refund)
            found = by_key.pop(key, None)
            if found is None and len(by_key) == 1 and number == len(refunds) - 1:
                found = by_key.pop(next(iter(by_key)))
            yield self._values(order, key, refund, found or {})
        for key, parts in by_key.items():
            yield self._values(order, key, {}, parts)

    @staticmethod
    def _key(refund: Json) -> str:
        return (
            refund.get("refundId")
            or refund.get("refundReferenceId")
            or refund.get("refundDate")
            or "?"
        )

    @staticmethod
    def _amount(refund: Json) -> Decimal:
        return abs(Decimal(str((refund.get("amount") or {}).get("value") or "0")))

    def _values(
        self, order: Json, key: str, refund: Json, parts: dict[str, Decimal]
    ) -> Json:
        gross = sum(parts.values()) if parts else self._amount(refund)
        key = key if refund.get("refundId") else f"{order['orderId']}:{key}"
        return {
            "external_id": key,
            "amount": float(gross),
            "net_amount": float(self._amount(refund)),
            "refunded_at": parse_time(refund.get("refundDate")),
            "status": refund.get("refundStatus") or "REFUNDED",
            "parts": {line_id: str(value) for line_id, value in parts.items()},
        }
