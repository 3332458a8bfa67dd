# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tracking import split_numbers
from .ebay_stock_picking import STATES, TOUCHED

#: The state that speaks for several parcels: what needs a person first.
FULFILLMENT_STATES = STATES
_FIRST = ("failed", "stopped", "sending", "to_send", "waiting", "test", "done")

#: What eBay is told of; a change of them is news for it.
_TOLD = {"carrier_tracking_ref", "carrier_id"}


def overall_state(rows):
    """One state for several fulfilments, False for none."""
    states = set(rows.mapped("state"))
    return next((state for state in _FIRST if state in states), False)


class StockPicking(models.Model):
    """Deliveries of eBay orders are told to eBay when they are done."""

    _inherit = "stock.picking"

    ebay_bind_ids = fields.One2many("ebay.stock.picking", "odoo_id", readonly=True)
    ebay_order_id = fields.Many2one(
        "ebay.sale.order", string="eBay Order", compute="_compute_ebay_order"
    )
    ebay_ship_by = fields.Datetime(string="Ship By", compute="_compute_ebay_order")
    ebay_ship_to_reference = fields.Char(
        compute="_compute_ebay_order",
        help="eBay's hub finds the buyer by it: it has to be on the label, above the "
        "street.",
    )
    ebay_is_late = fields.Boolean(
        string="Late for eBay",
        compute="_compute_ebay_is_late",
        search="_search_ebay_is_late",
    )
    ebay_fulfillment_state = fields.Selection(
        FULFILLMENT_STATES,
        string="Shipped on eBay",
        compute="_compute_ebay_fulfillment",
    )
    ebay_fulfillment_note = fields.Text(
        string="What To Do", compute="_compute_ebay_fulfillment"
    )
    ebay_number_difference = fields.Char(
        string="Number Differs", compute="_compute_ebay_fulfillment"
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
                and picking._goes_to_customer()
                and picking.sudo().ebay_fulfillment_state not in ("done", "stopped")
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
    def _compute_ebay_fulfillment(self):
        for picking in self:
            rows = picking.sudo().ebay_bind_ids
            state = overall_state(rows)
            if not state and picking.state == "done" and picking.ebay_order_id:
                state = "to_send" if picking._goes_to_customer() else False
            picking.ebay_fulfillment_state = state
            notes = dict.fromkeys(filter(None, rows.mapped("note")))
            picking.ebay_fulfillment_note = "\n".join(notes) or False
            picking.ebay_number_difference = picking._ebay_difference(rows)

    def _ebay_difference(self, rows):
        """What eBay shows instead of this delivery's numbers; False if it is equal."""
        self.ensure_one()
        unknown = self._ebay_unknown_numbers()
        if not unknown or rows.filtered(lambda row: row.state not in TOUCHED):
            return False
        shown = ", ".join(filter(None, rows.mapped("ebay_tracking_number")))
        return self.env._(
            "eBay shows %(ebay)s, this delivery says %(odoo)s. eBay cannot change a "
            "number: 'Send to eBay Again' adds this one.",
            ebay=shown or self.env._("no number"),
            odoo=", ".join(number.typed for number in unknown),
        )

    def _ebay_unknown_numbers(self):
        """Numbers of this delivery that no fulfilment told eBay, once one did."""
        self.ensure_one()
        rows = self.sudo().ebay_bind_ids
        if not rows.filtered(lambda row: row.state in TOUCHED):
            return []
        return rows._numbers_left(split_numbers(self.carrier_tracking_ref))

    # === WHAT ENQUEUES ===

    def _action_done(self):
        result = super()._action_done()
        self._ebay_enqueue()
        return result

    def write(self, vals):
        result = super().write(vals)
        if _TOLD & vals.keys():
            self._ebay_enqueue()
        return result

    def _ebay_enqueue(self, delay=None):
        """Enqueue a job for each done delivery with goods of an eBay order."""
        rows = self.env["ebay.stock.picking"].sudo()
        options = {} if delay is None else {"delay": delay}
        for picking in self.sudo():
            if picking.state != "done" or not picking._goes_to_customer():
                continue
            for backend in picking._ebay_orders().backend_id:
                rows._enqueue_picking(backend, picking, **options)

    def _goes_to_customer(self):
        """Whether goods leave for the buyer: from stock, or from a supplier."""
        self.ensure_one()
        return self.location_dest_id.usage == "customer"

    def _ebay_orders(self):
        """The eBay orders that this delivery has goods of."""
        sales = self.move_ids.sale_line_id.order_id
        if not sales:
            return self.env["ebay.sale.order"]
        return self.env["ebay.sale.order"].search(
            [("odoo_id", "in", sales.ids)], order="id"
        )

    # === BUTTONS ===

    def action_ebay_send_again(self):
        """Send to eBay what it does not have: failed, stopped, or a corrected number.

        What eBay has is not sent twice: each job looks first where it cannot know.
        """
        self.check_access("write")
        for picking in self:
            orders = picking.sudo()._ebay_orders()
            if not orders or not picking._goes_to_customer():
                raise UserError(
                    self.env._("%s has nothing that was sold on eBay.", picking.name)
                )
            if picking.state != "done":
                raise UserError(
                    self.env._("%s is not done: validate it first.", picking.name)
                )
            picking.sudo()._ebay_say_again(orders)
        self._ebay_enqueue(delay=0)
        return True

    def _ebay_say_again(self, orders):
        """Note what a person wants: stopped rows after all, changed numbers as well."""
        self.ensure_one()
        self.ebay_bind_ids.filtered(lambda row: row.state == "stopped").forced = True
        if not self._ebay_difference(self.ebay_bind_ids):
            return
        for backend in orders.backend_id:
            with backend.work_on("ebay.stock.picking") as work:
                work.component(usage="shipment.planner").plan_further(self)

    def action_open_on_ebay(self):
        """Open the order in eBay's Seller Hub."""
        self.ensure_one()
        return self.ebay_order_id.action_open_on_ebay()

    def action_open_ebay_fulfillments(self):
        """List what eBay was told of this delivery."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay_stock.ebay_stock_picking_action"
        )
        return {**action, "domain": [("odoo_id", "=", self.id)], "context": {}}
