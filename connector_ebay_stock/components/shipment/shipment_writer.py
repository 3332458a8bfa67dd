# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import dataclass
from datetime import UTC, datetime

from odoo import fields

from odoo.addons.component.core import Component

from ...models.ebay_carrier_mapping import OTHER


@dataclass(frozen=True)
class Parcel:
    """What eBay is told, in plain values: it outlives the transaction it was read in.

    ``shipped_at`` is aware, or none for "now".
    """

    row_id: int
    order_id: str
    quantities: dict
    shipped_at: datetime | None
    carrier_code: str
    tracking_number: str
    carrier_mapped: bool


class EbayShipmentWriter(Component):
    """Keeps what became of each fulfilment.

    Each of these methods is one transaction of its own: see the exporter.
    """

    _name = "ebay.shipment.writer"
    _inherit = "ebay.base"
    _apply_on = "ebay.stock.picking"
    _usage = "shipment.writer"

    def begin(self, row_id):
        """The intent: from here on eBay may have it. None if it is not to be sent."""
        row = self.model.browse(row_id).exists()
        if row.state != "to_send":
            return None
        row.write({"state": "sending", "sent_at": fields.Datetime.now()})
        numbered = bool(row.tracking_number)
        return Parcel(
            row_id=row.id,
            order_id=row.order_id.external_id,
            quantities={
                line.item_id.external_id: line.quantity - line.elsewhere_quantity
                for line in row.line_ids
                if line.quantity > line.elsewhere_quantity
            },
            shipped_at=self._shipped_at(row),
            carrier_code=row.carrier_code if numbered else "",
            tracking_number=row.tracking_number or "",
            carrier_mapped=row.carrier_mapped or row.carrier_code == OTHER,
        )

    def _shipped_at(self, row):
        """eBay refuses a date before the order's or in its own future (32500)."""
        moment = row.shipped_at
        if not moment or moment >= self.backend._ebay_now():
            return None
        if row.order_id.ordered_at and moment <= row.order_id.ordered_at:
            return None
        return moment.replace(tzinfo=UTC)

    def release(self, row_id, carrier_code=None):
        """eBay has certainly not got it: send it again, as another carrier's maybe."""
        values = {"state": "to_send"}
        if carrier_code:
            values.update(carrier_code=carrier_code, carrier_mapped=True)
        self.model.browse(row_id).write(values)

    def note(self, row_id, words):
        """Nobody knows whether eBay has got it; the next try finds out."""
        self.model.browse(row_id).note = words

    def refuse(self, row_id, words):
        """eBay said no: a person has to change something."""
        row = self.model.browse(row_id)
        row.write({"state": "failed", "note": words})
        row.order_id._ebay_schedule_activity(
            "shipment", self.env._("Shipment not on eBay"), words
        )

    def finish(self, row_id, fulfillment_id, number=None, adopted=False):
        """eBay has it.

        :param number: that eBay shows; the row's own if not given
        :param adopted: somebody else told eBay
        """
        row = self.model.browse(row_id)
        now = fields.Datetime.now()
        row.write(
            {
                "state": "done",
                "note": False,
                "external_id": self._free_id(row, fulfillment_id),
                "fulfillment_ref": fulfillment_id,
                "ebay_tracking_number": row.tracking_number
                if number is None
                else number,
                "adopted": adopted,
                "done_at": now,
                "sync_date": now,
            }
        )
        rest = row.order_id.fulfillment_ids.filtered(
            lambda one: one.state in ("failed", "stopped")
        )
        if not rest:
            row.order_id._ebay_close_activities("shipment")

    def _free_id(self, row, fulfillment_id):
        """eBay's id; with the row's behind it where eBay gave it to another as well.

        Without a number it always does; two workers would meet there.
        """
        if not row.tracking_number:
            return f"{fulfillment_id}-{row.id}"
        taken = self.model.search_count(
            [
                ("backend_id", "=", self.backend.id),
                ("external_id", "=", fulfillment_id),
                ("id", "!=", row.id),
            ],
            limit=1,
        )
        return f"{fulfillment_id}-{row.id}" if taken else fulfillment_id
