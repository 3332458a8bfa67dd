# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import logging

from odoo import fields
from odoo.exceptions import UserError
from odoo.models import BaseModel

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.exceptions import EbayRefused
from odoo.addons.queue_job.exception import RetryableJobError

from ...tools.shipments import SENT_STATES

_logger = logging.getLogger(__name__)


class EbayDeliveryTrimmer(Component):
    """Know what Odoo has shipped itself, and take what others shipped off the stock."""

    _inherit = "ebay.delivery.trimmer"

    def _sent_from_odoo(self, items: BaseModel) -> BaseModel:
        """Return the items of which Odoo has sent a shipment to eBay."""
        lines = self.env["ebay.stock.picking.line"].search(
            [
                ("order_line_id", "in", items.ids),
                ("shipment_id.state", "in", SENT_STATES),
                ("shipment_id.adopted", "=", False),
            ]
        )
        return lines.order_line_id

    def _units(self, item: BaseModel, reason: str) -> int:
        """Return the units; read from eBay how many of several were shipped.

        eBay calls an item shipped after its first unit.
        """
        units = super()._units(item, reason)
        if reason != "shipped" or units == 1:
            return units
        adapter = self.component(
            usage="backend.adapter", model_name="ebay.stock.picking"
        )
        try:
            fulfillments = adapter.read_fulfillments(item.order_id.external_id)
        except (EbayRefused, RetryableJobError) as error:
            _logger.info(
                "eBay backend %s: flow orders, shipped units could not be read: %s",
                self.backend.id,
                type(error).__name__,
            )
            return units
        shipped = sum(
            line.get("quantity", 1)
            for fulfillment in fulfillments
            for line in fulfillment.get("lineItems") or ()
            if line["lineItemId"] == item.external_id
        )
        return min(shipped, units) or units

    def _take_off(self, item: BaseModel, reason: str, first_seen: bool) -> None:
        """Deliver in Odoo what was shipped in Seller Hub, so that the stock is right.

        Where that is not possible, and where the stock was counted after the shipment,
        the moves are cancelled.
        """
        if reason == "shipped" and not first_seen and self._deliver(item):
            return None
        return super()._take_off(item, reason, first_seen)

    def _deliver(self, item: BaseModel) -> bool:
        """Set the moves of an item to done, without carrier and label.

        :return: False if a person is needed, for lots or another step before
        """
        moves = self._open_moves(item)
        pickings = moves.picking_id
        if any(
            move.location_dest_id.usage != "customer"
            or move.state not in ("confirmed", "partially_available", "assigned")
            or move.has_tracking != "none"
            for move in moves
        ):
            return False
        share = self._units(item, "shipped") / item.quantity
        try:
            with self.env.cr.savepoint():
                for move in moves:
                    move.quantity = move.product_uom_qty * share
                    move.picked = True
                # Of the moves, not of the delivery: that would buy a label.
                moves._action_done()
        except UserError:
            self.env.invalidate_all()
            return False
        done = pickings.filtered(lambda picking: picking.state == "done")
        done.write({"date_done": fields.Datetime.now()})
        done._ebay_enqueue()
        return True
