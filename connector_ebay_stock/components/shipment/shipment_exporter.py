# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from contextlib import contextmanager

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.exceptions import EbayRefused, EbayRetry, EbayWait

from ...models.ebay_carrier_mapping import OTHER

#: eBay: "Invalid shipment tracking number or carrier".
INVALID_TRACKING = 32300

#: Another worker has the order: look again after this many seconds.
LOCKED_SECONDS = 5


class EbayStockPickingExporter(Component):
    """Tells eBay about a delivery: each parcel once, whatever happens in between.

    The job's own transaction holds nothing but a lock on each eBay order, which ends
    with the worker. All that is known is written in short transactions of their own:

    1. what the delivery has becomes rows, *to send*;
    2. a row becomes *sending*, and only then is eBay called;
    3. with eBay's answer it becomes *on eBay*, or *failed*.

    Whoever finds a row *sending* knows that eBay may have been called, and asks eBay
    before anything else.
    """

    _name = "ebay.stock.picking.exporter"
    _inherit = ["base.exporter", "ebay.base"]
    _apply_on = "ebay.stock.picking"
    _usage = "record.exporter"

    def run(self, picking):
        """Tell eBay what it does not know of a delivery; a sentence for the job."""
        with self._step(picking) as (_work, fresh):
            orders = self._order_ids(fresh)
        if not orders:
            return self.env._("Nothing of this delivery was sold on eBay.")
        for order_id in orders:
            self.advisory_lock_or_retry(
                f"ebay {self.backend.id} shipments of {order_id}",
                retry_seconds=LOCKED_SECONDS,
            )
        readings = self._settle(picking)
        for row_id in self._plan(picking, readings):
            self._send(row_id)
        return self._outcome(picking)

    @contextmanager
    def _step(self, picking):
        """A transaction of its own, which sees what others have committed."""
        with self.backend._in_new_transaction() as backend:
            with backend.work_on(self.model._name) as work:
                yield work, picking.with_env(backend.env)

    def _order_ids(self, picking):
        orders = picking._ebay_orders().filtered(
            lambda order: order.backend_id.id == self.backend.id
        )
        return sorted(orders.mapped("external_id"))

    def _read(self, order_ids, readings):
        settler = self.component(usage="shipment.reconciler")
        for order_id in order_ids:
            if order_id not in readings:
                readings[order_id] = settler.ask(self.backend_adapter, order_id)
        return readings

    def _settle(self, picking):
        """Find out what became of calls whose answer is not known."""
        with self._step(picking) as (work, fresh):
            doubtful = work.component(usage="shipment.reconciler").doubtful(fresh)
        readings = self._read(doubtful, {})
        if not doubtful:
            return readings
        with self._step(picking) as (work, fresh):
            wait = work.component(usage="shipment.reconciler").settle(fresh, readings)
        if wait:
            raise EbayWait(
                self.env._(
                    "A call to eBay was interrupted and eBay does not show its parcel. "
                    "It may yet: looking again in %s s.",
                    round(wait),
                ),
                wait + 1,
            )
        return readings

    def _plan(self, picking, readings):
        """Write what is to be sent, less what eBay has; ids of the rows."""
        with self._step(picking) as (work, fresh):
            work.component(usage="shipment.planner").plan(fresh)
            look = work.component(usage="shipment.reconciler").to_look_at(fresh)
            queue = self._queue(fresh)
        self._read(look, readings)
        if not readings:
            return queue
        with self._step(picking) as (work, fresh):
            work.component(usage="shipment.reconciler").compare(fresh, readings)
            return self._queue(fresh)

    def _queue(self, picking):
        rows = picking.ebay_bind_ids.filtered(
            lambda row: row.state == "to_send" and row.backend_id.id == self.backend.id
        )
        return rows.sorted("id").ids

    # === ONE PARCEL ===

    def _send(self, row_id):
        with self._ledger() as ledger:
            parcel = ledger.begin(row_id)
        if not parcel:
            return
        try:
            fulfillment_id = self.backend_adapter.create_fulfillment(parcel)
        except EbayWait:
            # Raised before eBay is called, or because eBay would not listen.
            with self._ledger() as ledger:
                ledger.release(row_id)
            raise
        except EbayRetry as error:
            with self._ledger() as ledger:
                ledger.note(row_id, str(error))
            raise
        except EbayRefused as error:
            self._refused(parcel, error)
            return
        with self._ledger() as ledger:
            ledger.finish(row_id, fulfillment_id)

    def _refused(self, parcel, error):
        """eBay may not know the carrier's own name: *Other* then."""
        unknown_carrier = INVALID_TRACKING in error.error_ids
        with self._ledger() as ledger:
            if unknown_carrier and not parcel.carrier_mapped:
                ledger.release(parcel.row_id, carrier_code=OTHER)
            else:
                ledger.refuse(parcel.row_id, str(error))
                return
        self._send(parcel.row_id)

    @contextmanager
    def _ledger(self):
        with self.backend._in_new_transaction() as backend:
            with backend.work_on(self.model._name) as work:
                yield work.component(usage="shipment.writer")

    # === RESULT ===

    def _outcome(self, picking):
        """The job's result; it fails where a person has to do something.

        :raise EbayRefused: with what each failed parcel says
        """
        with self._step(picking) as (_work, fresh):
            rows = fresh.ebay_bind_ids.filtered(
                lambda row: row.backend_id.id == self.backend.id
            )
            counts = {
                state: len(group) for state, group in rows.grouped("state").items()
            }
            failed = rows.filtered(lambda row: row.state == "failed").mapped("note")
        if failed:
            raise EbayRefused("\n".join(dict.fromkeys(failed)))
        return self.env._(
            "%(done)s on eBay, %(waiting)s waiting for a number, %(stopped)s stopped, "
            "%(test)s not sent (test mode).",
            done=counts.get("done", 0),
            waiting=counts.get("waiting", 0),
            stopped=counts.get("stopped", 0),
            test=counts.get("test", 0),
        )
