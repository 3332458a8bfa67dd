# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from odoo import fields

from odoo.addons.component.core import Component

from ...models.ebay_stock_picking import TOUCHED
from ...tracking import same_number

#: A call that was cut off may still be at work at eBay for this long: only then does
#: "eBay does not have it" mean that it never will.
SETTLE = timedelta(seconds=60)


@dataclass
class Reading:
    """What eBay has of an order: why not to ship it any more, and its fulfilments."""

    stop_reason: str = ""
    fulfillments: list = field(default_factory=list)


class EbayShipmentReconciler(Component):
    """Decides from what eBay has what became of a call, or whether one is needed.

    A fulfilment is recognised by its number. Without one, and where somebody else
    shipped under another number, by units: eBay's units of an item that no fulfilment
    of ours accounts for cover as many of ours.
    """

    _name = "ebay.shipment.reconciler"
    _inherit = "ebay.base"
    _apply_on = "ebay.stock.picking"
    _usage = "shipment.reconciler"

    def ask(self, adapter, order_id):
        """Ask eBay about an order: :class:`Reading`."""
        order = adapter.read_order(order_id)
        state = (order.get("cancelStatus") or {}).get("cancelState")
        reason = ""
        if state == "CANCELED":
            reason = self.env._("The order is cancelled on eBay.")
        elif order.get("orderPaymentStatus") == "FULLY_REFUNDED":
            reason = self.env._("The buyer has got all the money back.")
        return Reading(reason, adapter.read_fulfillments(order_id))

    def doubtful(self, picking):
        """eBay ids of the orders for which a call may have been made."""
        rows = self._rows(picking).filtered(lambda row: row.state == "sending")
        return rows.order_id.mapped("external_id")

    def to_look_at(self, picking):
        """eBay ids of the orders to read before anything is sent."""
        rows = self._rows(picking).filtered(lambda row: row.state == "to_send")
        orders = rows.order_id
        if not self.backend.check_before_shipping:
            orders = orders.filtered(
                lambda order: order._items_shipped_elsewhere() & rows.line_ids.item_id
            )
        return orders.mapped("external_id")

    def settle(self, picking, readings):
        """Close the intents of calls whose answer is not known.

        :return: seconds until eBay can be asked again about those it does not have
        """
        wait = 0
        for row in self._rows(picking).filtered(lambda one: one.state == "sending"):
            reading = readings[row.order_id.external_id]
            if self._found(row, reading):
                continue
            age = fields.Datetime.now() - row.sent_at
            if not row.tracking_number and self._cover(row, reading):
                continue
            if age < SETTLE:
                wait = max(wait, (SETTLE - age).total_seconds())
                continue
            row.write({"state": "to_send", "note": False})
        return wait

    def compare(self, picking, readings):
        """Adopt what others have shipped; stop what must not be shipped any more."""
        for row in self._rows(picking).filtered(lambda one: one.state == "to_send"):
            reading = readings.get(row.order_id.external_id)
            if not reading or self._found(row, reading, adopted=True):
                continue
            if not row.further and self._cover(row, reading, adopted=True):
                continue
            if reading.stop_reason and not row.forced:
                note = self.env._(
                    "%(reason)s Goods have left with %(delivery)s: get them back. If "
                    "eBay should be told nevertheless, use 'Send to eBay Again'.",
                    reason=reading.stop_reason,
                    delivery=picking.name,
                )
                row.write({"state": "stopped", "note": note})
                row.order_id._ebay_schedule_activity(
                    "shipment", self.env._("Shipment not on eBay"), note
                )

    def _rows(self, picking):
        return picking.ebay_bind_ids.filtered(
            lambda row: row.backend_id == self.backend
        ).sorted("id")

    # === RECOGNISING ===

    def _found(self, row, reading, adopted=False):
        """Whether eBay has this row's number with its items; then it is done."""
        items = set(row.line_ids.item_id.mapped("external_id"))
        for fulfillment in reading.fulfillments:
            if same_number(
                row.tracking_number, fulfillment.get("shipmentTrackingNumber")
            ) and items <= set(self._units(fulfillment)):
                ledger = self.component(usage="shipment.writer")
                ledger.finish(row.id, fulfillment["fulfillmentId"], adopted=adopted)
                return True
        return False

    def _cover(self, row, reading, adopted=False):
        """Take units that eBay has and we have not told it off this row's.

        :return: whether eBay has all of them; then the row is done
        """
        anonymous = self._anonymous(row, reading)
        spare = Counter()
        for fulfillment in anonymous:
            spare.update(self._units(fulfillment))
        spare.subtract(self._accounted(row, reading, adopted))
        for line in row.line_ids:
            there = max(0, spare[line.item_id.external_id])
            line.elsewhere_quantity = min(line.quantity, there)
        if any(line.quantity > line.elsewhere_quantity for line in row.line_ids):
            return False
        first = anonymous[0]
        self.component(usage="shipment.writer").finish(
            row.id,
            first["fulfillmentId"],
            number=first.get("shipmentTrackingNumber") or "",
            adopted=adopted,
        )
        return True

    @staticmethod
    def _units(fulfillment):
        return {
            line["lineItemId"]: line.get("quantity", 1)
            for line in fulfillment.get("lineItems") or ()
        }

    @staticmethod
    def _anonymous(row, reading):
        """eBay's fulfilments that are not recognised by a number of ours."""
        numbers = row.order_id.fulfillment_ids.filtered(
            lambda one: one.state in TOUCHED or one == row
        ).mapped("tracking_number")
        return [
            fulfillment
            for fulfillment in reading.fulfillments
            if not any(
                same_number(number, fulfillment.get("shipmentTrackingNumber"))
                for number in numbers
            )
        ]

    def _accounted(self, row, reading, with_doubtful):
        """Units among the anonymous ones that rows of ours stand for already.

        :param with_doubtful: also those that a call without number may have made
        """
        known = [one.get("shipmentTrackingNumber") for one in reading.fulfillments]
        units = Counter()
        for other in row.order_id.fulfillment_ids.filtered(
            lambda one: one != row
            and (
                one.state == "done"
                or (
                    with_doubtful and one.state == "sending" and not one.tracking_number
                )
            )
        ):
            by_number = any(
                same_number(other.tracking_number, number) for number in known
            )
            for line in other.line_ids:
                units[line.item_id.external_id] += (
                    line.elsewhere_quantity if by_number else line.quantity
                )
        return units
