# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
from dataclasses import dataclass

from odoo.fields import Command

from odoo.addons.component.core import Component

from ...models.ebay_stock_picking import TOUCHED
from ...tracking import LONGEST, TrackingNumber, same_number, split_numbers

_logger = logging.getLogger(__name__)

NO_NUMBER = TrackingNumber("", "")


@dataclass
class PlannedParcel:
    """A parcel as it should be: its key, number and units by item."""

    key: str
    number: TrackingNumber
    units: dict
    further: bool = False


class EbayShipmentPlanner(Component):
    """Decides which fulfilments a delivery should have, and keeps them as rows.

    What eBay has or may have is never touched: the rest of the delivery is planned
    around it, so that planning twice gives nothing new.
    """

    _name = "ebay.shipment.planner"
    _inherit = "ebay.base"
    _apply_on = "ebay.stock.picking"
    _usage = "shipment.planner"

    def plan(self, picking):
        """Bring the rows of a delivery to what it has now."""
        contents = self.component(usage="picking.contents").contents(picking)
        numbers = split_numbers(picking.carrier_tracking_ref)
        rows = self._rows(picking)
        untouched = rows.filtered(lambda row: row.state not in TOUCHED)
        kept = rows.browse()
        for order, content in contents.items():
            mine = rows.filtered(lambda row, order=order: row.order_id == order)
            parcels = self._parcels(picking, order, content.items, numbers, mine)
            if content.problems and not parcels and not mine:
                parcels = [PlannedParcel("", (numbers or [NO_NUMBER])[0], {})]
            for parcel in parcels:
                kept |= self._write(picking, order, parcel, mine, content.problems)
        (untouched - kept).unlink()

    def plan_further(self, picking):
        """Add fulfilments for numbers that came after the goods were told to eBay."""
        contents = self.component(usage="picking.contents").contents(picking)
        numbers = picking._ebay_unknown_numbers()
        for order, content in contents.items():
            if not content.items:
                continue
            rows = self._rows(picking).filtered(
                lambda row, order=order: row.order_id == order
            )
            shared = self._distribute(picking, content.items, numbers)
            taken = rows.mapped("key")
            for parcel in self._keyed(order, shared, taken, further=True):
                self._write(picking, order, parcel, rows, [])

    def _rows(self, picking):
        return picking.ebay_bind_ids.filtered(
            lambda row: row.backend_id == self.backend
        )

    # === PARCELS ===

    def _parcels(self, picking, order, items, numbers, rows):
        """What is not with eBay yet, as parcels; and what a person has asked for."""
        touched = rows.filtered(lambda row: row.state in TOUCHED)
        rest = dict(items)
        for line in touched.filtered(lambda row: not row.further).line_ids:
            rest[line.item_id] = rest.get(line.item_id, 0) - line.quantity
        rest = {item: units for item, units in rest.items() if units > 0}
        fresh = touched._numbers_left(numbers)
        if rest:
            shared = self._distribute(
                picking, rest, fresh or numbers[-1:] or [NO_NUMBER]
            )
            return self._keyed(order, shared, taken=touched.mapped("key"))
        asked = (rows - touched).filtered("further")
        return [
            PlannedParcel(
                row.key,
                TrackingNumber(row.tracking_typed or "", row.tracking_number or ""),
                {line.item_id: line.quantity for line in row.line_ids},
                further=True,
            )
            for row in asked
            if any(same_number(row.tracking_number, one.cleaned) for one in fresh)
        ]

    def _distribute(self, picking, items, numbers):
        """Which units go with which number: ``[(number, {item: units}, further)]``.

        By package, if there are as many packages as numbers. Nobody knows otherwise:
        then each number gets a unit, and the first one all the rest. More numbers than
        units are several boxes of one thing: eBay is told them all.
        """
        contents = self.component(usage="picking.contents")
        packed = len(numbers) > 1 and contents.units_by_package(picking, items)
        if packed and len(packed) == len(numbers):
            return [
                (number, units, False)
                for number, units in zip(numbers, packed, strict=True)
            ]
        units = [item for item, count in items.items() for _unit in range(count)]
        first = max(1, len(units) - len(numbers) + 1)
        shares = [units[:first], *([item] for item in units[first:])]
        missing = len(numbers) - len(shares)
        shares += [units[-1:]] * missing
        return [
            (
                number,
                {item: share.count(item) for item in dict.fromkeys(share)},
                position >= len(numbers) - missing,
            )
            for position, (number, share) in enumerate(
                zip(numbers, shares, strict=True)
            )
        ]

    @staticmethod
    def _keyed(order, shared, taken=(), further=False):
        """Parcels with their keys; for eBay's hub, one for each item.

        eBay refuses several items of its international programs in one call (34300).
        """
        parcels = []
        taken = set(taken)
        for number, units, extra in shared:
            parts = [units]
            if order.delivery_kind == "hub":
                parts = [{item: count} for item, count in units.items()]
            for part in parts:
                key = number.cleaned.upper() or number.typed
                if len(parts) > 1:
                    key = f"{key}/{next(iter(part)).external_id}"
                base, copy = key, 2
                while key in taken:
                    key, copy = f"{base}#{copy}", copy + 1
                taken.add(key)
                parcels.append(PlannedParcel(key, number, part, further or extra))
        return parcels

    # === ROWS ===

    def _write(self, picking, order, parcel, rows, problems):
        """Create or bring up to date the row of a parcel, unless eBay may have it."""
        row = rows.filtered(lambda one: one.key == parcel.key and one.order_id == order)
        if row.state in TOUCHED:
            return row
        code, mapped = self.env["ebay.carrier.mapping"]._find_code(
            picking.carrier_id, order.marketplace_id or self.backend.marketplace_id
        )
        values = {
            "backend_id": self.backend.id,
            "odoo_id": picking.id,
            "order_id": order.id,
            "key": parcel.key,
            "tracking_typed": parcel.number.typed,
            "tracking_number": parcel.number.cleaned,
            "carrier_code": parcel.number.cleaned and code,
            "carrier_mapped": mapped,
            "further": parcel.further,
            "shipped_at": picking.date_done,
            "ship_by": order.ship_by,
            "line_ids": [
                Command.clear(),
                *(
                    Command.create({"item_id": item.id, "quantity": units})
                    for item, units in parcel.units.items()
                ),
            ],
        }
        state, note = self._decide(picking, order, parcel, row, problems)
        values.update(state=state, note=note)
        if state in ("failed", "stopped") and row.state != state:
            order._ebay_schedule_activity(
                "shipment", self.env._("Shipment not on eBay"), note
            )
        if row:
            row.write(values)
        else:
            row = row.create(values)
        if state == "test":
            _logger.info(
                "eBay backend %s, test mode, not sent: %s", self.backend.id, row._told()
            )
        return row

    def _decide(self, picking, order, parcel, row, problems):
        """State and note of a row that eBay does not have."""
        reason = order._stop_reason()
        if reason and not row.forced:
            return "stopped", self.env._(
                "%(reason)s Goods have left with %(delivery)s: get them back. If eBay "
                "should be told nevertheless, use 'Send to eBay Again'.",
                reason=reason,
                delivery=picking.name,
            )
        problem = " ".join(problems) or self._number_problem(order, picking, parcel)
        if problem:
            return "failed", problem
        needs_number = order.delivery_kind != "pickup"
        if not parcel.number.cleaned and needs_number:
            if not self.backend.ship_without_tracking:
                return "waiting", False
        if self.backend.test_mode:
            return "test", False
        return "to_send", False

    def _number_problem(self, order, picking, parcel):
        """One sentence on a number that eBay would refuse, or that must be wrong."""
        typed, cleaned = parcel.number.typed, parcel.number.cleaned
        if typed and not cleaned:
            return self.env._(
                "'%s' has no letter or digit, so it is no tracking number.", typed
            )
        if len(cleaned) > LONGEST:
            return self.env._(
                "Tracking number %(number)s has %(length)s characters, and %(most)s "
                "are the most.",
                number=cleaned,
                length=len(cleaned),
                most=LONGEST,
            )
        other = self._used_elsewhere(order, picking, cleaned)
        if other:
            return self.env._(
                "Tracking number %(number)s belongs to order %(order)s of another "
                "buyer, delivery %(delivery)s.",
                number=cleaned,
                order=other.order_id.external_id,
                delivery=other.odoo_id.name,
            )
        return ""

    def _used_elsewhere(self, order, picking, number):
        """A fulfilment of another buyer with this number; one parcel of a buyer may
        have goods of several orders."""
        if not number:
            return self.env["ebay.stock.picking"]
        rows = self.env["ebay.stock.picking"].search(
            [
                ("backend_id", "=", self.backend.id),
                ("tracking_number", "=", number),
                ("order_id", "!=", order.id),
                ("odoo_id", "!=", picking.id),
                ("state", "in", ("to_send", "sending", "done")),
            ]
        )
        return rows.filtered(
            lambda row: not order.buyer_id or row.order_id.buyer_id != order.buyer_id
        )[:1]
