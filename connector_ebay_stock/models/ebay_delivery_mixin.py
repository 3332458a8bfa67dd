# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.ship_dates import DUE_STATES, DueDays
from ..tools.shipments import (
    BLOCKED_STATES,
    SHIPMENT_STATES,
    UNFINISHED_STATES,
    UNSENT_STATES,
    combined_state,
)

#: States of a move whose goods are not reserved completely.
MISSING_STATES = ("waiting", "confirmed", "partially_available")

#: States of a move of which at least something is reserved.
RESERVED_STATES = ("partially_available", "assigned")

#: How much of an open delivery is in stock.
STOCK_STATES = [
    ("ready", "Ready"),
    ("partly", "Partly in stock"),
    ("no_stock", "No stock"),
]

#: Where a delivery stands: its goods, or its shipments once it has left.
STEPS = [*STOCK_STATES, *SHIPMENT_STATES]

#: States of an eBay order that nobody ships.
DEAD_STATES = ("cancelled", "merged")


class EbayDeliveryMixin(models.AbstractModel):
    """Know of a delivery what eBay's buyers wait for, since when, and what is missing.

    What lists are sorted and filtered by is stored on the delivery; it changes with the
    delivery itself and with its order. The states of shipments are not: jobs write
    them, which would collide with people who work on the delivery.
    """

    _name = "ebay.delivery.mixin"
    _description = "eBay Delivery Mixin"

    ebay_order_id = fields.Many2one(
        "ebay.sale.order",
        string="eBay Order",
        compute="_compute_ebay_order",
        store=True,
        index="btree_not_null",
    )
    ebay_backend_id = fields.Many2one(
        "ebay.backend",
        string="eBay Account",
        compute="_compute_ebay_order",
        store=True,
        index="btree_not_null",
    )
    ebay_order_number = fields.Char(
        string="Order Number",
        compute="_compute_ebay_order",
        store=True,
        index="btree_not_null",
        help="eBay's number of the order; several if a parcel contains several.",
    )
    ebay_ship_by = fields.Datetime(
        string="Ship By",
        compute="_compute_ebay_order",
        store=True,
        help="When eBay expects the shipment at the latest.",
    )
    ebay_is_open = fields.Boolean(
        string="To Be Shipped for eBay",
        compute="_compute_ebay_is_open",
        store=True,
        help="Goods of an eBay order that have not left yet.",
    )
    ebay_to_ship = fields.Boolean(
        string="Open for eBay",
        compute="_compute_ebay_due",
        search="_search_ebay_to_ship",
        help="The goods have not left, or eBay does not have the shipment yet.",
    )
    ebay_due = fields.Selection(
        DUE_STATES,
        string="Due",
        compute="_compute_ebay_due",
        search="_search_ebay_due",
        help="Empty as soon as eBay has the shipment.",
    )
    ebay_is_late = fields.Boolean(
        string="Late for eBay",
        compute="_compute_ebay_due",
        search="_search_ebay_is_late",
    )
    ebay_has_problem = fields.Boolean(
        string="Problem",
        compute="_compute_ebay_has_problem",
        search="_search_ebay_has_problem",
        help="Refused by eBay, stopped, or the order is held.",
    )
    ebay_stock_state = fields.Selection(
        STOCK_STATES,
        string="Goods",
        compute="_compute_ebay_stock_state",
        search="_search_ebay_stock_state",
    )
    ebay_step = fields.Selection(
        STEPS,
        string="State",
        compute="_compute_ebay_step",
        help="Whether the goods are in stock, or what eBay has of the shipment.",
    )
    ebay_items = fields.Char(string="Items", compute="_compute_ebay_items")
    ebay_service = fields.Char(
        string="Chosen by the Buyer",
        compute="_compute_ebay_service",
        help="The shipping service that the buyer paid for.",
    )
    ebay_ship_to_reference = fields.Char(
        compute="_compute_ebay_service",
        help="eBay's shipping hub identifies the buyer by it: print it on the label, "
        "above the street.",
    )

    # === STORED ===

    @api.depends(
        "move_ids.sale_line_id.order_id.ebay_bind_ids.ship_by",
        "move_ids.sale_line_id.order_id.ebay_bind_ids.external_id",
        "move_ids.sale_line_id.order_id.ebay_bind_ids.import_state",
    )
    def _compute_ebay_order(self):
        for picking in self:
            orders = picking._ebay_orders()
            alive = orders.filtered(lambda order: order.import_state not in DEAD_STATES)
            shown = alive or orders
            picking.ebay_order_id = shown[:1]
            picking.ebay_backend_id = shown[:1].backend_id
            picking.ebay_order_number = ", ".join(shown.mapped("external_id")) or False
            picking.ebay_ship_by = min(
                (order.ship_by for order in shown if order.ship_by), default=False
            )

    @api.depends(
        "state",
        "location_dest_id.usage",
        "ebay_order_id.import_state",
        "move_ids.location_final_id.usage",
        "move_ids.origin_returned_move_id",
    )
    def _compute_ebay_is_open(self):
        for picking in self:
            order = picking.ebay_order_id
            picking.ebay_is_open = bool(
                order
                and order.import_state not in DEAD_STATES
                and picking.state not in ("done", "cancel")
                and picking._ebay_moves_to_buyer()
            )

    def _ebay_orders(self):
        """Return the eBay orders of which this delivery contains goods."""
        sales = self.move_ids.sale_line_id.order_id
        return sales.ebay_bind_ids.sorted("id")

    def _ships_to_customer(self):
        """Return whether goods go to the buyer, from stock or from a supplier."""
        self.ensure_one()
        return self.location_dest_id.usage == "customer"

    def _ebay_moves_to_buyer(self):
        """Return the moves that are the next step on the way to the buyer.

        Goods that are picked or packed first have no delivery until that is done.
        Goods sent once more after a return are shipped already for eBay.
        """
        self.ensure_one()
        moves = self.move_ids.filtered(
            lambda move: move.state != "cancel" and not move.origin_returned_move_id
        )
        if self._ships_to_customer():
            return moves
        return moves.filtered(
            lambda move: move.location_final_id.usage == "customer"
            and not move.move_dest_ids
        )

    # === DUE ===

    @api.model
    def _ebay_due_days(self):
        """Return when a ship-by date becomes more urgent, in the reader's time zone.

        That is the user's, else the company's.
        """
        name = (
            self.env.context.get("tz")
            or self.env.user.tz
            or self.env.company.partner_id.tz
            or "UTC"
        )
        return DueDays.at(fields.Datetime.now(), ZoneInfo(name))

    @api.depends("ebay_ship_by", "ebay_is_open", "ebay_bind_ids.state")
    @api.depends_context("tz", "uid")
    def _compute_ebay_due(self):
        days = self._ebay_due_days()
        for picking in self:
            states = set(picking.sudo().ebay_bind_ids.mapped("state"))
            is_unshipped = picking.ebay_is_open or bool(states & {*UNSENT_STATES})
            picking.ebay_to_ship = is_unshipped or bool(states & {*UNFINISHED_STATES})
            picking.ebay_due = is_unshipped and days.state(picking.ebay_ship_by)
            picking.ebay_is_late = picking.ebay_due == "late"

    def _search_ebay_to_ship(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = self._ebay_unfinished(UNFINISHED_STATES)
        return found if True in value else ~found

    def _search_ebay_due(self, operator, value):
        if operator != "in":
            return NotImplemented
        days = self._ebay_due_days()
        ranges = [
            Domain.AND(
                [
                    Domain("ebay_ship_by", ">=", begin) if begin else Domain.TRUE,
                    Domain("ebay_ship_by", "<", end) if end else Domain.TRUE,
                ]
            )
            for begin, end in (days.limits(state) for state in value if state)
        ]
        unsent = self._ebay_unfinished(UNSENT_STATES)
        dated = unsent & Domain("ebay_ship_by", "!=", False)
        found = dated & Domain.OR(ranges)
        return found | ~dated if False in value else found

    def _search_ebay_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = Domain(self._search_ebay_due("in", ["late"]))
        return late if True in value else ~late

    @api.model
    def _ebay_unfinished(self, shipment_states):
        """Return the domain of deliveries that are open or have such shipments.

        One statement that uses two small indexes, however many deliveries are done.
        """
        self.flush_model(["ebay_is_open"])
        self.env["ebay.stock.picking"].flush_model(["state", "odoo_id"])
        return Domain(
            "id",
            "in",
            SQL(
                "(SELECT id FROM stock_picking WHERE ebay_is_open UNION ALL "
                "SELECT odoo_id FROM ebay_stock_picking WHERE state = ANY(%s))",
                list(shipment_states),
            ),
        )

    # === WHAT KEEPS IT ===

    @api.depends("ebay_is_open", "ebay_order_id.import_state", "ebay_bind_ids.state")
    def _compute_ebay_has_problem(self):
        for picking in self.sudo():
            is_held = picking.ebay_order_id.import_state == "held"
            states = set(picking.ebay_bind_ids.mapped("state"))
            picking.ebay_has_problem = bool(
                (picking.ebay_is_open and is_held) or states & {*BLOCKED_STATES}
            )

    def _search_ebay_has_problem(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.flush_model(["ebay_is_open", "ebay_order_id"])
        self.env["ebay.stock.picking"].flush_model(["state", "odoo_id"])
        self.env["ebay.sale.order"].flush_model(["import_state"])
        found = Domain(
            "id",
            "in",
            SQL(
                "(SELECT odoo_id FROM ebay_stock_picking WHERE state = ANY(%s) "
                "UNION ALL SELECT picking.id FROM stock_picking picking "
                "JOIN ebay_sale_order held ON held.id = picking.ebay_order_id "
                "WHERE picking.ebay_is_open AND held.import_state = 'held')",
                list(BLOCKED_STATES),
            ),
        )
        return found if True in value else ~found

    @api.depends("ebay_is_open", "move_ids.state")
    def _compute_ebay_stock_state(self):
        for picking in self:
            states = set(picking.move_ids.mapped("state")) - {"done", "cancel"}
            if not picking.ebay_is_open:
                picking.ebay_stock_state = False
            elif not states & {*MISSING_STATES}:
                picking.ebay_stock_state = "ready"
            elif states & {*RESERVED_STATES}:
                picking.ebay_stock_state = "partly"
            else:
                picking.ebay_stock_state = "no_stock"

    @api.depends("ebay_stock_state", "ebay_bind_ids.state")
    def _compute_ebay_step(self):
        for picking in self:
            states = picking.sudo().ebay_bind_ids.mapped("state")
            picking.ebay_step = picking.ebay_stock_state or combined_state(states)

    def _search_ebay_stock_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        missing = Domain("move_ids", "any", [("state", "in", MISSING_STATES)])
        reserved = Domain("move_ids", "any", [("state", "in", RESERVED_STATES)])
        is_open = Domain("ebay_is_open", "=", True)
        domains = {
            "ready": is_open & ~missing,
            "partly": is_open & missing & reserved,
            "no_stock": is_open & missing & ~reserved,
            False: ~is_open,
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    # === WHAT THE WAREHOUSE READS ===

    @api.depends("move_ids.product_id", "move_ids.product_uom_qty", "move_ids.state")
    @api.depends_context("lang")
    def _compute_ebay_items(self):
        for picking in self:
            moves = picking.with_context(display_default_code=False).move_ids
            moves = moves.filtered(lambda move: move.state != "cancel")
            picking.ebay_items = ", ".join(
                f"{move.product_uom_qty:g} × {move.product_id.display_name}"
                for move in moves
            )

    @api.depends("ebay_order_id")
    def _compute_ebay_service(self):
        for picking in self.sudo():
            orders = picking._ebay_orders()
            services = dict.fromkeys(orders.mapped("shipping_service_text"))
            picking.ebay_service = ", ".join(filter(None, services)) or False
            picking.ebay_ship_to_reference = (
                ", ".join(filter(None, orders.mapped("ship_to_reference"))) or False
            )
