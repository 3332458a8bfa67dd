# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from psycopg2.errors import SerializationFailure

from odoo import fields
from odoo.models import BaseModel

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.exceptions import EbayRefused, EbayRetry, EbayWait
from odoo.addons.connector_ebay.tools.stored_text import StoredText, dump_text
from odoo.addons.connector_ebay.tools.transactions import new_transaction

from ...tools.shipments import OTHER_CARRIER, ShipmentRequest, ShipmentResult
from .order_reading import OrderReading

_logger = logging.getLogger(__name__)

#: eBay: "Invalid shipment tracking number or carrier".
INVALID_TRACKING = 32300

#: Seconds until the next try if another worker exports shipments of the same order.
ORDER_LOCKED_SECONDS = 5

#: eBay may still be processing an interrupted call for this long. Only afterwards does
#: a fulfillment that eBay does not show mean that there will be none.
CALL_IN_PROGRESS = timedelta(seconds=60)


class EbayStockPickingExporter(Component):
    """Create the fulfillments of a delivery on eBay, each exactly once.

    The job's own transaction only holds a lock on each eBay order, which ends with the
    worker. Everything else is written in short transactions of their own:

    1. The shipments of the delivery are planned and become records, *to send*.
    2. A shipment becomes *sending*, which is the intent; only then is eBay called.
    3. With eBay's answer it becomes *on eBay* (``done``) or *failed*.

    A job that finds a shipment *sending* knows that eBay may have been called. It first
    reads from eBay what became of that call, then continues with step 1.
    """

    _name = "ebay.stock.picking.exporter"
    _inherit = "ebay.once.exporter"
    _apply_on = "ebay.stock.picking"

    def run(self, picking: BaseModel) -> str:
        """Export the shipments of a delivery that eBay does not have.

        :return: the result of the job
        :raise EbayWait: another worker exports the order, or eBay may still be
            processing an interrupted call
        :raise EbayRefused: a person has to correct something
        """
        self._readings: dict[str, OrderReading] = {}
        order_ids = self._order_ids(picking)
        if not order_ids:
            return StoredText._("This delivery contains nothing that was sold on eBay.")
        for order_id in order_ids:
            self.advisory_lock_or_retry(
                f"ebay {self.backend.id} shipments of {order_id}",
                retry_seconds=ORDER_LOCKED_SECONDS,
            )
        self._reconcile_interrupted(picking)
        for request in self._plan(picking):
            self.export_once(request)
        self._record_orders(picking)
        return self._job_result(picking)

    def _order_ids(self, picking: BaseModel) -> list[str]:
        """Return eBay's ids of the orders in a delivery, in the order of locking."""
        with new_transaction(picking) as fresh:
            orders = fresh._ebay_orders()
            return sorted(
                orders.filtered(
                    lambda order: order.backend_id.id == self.backend.id
                ).mapped("external_id")
            )

    def _reconcile_interrupted(self, picking: BaseModel) -> None:
        """Find out what became of a call whose answer is not known."""
        with new_transaction(picking) as fresh:
            requests = self._requests(fresh, "sending")
        for request in requests:
            result = self._reconcile(request)
            if result:
                self._record_answer(request, result)
            else:
                self._withdraw_intent(request)

    def _plan(self, picking: BaseModel) -> list[ShipmentRequest]:
        """Plan the shipments of a delivery; return those to send.

        Orders that another program may have shipped are read from eBay first.
        """
        with new_transaction(picking) as fresh:
            backend = self.backend.with_env(fresh.env)
            with backend.work_on(self.model._name) as work:
                work.component(usage="shipment.planner").plan(fresh)
            to_read = self._orders_to_read(fresh)
            requests = self._requests(fresh, "to_send")
        for order_id in to_read:
            self._read_order(order_id)
        if not self._readings:
            return requests
        with new_transaction(picking) as fresh:
            for state in ("to_send", "waiting"):
                for shipment in self._shipments(fresh, state):
                    self._compare_with_ebay(shipment)
            return self._requests(fresh, "to_send")

    def _record_orders(self, picking: BaseModel) -> None:
        """Record at the orders what eBay says of them after it got the shipments.

        An order that an import is writing is left to that import.
        """
        try:
            with new_transaction(picking) as fresh:
                orders = self._shipments(fresh, "done").order_id.filtered(
                    lambda order: order.fulfillment_state != "FULFILLED"
                )
                fresh.env.cr.execute(
                    "SELECT id FROM ebay_sale_order WHERE id = ANY(%s) "
                    "FOR NO KEY UPDATE SKIP LOCKED",
                    [orders.ids],
                )
                locked = orders.browse(row for [row] in fresh.env.cr.fetchall())
                locked._record_shipped()
        except SerializationFailure:
            _logger.info(
                "eBay backend %s: flow fulfillments, the import of an order came first",
                self.backend.id,
            )

    def _job_result(self, picking: BaseModel) -> str:
        """Return how many shipments are in which state.

        :raise EbayRefused: with the notes of the failed shipments
        """
        with new_transaction(picking) as fresh:
            shipments = fresh._ebay_shipments(self.backend)
            counts = {
                state: len(group) for state, group in shipments.grouped("state").items()
            }
            failed = self._shipments(fresh, "failed").mapped("note_text")
        if failed:
            notes = dict.fromkeys(map(StoredText.load, failed))
            raise EbayRefused(StoredText.joined("\n", notes))
        return StoredText._(
            "%(done)s on eBay, %(waiting)s waiting for a tracking number, "
            "%(stopped)s stopped, %(test)s not sent (test mode).",
            done=counts.get("done", 0),
            waiting=counts.get("waiting", 0),
            stopped=counts.get("stopped", 0),
            test=counts.get("test", 0),
        )

    # === SHIPMENTS ===

    def _shipments(self, picking: BaseModel, state: str) -> BaseModel:
        """Return the shipments of a delivery in a state, oldest first."""
        shipments = picking._ebay_shipments(self.backend)
        return shipments.filtered(lambda one: one.state == state).sorted("id")

    def _requests(self, picking: BaseModel, state: str) -> list[ShipmentRequest]:
        """Return the values for eBay of a delivery's shipments in a state."""
        return [self._request(one) for one in self._shipments(picking, state)]

    def _request(self, shipment: BaseModel) -> ShipmentRequest:
        """Return the values of a shipment for eBay, less the units that eBay has."""
        has_number = bool(shipment.tracking_number)
        return ShipmentRequest(
            shipment_id=shipment.id,
            state=shipment.state,
            order_id=shipment.order_id.external_id,
            quantities={
                line.order_line_id.external_id: line.quantity - line.adopted_quantity
                for line in shipment.line_ids
                if line.quantity > line.adopted_quantity
            },
            shipped_at=self._accepted_shipped_at(shipment),
            carrier_code=shipment.carrier_code if has_number else "",
            tracking_number=shipment.tracking_number or "",
            carrier_mapped=shipment.carrier_mapped
            or shipment.carrier_code == OTHER_CARRIER,
        )

    def _accepted_shipped_at(self, shipment: BaseModel) -> datetime | None:
        """Return the aware time of shipping; None if eBay would refuse it.

        eBay refuses times before the order's and in its own future (error 32500).
        """
        shipped_at = shipment.shipped_at
        ordered_at = shipment.order_id.ordered_at
        if not shipped_at or shipped_at >= self.backend._ebay_now():
            return None
        if ordered_at and shipped_at <= ordered_at:
            return None
        return shipped_at.replace(tzinfo=UTC)

    # === EBAY'S FULFILLMENTS ===

    def _read_order(self, order_id: str) -> OrderReading:
        """Return an order and its fulfillments; read them from eBay once a run."""
        if order_id not in self._readings:
            self._readings[order_id] = OrderReading(
                self.backend_adapter.read_order(order_id),
                self.backend_adapter.read_fulfillments(order_id),
            )
        return self._readings[order_id]

    def _orders_to_read(self, picking: BaseModel) -> list[str]:
        """Return eBay's ids of the orders that another program may have shipped."""
        to_send = self._shipments(picking, "to_send")
        unsent = to_send | self._shipments(picking, "waiting")
        order_lines = unsent.line_ids.order_line_id
        orders = unsent.order_id.filtered(
            lambda order: order._lines_shipped_elsewhere() & order_lines
        )
        if self.backend.check_before_shipping:
            orders |= to_send.order_id
        return orders.mapped("external_id")

    def _compare_with_ebay(self, shipment: BaseModel) -> None:
        """Adopt what another program shipped; stop a shipment of a cancelled order."""
        reading = self._readings.get(shipment.order_id.external_id)
        if not reading:
            return
        result = reading.find_by_number(shipment, adopted=True)
        if not result and not shipment.is_additional:
            covered = reading.covered_units(shipment, adopted=True)
            for line, units in covered.items():
                line.adopted_quantity = units
            result = reading.find_by_units(shipment, adopted=True)
        if result:
            shipment._mark_done(result)
            return
        reason = shipment.order_id._stop_reason(
            is_cancelled=reading.is_cancelled, is_refunded=reading.is_refunded
        )
        if reason and not shipment.is_forced:
            shipment._mark_stopped(reason)

    # === HOOKS OF THE ONCE EXPORTER ===

    def _has_intent(self, request: ShipmentRequest) -> bool:
        return request.state == "sending"

    def _reconcile(self, request: ShipmentRequest) -> ShipmentResult | None:
        reading = self._read_order(request.order_id)
        with new_transaction(self._shipment(request)) as shipment:
            result = reading.find_by_number(shipment)
            if not result and not shipment.tracking_number:
                result = reading.find_by_units(shipment)
            remaining = CALL_IN_PROGRESS - (fields.Datetime.now() - shipment.sent_at)
        if result or remaining <= timedelta():
            return result
        seconds = remaining.total_seconds()
        raise EbayWait(
            StoredText._(
                "A call to eBay was interrupted, and eBay does not show its shipment. "
                "eBay may still be processing it: next check in %s s.",
                round(seconds),
            ),
            seconds + 1,
        )

    def _commit_intent(self, request: ShipmentRequest) -> bool:
        with new_transaction(self._shipment(request)) as shipment:
            return shipment.exists()._mark_sending()

    def _withdraw_intent(self, request: ShipmentRequest) -> None:
        with new_transaction(self._shipment(request)) as shipment:
            shipment._mark_to_send()

    def _call(self, request: ShipmentRequest) -> ShipmentResult:
        fulfillment_id = self.backend_adapter.create_fulfillment(request)
        return ShipmentResult(fulfillment_id, request.tracking_number)

    def _record_answer(self, request: ShipmentRequest, answer: ShipmentResult) -> None:
        with new_transaction(self._shipment(request)) as shipment:
            shipment._mark_done(answer)

    def _record_lost_answer(self, request: ShipmentRequest, error: EbayRetry) -> None:
        with new_transaction(self._shipment(request)) as shipment:
            shipment.note_text = dump_text(str(error))

    def _record_refusal(self, request: ShipmentRequest, error: EbayRefused) -> None:
        """Send again with carrier *Other* if eBay may not know the carrier's name."""
        unknown_carrier = INVALID_TRACKING in error.error_ids
        if request.carrier_mapped or not unknown_carrier:
            with new_transaction(self._shipment(request)) as shipment:
                shipment._mark_failed(self._refusal_note(error))
            return
        with new_transaction(self._shipment(request)) as shipment:
            shipment._mark_to_send(carrier_code=OTHER_CARRIER)
        self.export_once(
            replace(request, carrier_code=OTHER_CARRIER, carrier_mapped=True)
        )

    def _refusal_note(self, error: EbayRefused) -> str:
        """Return what the warehouse reads: eBay's words, without address and number."""
        details = getattr(error.__cause__, "details", ())
        words = dict.fromkeys(
            detail.long_message or detail.message for detail in details
        )
        sentences = " ".join(filter(None, words))
        if not sentences:
            return str(error)
        return StoredText._("eBay refused the shipment: %s", sentences)

    def _shipment(self, request: ShipmentRequest) -> BaseModel:
        return self.model.browse(request.shipment_id)
