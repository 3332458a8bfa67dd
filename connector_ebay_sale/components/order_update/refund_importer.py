# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

from odoo.addons.component.core import Component

from ..order_import.order_import_mapper import parse_time


class EbayOrderRefundImporter(Component):
    """Keeps the refunds of orders, each once, by eBay's refund id."""

    _name = "ebay.order.refund.importer"
    _inherit = ["base.importer", "ebay.base"]
    _apply_on = "ebay.order.refund"
    _usage = "record.importer"

    def import_many(self, changed):
        """:param changed: pairs of order binding and order as eBay sent it"""
        records = {}
        for binding, order in changed:
            for record in self._read(order):
                records[record["external_id"]] = {**record, "order_id": binding.id}
        if not records:
            return
        known = self.binder.to_internal_many(records)
        to_create, touched = [], self.model.browse()
        for refund_id, record in sorted(records.items()):
            refund = known.get(refund_id)
            if not refund:
                to_create.append({**record, "backend_id": self.backend.id})
            elif refund.status != record["status"]:
                refund.status = record["status"]
                touched |= refund
        (self.model.create(to_create) | touched)._follow()

    def _read(self, order):
        """The order's refunds. What the buyer gets stands on the items; an item may
        name the refund by its reference, or by its date only."""
        refunds = (order.get("paymentSummary") or {}).get("refunds") or []
        by_key = {}
        for line in order["lineItems"]:
            for part in line.get("refunds") or ():
                key = self._key(part)
                parts = by_key.setdefault(key, {})
                before = parts.get(line["lineItemId"], Decimal())
                parts[line["lineItemId"]] = before + self._value(part)
        for number, refund in enumerate(refunds):
            key = self._key(refund)
            parts = by_key.pop(key, None)
            if parts is None and len(by_key) == 1 and number == len(refunds) - 1:
                parts = by_key.pop(next(iter(by_key)))
            gross = sum(parts.values()) if parts else self._value(refund)
            yield self._record(order, key, refund, gross, parts)
        for key, parts in by_key.items():
            yield self._record(order, key, {}, sum(parts.values()), parts)

    @staticmethod
    def _key(refund):
        return (
            refund.get("refundId")
            or refund.get("refundReferenceId")
            or refund.get("refundDate")
            or "?"
        )

    @staticmethod
    def _value(refund):
        return abs(Decimal(str((refund.get("amount") or {}).get("value") or "0")))

    def _record(self, order, key, refund, gross, parts):
        key = key if refund.get("refundId") else f"{order['orderId']}:{key}"
        return {
            "external_id": key,
            "amount": float(gross),
            "net_amount": float(self._value(refund)),
            "refunded_at": parse_time(refund.get("refundDate")),
            "status": refund.get("refundStatus") or "REFUNDED",
            "parts": {line_id: str(value) for line_id, value in (parts or {}).items()},
        }
