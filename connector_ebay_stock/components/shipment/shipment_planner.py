# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import logging

from odoo.fields import Command
from odoo.models import BaseModel

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.tools.stored_text import StoredText, dump_text

from ...tools.shipments import (
    BLOCKED_STATES,
    SENT_STATES,
    PlannedShipment,
    distribute,
    make_keys_unique,
    split_by_line,
)
from ...tools.tracking import (
    MAX_LENGTH,
    NO_TRACKING_NUMBER,
    TrackingNumber,
    TrackingProblem,
    contains_number,
    split_numbers,
)
from .delivery_contents import OrderContents, read_contents, units_by_package

_logger = logging.getLogger(__name__)


class EbayShipmentPlanner(Component):
    """Create, update and delete the shipments of a delivery before they are sent.

    A shipment that eBay has or may have is never changed: the rest of the delivery is
    planned around it, so that planning twice changes nothing.
    """

    _name = "ebay.shipment.planner"
    _inherit = "ebay.base"
    _apply_on = "ebay.stock.picking"
    _usage = "shipment.planner"

    def plan(self, picking: BaseModel) -> None:
        """Make the unsent shipments of a delivery match what it contains now."""
        numbers = split_numbers(picking.carrier_tracking_ref)
        shipments = picking._ebay_shipments(self.backend)
        announced = shipments.filtered(lambda one: one._is_announced())
        announced.unlink()
        shipments -= announced
        unsent = shipments.filtered(lambda one: one.state not in SENT_STATES)
        kept = shipments.browse()
        for order, contents in read_contents(picking, self.backend).items():
            of_order = shipments & order.shipment_ids
            planned = self._plan_order(picking, order, contents, numbers, of_order)
            for one in planned:
                kept |= self._write(picking, order, one, of_order, contents.problems)
        (unsent - kept).unlink()

    def plan_additional(self, picking: BaseModel) -> None:
        """Create shipments for numbers entered after the goods were sent to eBay."""
        numbers = picking._ebay_numbers_not_on_ebay()
        shipments = picking._ebay_shipments(self.backend)
        for order, contents in read_contents(picking, self.backend).items():
            if not contents.units:
                continue
            of_order = shipments & order.shipment_ids
            planned = self._distribute(
                picking, order, contents.units, numbers, of_order
            )
            for one in planned:
                one.is_additional = True
                self._write(picking, order, one, of_order, [])

    # === SHIPMENTS OF ONE ORDER ===

    def _plan_order(
        self,
        picking: BaseModel,
        order: BaseModel,
        contents: OrderContents,
        numbers: list[TrackingNumber],
        shipments: BaseModel,
    ) -> list[PlannedShipment]:
        """Return the shipments that the delivery still needs for an order.

        :param shipments: those that exist for the delivery and the order
        """
        sent = shipments.filtered(lambda one: one.state in SENT_STATES)
        unused = sent._numbers_not_on_ebay(numbers)
        missing = self._missing_units(contents.units, sent)
        if missing:
            usable = unused or numbers[-1:] or [NO_TRACKING_NUMBER]
            return self._distribute(picking, order, missing, usable, sent)
        planned = [
            PlannedShipment(
                one.key,
                TrackingNumber(one.tracking_typed or "", one.tracking_number or ""),
                {line.order_line_id: line.quantity for line in one.line_ids},
                is_additional=True,
            )
            for one in (shipments - sent).filtered("is_additional")
            if contains_number(
                [number.cleaned for number in unused], one.tracking_number
            )
        ]
        if contents.problems and not planned and not shipments:
            # A shipment without units, to show the problems.
            return [PlannedShipment("", (numbers or [NO_TRACKING_NUMBER])[0])]
        return planned

    @staticmethod
    def _missing_units(
        units: dict[BaseModel, int], sent: BaseModel
    ) -> dict[BaseModel, int]:
        """Return the units by order line that no sent shipment contains."""
        missing = dict(units)
        for line in sent.filtered(lambda one: not one.is_additional).line_ids:
            missing[line.order_line_id] = (
                missing.get(line.order_line_id, 0) - line.quantity
            )
        return {line: count for line, count in missing.items() if count > 0}

    def _distribute(
        self,
        picking: BaseModel,
        order: BaseModel,
        units: dict[BaseModel, int],
        numbers: list[TrackingNumber],
        existing: BaseModel,
    ) -> list[PlannedShipment]:
        """Return units distributed over tracking numbers.

        :param existing: shipments whose keys are in use
        """
        packages = units_by_package(picking, units) if len(numbers) > 1 else []
        planned = distribute(units, numbers, packages)
        if order.delivery_kind == "hub":
            planned = split_by_line(planned)
        make_keys_unique(planned, existing.mapped("key"))
        return planned

    # === WRITE ===

    def _write(
        self,
        picking: BaseModel,
        order: BaseModel,
        planned: PlannedShipment,
        shipments: BaseModel,
        problems: list[str],
    ) -> BaseModel:
        """Create or update a shipment, unless eBay may have it; return it."""
        shipment = shipments.filtered(lambda one: one.key == planned.key)
        if shipment.state in SENT_STATES:
            return shipment
        state, note = self._decide(picking, order, planned, shipment, problems)
        if state in BLOCKED_STATES and shipment.state != state:
            picking._ebay_tell_warehouse(note)
        values = {
            **self._values(picking, order, planned),
            "state": state,
            "note_text": dump_text(note),
        }
        if shipment:
            shipment.write(values)
        else:
            shipment = shipment.create(values)
        if state == "test":
            _logger.info(
                "eBay backend %s: shipment not sent in test mode: %s",
                self.backend.id,
                shipment.summary,
            )
        return shipment

    def _values(
        self, picking: BaseModel, order: BaseModel, planned: PlannedShipment
    ) -> dict:
        """Return the values of a shipment, without its state."""
        code, mapped = self.env["ebay.carrier.mapping"]._find_code(
            picking.carrier_id, order.marketplace_id or self.backend.marketplace_id
        )
        return {
            "backend_id": self.backend.id,
            "odoo_id": picking.id,
            "order_id": order.id,
            "key": planned.key,
            "tracking_typed": planned.number.typed,
            "tracking_number": planned.number.cleaned,
            "carrier_code": planned.number.cleaned and code,
            "carrier_mapped": mapped,
            "is_additional": planned.is_additional,
            "shipped_at": picking.date_done,
            "ship_by": order.ship_by,
            "line_ids": [
                Command.clear(),
                *(
                    Command.create({"order_line_id": line.id, "quantity": count})
                    for line, count in planned.units.items()
                ),
            ],
        }

    # === STATE ===

    def _decide(
        self,
        picking: BaseModel,
        order: BaseModel,
        planned: PlannedShipment,
        shipment: BaseModel,
        problems: list[str],
    ) -> tuple[str, str | bool]:
        """Return the state and the note of a shipment that eBay does not have."""
        reason = order._stop_reason()
        if reason and not shipment.is_forced:
            return "stopped", picking._ebay_stop_note(reason)
        problem = StoredText.joined(" ", problems)
        problem = problem or self._number_problem(picking, order, planned)
        if problem:
            return "failed", problem
        needs_number = (
            order.delivery_kind != "pickup" and not self.backend.ship_without_tracking
        )
        if needs_number and not planned.number.cleaned:
            return "waiting", False
        return ("test" if self.backend.test_mode else "to_send"), False

    def _number_problem(
        self, picking: BaseModel, order: BaseModel, planned: PlannedShipment
    ) -> str:
        """Return a sentence if eBay would refuse the number or it must be wrong."""
        cleaned = planned.number.cleaned
        if planned.number.problem:
            return self._problem_note(planned.number)
        if len(cleaned) > MAX_LENGTH:
            return StoredText._(
                "Tracking number %(number)s has %(length)s characters. The maximum is "
                "%(maximum)s.",
                number=cleaned,
                length=len(cleaned),
                maximum=MAX_LENGTH,
            )
        other = self._shipment_of_other_buyer(picking, order, cleaned)
        if other:
            return StoredText._(
                "Tracking number %(number)s belongs to order %(order)s of another "
                "buyer, delivery %(delivery)s.",
                number=cleaned,
                order=other.order_id.external_id,
                delivery=other.odoo_id.name,
            )
        return ""

    def _problem_note(self, number: TrackingNumber) -> str:
        """Return a sentence about a text that is no tracking number."""
        typed = number.typed
        if number.problem is TrackingProblem.LINK:
            return StoredText._(
                "'%s' is a link: enter only the tracking number on the delivery.", typed
            )
        if number.problem is TrackingProblem.SEVERAL:
            return StoredText._(
                "'%s' is not one tracking number: enter it without additions, and "
                "several numbers with a comma between them.",
                typed,
            )
        return StoredText._(
            "'%s' is not a tracking number: enter only its letters and digits on the "
            "delivery.",
            typed,
        )

    def _shipment_of_other_buyer(
        self, picking: BaseModel, order: BaseModel, number: str
    ) -> BaseModel:
        """Return a shipment of another buyer with this number, if there is one.

        A parcel may contain several orders of one buyer.
        """
        if not number:
            return self.model.browse()
        shipments = self.model.search(
            [
                ("backend_id", "=", self.backend.id),
                ("tracking_number", "=", number),
                ("order_id", "!=", order.id),
                ("odoo_id", "!=", picking.id),
                ("state", "in", ("to_send", *SENT_STATES)),
            ]
        )
        return shipments.filtered(
            lambda one: not order.buyer_id or one.order_id.buyer_id != order.buyer_id
        )[:1]
