# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from odoo.addons.connector_ebay.tools.stored_text import (
    StoredText,
    dump_text,
    render_text,
)

from ..tools.shipments import SENT_STATES, SHIPMENT_STATES, UNSENT_STATES
from ..tools.tracking import contains_number

#: Key of a shipment that is not planned yet.
ANNOUNCED_KEY = "-"

#: Seconds between a change of a delivery and its job: carriers write their number a
#: moment after the delivery is done, so that both changes are one job.
EXPORT_DELAY = 1


class EbayStockPicking(models.Model):
    """A shipment: one parcel of a delivery, for one eBay order.

    The record is the intent as well as the result: it is committed before eBay is
    called, and has no ``external_id`` until eBay has answered. That is eBay's
    ``fulfillmentId``, which eBay derives from the tracking number. The id therefore
    repeats if one parcel contains two orders, and is 999 for every parcel without a
    number. A repeated id gets the record's own id appended; ``fulfillment_ref`` always
    has eBay's id as it is.
    """

    _name = "ebay.stock.picking"
    _inherit = "ebay.binding"
    _description = "eBay Shipment"
    _order = "id desc"
    _rec_name = "key"
    _rec_names_search = ["tracking_number", "order_id.external_id", "odoo_id.name"]

    external_id = fields.Char(required=False)
    odoo_id = fields.Many2one(
        "stock.picking",
        string="Delivery",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    order_id = fields.Many2one(
        "ebay.sale.order",
        string="eBay Order",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    key = fields.Char(
        string="Parcel",
        required=True,
        readonly=True,
        help="Identifies the parcel within the delivery: its tracking number, if it "
        "has one.",
    )
    state = fields.Selection(
        SHIPMENT_STATES, required=True, default="to_send", readonly=True, index=True
    )
    note_text = fields.Json(readonly=True, help="What to do, in any language.")
    note = fields.Text(string="What To Do", compute="_compute_note")
    line_ids = fields.One2many("ebay.stock.picking.line", "shipment_id")
    tracking_typed = fields.Char(
        string="Number as Typed",
        readonly=True,
        help="The tracking number as entered on the delivery.",
    )
    tracking_number = fields.Char(
        readonly=True,
        index="btree_not_null",
        help="Letters and digits only, because eBay accepts nothing else.",
    )
    carrier_code = fields.Char(string="eBay Carrier Code", readonly=True)
    carrier_mapped = fields.Boolean(
        readonly=True,
        help="Off: the carrier is not in the carrier mapping, and eBay gets its name.",
    )
    is_additional = fields.Boolean(
        string="Additional Number",
        readonly=True,
        help="Sends one more tracking number for units of another shipment.",
    )
    adopted = fields.Boolean(
        string="Shipped Elsewhere",
        readonly=True,
        help="Seller Hub or another program marked it as shipped before Odoo did.",
    )
    marked_by_id = fields.Many2one(
        "res.users",
        string="Marked by Hand",
        readonly=True,
        help="Said that eBay has this shipment, for example from Seller Hub.",
    )
    is_forced = fields.Boolean(
        string="Send Despite Cancellation",
        readonly=True,
        help="A user decided to send it although the order is cancelled or refunded.",
    )
    fulfillment_ref = fields.Char(string="eBay's Fulfillment ID", readonly=True)
    partner_id = fields.Many2one(related="odoo_id.partner_id", string="Ship To")
    carrier_id = fields.Many2one(related="odoo_id.carrier_id")
    items = fields.Char(compute="_compute_items")
    is_overdue = fields.Boolean(
        compute="_compute_is_overdue",
        help="eBay does not have it, and the ship-by date has passed.",
    )
    ebay_tracking_number = fields.Char(string="Number on eBay", readonly=True)
    shipped_at = fields.Datetime(
        string="Validated",
        readonly=True,
        help="When the delivery was validated in Odoo.",
    )
    sent_at = fields.Datetime(readonly=True, help="When eBay was last called.")
    done_at = fields.Datetime(string="On eBay Since", readonly=True)
    ship_by = fields.Datetime(
        readonly=True, help="The date by which eBay expects the shipment."
    )
    is_late = fields.Boolean(
        string="Shipped Late",
        compute="_compute_figures",
        store=True,
        help="The delivery was validated after eBay's ship-by date.",
    )
    summary = fields.Char(
        string="Sent to eBay",
        compute="_compute_summary",
        help="Order, units by order line, carrier and tracking number.",
    )
    seconds_to_ebay = fields.Float(
        string="Seconds to eBay",
        compute="_compute_figures",
        store=True,
        aggregator="avg",
        help="Seconds from the validation of the delivery to eBay's answer.",
    )
    marketplace_id = fields.Many2one(
        related="order_id.marketplace_id", store=True, readonly=True
    )
    url = fields.Char(related="order_id.url", string="On eBay")

    # Prevents two intents for one parcel.
    _parcel_uniq = models.UniqueIndex(
        "(odoo_id, order_id, key)", "This parcel already has a shipment."
    )

    @api.depends("ship_by", "shipped_at", "done_at")
    def _compute_figures(self):
        for shipment in self:
            ship_by, shipped_at = shipment.ship_by, shipment.shipped_at
            shipment.is_late = bool(ship_by and shipped_at and shipped_at > ship_by)
            seconds = 0.0
            if shipment.done_at and shipped_at:
                seconds = (shipment.done_at - shipped_at).total_seconds()
            shipment.seconds_to_ebay = max(0.0, seconds)

    @api.depends("order_id", "line_ids", "tracking_number", "carrier_code")
    def _compute_summary(self):
        for shipment in self:
            units = ", ".join(
                f"{line.quantity - line.adopted_quantity} x "
                f"{line.order_line_id.external_id}"
                for line in shipment.line_ids
            )
            parcel = " ".join(
                filter(None, (shipment.carrier_code, shipment.tracking_number))
            )
            order = shipment.order_id.external_id
            shipment.summary = f"{order}: {units}; {parcel or '-'}"

    @api.depends("line_ids.quantity", "line_ids.order_line_id.title")
    def _compute_items(self):
        for shipment in self:
            # Items of an order are for those who see sales; the warehouse ships them.
            shipment.items = ", ".join(
                f"{line.quantity} × {line.order_line_id.title}"
                for line in shipment.sudo().line_ids
            )

    @api.depends("ship_by", "state")
    def _compute_is_overdue(self):
        now = fields.Datetime.now()
        for shipment in self:
            shipment.is_overdue = bool(
                shipment.state in UNSENT_STATES
                and shipment.ship_by
                and shipment.ship_by < now
            )

    @api.depends("key", "order_id")
    def _compute_display_name(self):
        for shipment in self:
            shipment.display_name = f"{shipment.order_id.external_id}: " + (
                shipment.tracking_number or self.env._("without number")
            )

    def _numbers_not_on_ebay(self, numbers):
        """Return those of the tracking numbers that eBay does not have from these."""
        on_ebay = [
            shipment.ebay_tracking_number
            if shipment.state == "done"
            else shipment.tracking_number
            for shipment in self
            if shipment.state in SENT_STATES
        ]
        return [
            number for number in numbers if not contains_number(on_ebay, number.cleaned)
        ]

    @api.model
    def _create_announced(self, pickings):
        """Create a shipment without contents for each order in new deliveries.

        The job that plans the delivery replaces them.
        """
        rows = []
        for picking in pickings - pickings.filtered("ebay_bind_ids"):
            orders = picking._ebay_moves_to_buyer().sale_line_id.order_id.ebay_bind_ids
            for order in orders.sorted("id"):
                backend = order.backend_id
                is_ready = picking.carrier_tracking_ref or (
                    backend.ship_without_tracking or order.delivery_kind == "pickup"
                )
                rows.append(
                    {
                        "backend_id": backend.id,
                        "odoo_id": picking.id,
                        "order_id": order.id,
                        "key": ANNOUNCED_KEY,
                        "state": "to_send" if is_ready else "waiting",
                        "shipped_at": picking.date_done,
                        "ship_by": order.ship_by,
                    }
                )
        return self.create(rows)

    def _is_announced(self):
        """Return whether this is to be replaced by what the job plans."""
        return self.key == ANNOUNCED_KEY and self.state not in SENT_STATES

    @api.depends("note_text")
    @api.depends_context("lang", "tz")
    def _compute_note(self):
        for shipment in self:
            note = render_text(shipment.env, shipment.note_text)
            shipment.note = note or False

    # === STATES ===

    def _mark_sending(self):
        """Record that eBay is called now; return False if this is not to be sent."""
        if self.state != "to_send":
            return False
        self.write({"state": "sending", "sent_at": fields.Datetime.now()})
        return True

    def _mark_to_send(self, carrier_code=None):
        """Record that eBay does not have this, and with which carrier to send it."""
        self.write({"state": "to_send", "note_text": False})
        if carrier_code:
            self.write({"carrier_code": carrier_code, "carrier_mapped": True})

    def _mark_failed(self, note):
        """Record that eBay refused this, and why; a person has to correct it."""
        self._mark_blocked("failed", note)

    def _mark_stopped(self, reason):
        """Record that this must not be sent any more, and why."""
        self._mark_blocked("stopped", self.odoo_id._ebay_stop_note(reason))

    def _mark_blocked(self, state, note):
        self.write({"state": state, "note_text": dump_text(note)})
        self.odoo_id._ebay_tell_warehouse(note)

    def _mark_done(self, result):
        """Record the fulfillment that eBay has for this shipment.

        :param result: a :class:`ShipmentResult`
        """
        now = fields.Datetime.now()
        self.write(
            {
                "state": "done",
                "note_text": False,
                "external_id": self._unique_external_id(result.fulfillment_id),
                "fulfillment_ref": result.fulfillment_id,
                "ebay_tracking_number": result.tracking_number,
                "adopted": result.adopted,
                "done_at": now,
                "sync_date": now,
            }
        )
        self.odoo_id._ebay_close_solved()

    def _mark_done_by_hand(self):
        """Record that a person says that eBay has these shipments."""
        self.write(
            {
                "state": "done",
                "note_text": False,
                "adopted": True,
                "marked_by_id": self.env.uid,
                "ebay_tracking_number": False,
                "done_at": fields.Datetime.now(),
            }
        )

    def _unique_external_id(self, fulfillment_id):
        """Return eBay's id, with this record's own id appended if it is in use.

        Without a tracking number eBay's id is always the same, so that two workers
        could use it at the same time.
        """
        domain = [
            ("backend_id", "=", self.backend_id.id),
            ("external_id", "=", fulfillment_id),
            ("id", "!=", self.id),
        ]
        if not self.tracking_number or self.search_count(domain, limit=1):
            return f"{fulfillment_id}-{self.id}"
        return fulfillment_id

    # === JOBS ===

    @api.model
    def _enqueue_picking(self, backend, picking, delay=EXPORT_DELAY):
        """Enqueue the export of one delivery's shipments."""
        return self._ebay_delay(
            "export",
            f"fulfillment:{picking.id}",
            backend=backend,
            eta=delay,
            description=StoredText._("Send delivery %s to eBay", picking.name),
        ).export_picking(backend, picking)

    @api.private
    def export_picking(self, backend, picking):
        """Send the shipments of a delivery to eBay"""
        with self._ebay_work(backend) as work:
            return work.component(usage="record.exporter").run(picking)

    @api.private
    def export_missing(self, backend):
        """Find deliveries that are not on eBay and enqueue them"""
        with self._ebay_work(backend) as work:
            result = work.component(usage="batch.exporter").run()
            self.env["ebay.flow"]._record_success(backend, "fulfillments", result)
            return result

    # === SCREENS ===

    @api.model
    def get_empty_list_help(self, help_message):
        """Say how many orders are not shipped where nothing waits to be sent."""
        if self.env.context.get("ebay_empty") != "to_send":
            return super().get_empty_list_help(help_message)
        pickings = self.env["stock.picking"]
        if not pickings.has_access("read"):
            return help_message
        count = pickings.search_count([("ebay_is_open", "=", True)])
        return help_message + pickings._ebay_open_sentence(count)

    # === BUTTONS ===

    def action_send_again(self):
        """Send these deliveries again, except what eBay has already."""
        self.check_access("read")
        return self.odoo_id.action_ebay_send_again()

    def action_open_on_ebay(self):
        """Open the order in eBay's Seller Hub."""
        self.check_access("read")
        self.ensure_one()
        return self.order_id.sudo().action_open_on_ebay()

    def action_solve(self):
        """Open the dialog that corrects the delivery and sends it again."""
        self.check_access("read")
        self.ensure_one()
        return self.odoo_id.action_ebay_ship_dialog()

    def action_open_picking(self):
        """Open the delivery."""
        self.check_access("read")
        self.ensure_one()
        return self.odoo_id.get_formview_action()
