# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.shipments import SENT_STATES, SHIPMENT_STATES, combined_state
from ..tools.tracking import split_numbers

#: Fields whose changes are sent to eBay.
EXPORTED_FIELDS = {"carrier_tracking_ref", "carrier_id"}


class StockPicking(models.Model):
    """Send deliveries of eBay orders to eBay when they are done."""

    _inherit = "stock.picking"

    ebay_bind_ids = fields.One2many("ebay.stock.picking", "odoo_id", readonly=True)
    ebay_order_id = fields.Many2one(
        "ebay.sale.order", string="eBay Order", compute="_compute_ebay_order"
    )
    ebay_ship_by = fields.Datetime(string="Ship By", compute="_compute_ebay_order")
    ebay_ship_to_reference = fields.Char(
        compute="_compute_ebay_order",
        help="eBay's shipping hub identifies the buyer by it: print it on the label, "
        "above the street.",
    )
    ebay_is_late = fields.Boolean(
        string="Late for eBay",
        compute="_compute_ebay_is_late",
        search="_search_ebay_is_late",
    )
    ebay_shipment_state = fields.Selection(
        SHIPMENT_STATES,
        string="Shipped on eBay",
        compute="_compute_ebay_shipment",
    )
    ebay_shipment_note = fields.Text(
        string="What To Do", compute="_compute_ebay_shipment"
    )
    ebay_number_difference = fields.Char(
        string="Number Differs", compute="_compute_ebay_shipment"
    )

    @api.depends("move_ids.sale_line_id.order_id.ebay_bind_ids")
    def _compute_ebay_order(self):
        for picking in self:
            orders = picking.sudo()._ebay_orders()
            picking.ebay_order_id = orders[:1]
            picking.ebay_ship_by = min(
                (order.ship_by for order in orders if order.ship_by), default=False
            )
            picking.ebay_ship_to_reference = (
                ", ".join(filter(None, orders.mapped("ship_to_reference"))) or False
            )

    @api.depends("ebay_ship_by", "state", "ebay_bind_ids.state")
    def _compute_ebay_is_late(self):
        now = fields.Datetime.now()
        for picking in self:
            picking.ebay_is_late = bool(
                picking.ebay_ship_by
                and picking.ebay_ship_by < now
                and picking.state != "cancel"
                and picking._ships_to_customer()
                and picking.sudo().ebay_shipment_state not in ("done", "stopped")
            )

    def _search_ebay_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        orders = "move_ids.sale_line_id.order_id.ebay_bind_ids"
        late = [
            (f"{orders}.ship_by", "<", fields.Datetime.now()),
            (f"{orders}.fulfillment_state", "!=", "FULFILLED"),
            (f"{orders}.import_state", "=", "imported"),
            ("location_dest_id.usage", "=", "customer"),
            ("state", "!=", "cancel"),
            ("ebay_bind_ids", "not any", [("state", "in", ("done", "stopped"))]),
        ]
        return late if True in value else ["!", *["&"] * (len(late) - 1), *late]

    @api.depends("ebay_bind_ids.state", "carrier_tracking_ref", "state")
    def _compute_ebay_shipment(self):
        for picking in self:
            shipments = picking.sudo().ebay_bind_ids
            state = combined_state(shipments.mapped("state"))
            if not state and picking.state == "done" and picking.ebay_order_id:
                state = "to_send" if picking._ships_to_customer() else False
            picking.ebay_shipment_state = state
            notes = dict.fromkeys(filter(None, shipments.mapped("note")))
            picking.ebay_shipment_note = "\n".join(notes) or False
            picking.ebay_number_difference = picking._ebay_number_difference()

    def _ebay_number_difference(self):
        """Return a sentence if eBay shows other numbers than this delivery has."""
        self.ensure_one()
        shipments = self.sudo().ebay_bind_ids
        missing = self._ebay_numbers_not_on_ebay()
        if not missing or shipments.filtered(
            lambda shipment: shipment.state not in SENT_STATES
        ):
            return False
        shown = ", ".join(filter(None, shipments.mapped("ebay_tracking_number")))
        return self.env._(
            "eBay shows %(ebay)s, this delivery has %(odoo)s. eBay cannot change a "
            "number: 'Send to eBay Again' adds this one.",
            ebay=shown or self.env._("no number"),
            odoo=", ".join(number.typed for number in missing),
        )

    def _ebay_numbers_not_on_ebay(self):
        """Return this delivery's numbers that eBay lacks, if it has a shipment."""
        self.ensure_one()
        shipments = self.sudo().ebay_bind_ids
        if not shipments.filtered(lambda shipment: shipment.state in SENT_STATES):
            return []
        return shipments._numbers_not_on_ebay(split_numbers(self.carrier_tracking_ref))

    def _ebay_stop_note(self, reason):
        """Return the note of a shipment that must not be sent for a reason."""
        self.ensure_one()
        return self.env._(
            "%(reason)s The goods have left with %(delivery)s: get them back. To send "
            "the shipment to eBay anyway, use 'Send to eBay Again'.",
            reason=reason,
            delivery=self.name,
        )

    # === EXPORT ===

    def _action_done(self):
        result = super()._action_done()
        self._ebay_enqueue()
        return result

    def write(self, vals):
        result = super().write(vals)
        if EXPORTED_FIELDS & vals.keys():
            self._ebay_enqueue()
        return result

    def _ebay_enqueue(self, **options):
        """Enqueue a job for each done delivery with goods of an eBay order.

        :param options: of ``ebay.stock.picking._enqueue_picking``
        """
        shipments = self.env["ebay.stock.picking"].sudo()
        for picking in self.sudo():
            if picking.state != "done" or not picking._ships_to_customer():
                continue
            for backend in picking._ebay_orders().backend_id:
                shipments._enqueue_picking(backend, picking, **options)

    def _ships_to_customer(self):
        """Return whether goods go to the buyer, from stock or from a supplier."""
        self.ensure_one()
        return self.location_dest_id.usage == "customer"

    def _ebay_orders(self):
        """Return the eBay orders of which this delivery contains goods."""
        sales = self.move_ids.sale_line_id.order_id
        if not sales:
            return self.env["ebay.sale.order"]
        return self.env["ebay.sale.order"].search(
            [("odoo_id", "in", sales.ids)], order="id"
        )

    def _ebay_shipments(self, backend):
        """Return the shipments of this delivery for one eBay account."""
        return self.ebay_bind_ids.filtered(
            lambda shipment: shipment.backend_id.id == backend.id
        )

    # === BUTTONS ===

    def action_ebay_send_again(self):
        """Send what eBay does not have: failed or stopped shipments, corrected numbers.

        What eBay has is not sent twice: the job reads from eBay where it is not sure.
        """
        self.env["ebay.stock.picking"].check_access("read")
        self.check_access("write")
        for picking in self:
            if not picking.sudo()._ebay_orders() or not picking._ships_to_customer():
                raise UserError(
                    self.env._(
                        "%s contains nothing that was sold on eBay.", picking.name
                    )
                )
            if picking.state != "done":
                raise UserError(
                    self.env._("%s is not done: validate it first.", picking.name)
                )
            picking.sudo()._ebay_prepare_resending()
        self._ebay_enqueue(delay=0)
        return True

    def _ebay_prepare_resending(self):
        """Allow stopped shipments to be sent; plan shipments for changed numbers."""
        self.ensure_one()
        self.ebay_bind_ids.filtered(
            lambda shipment: shipment.state == "stopped"
        ).is_forced = True
        if not self._ebay_number_difference():
            return
        for backend in self._ebay_orders().backend_id:
            with backend.work_on("ebay.stock.picking") as work:
                work.component(usage="shipment.planner").plan_additional(self)

    def action_open_on_ebay(self):
        """Open the order in eBay's Seller Hub."""
        self.env["ebay.stock.picking"].check_access("read")
        self.check_access("read")
        self.ensure_one()
        return self.ebay_order_id.sudo().action_open_on_ebay()

    def action_open_ebay_shipments(self):
        """Open the shipments of this delivery."""
        self.env["ebay.stock.picking"].check_access("read")
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay_stock.ebay_stock_picking_action"
        )
        return {**action, "domain": [("odoo_id", "=", self.id)], "context": {}}
