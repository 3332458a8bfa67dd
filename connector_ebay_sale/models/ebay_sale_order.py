# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models

IMPORT_STATES = [
    ("waiting", "Waiting for payment"),
    ("held", "Held"),
    ("done", "Imported"),
    ("cancelled", "Cancelled"),
    ("merged", "Merged into another order"),
]

HOLD_REASONS = [
    ("match", "Item to match"),
    ("tax", "Tax to choose"),
    ("total", "Total differs"),
    ("cancel", "Buyer asks to cancel"),
    ("merge", "Merged on eBay"),
]

#: eBay's values, in its order. What is not among them becomes ``other``.
PAYMENT_STATES = [
    ("PENDING", "Pending"),
    ("PAID", "Paid"),
    ("FAILED", "Failed"),
    ("PARTIALLY_REFUNDED", "Partially refunded"),
    ("FULLY_REFUNDED", "Refunded"),
    ("other", "Other"),
]
FULFILLMENT_STATES = [
    ("NOT_STARTED", "Not shipped"),
    ("IN_PROGRESS", "Partially shipped"),
    ("FULFILLED", "Shipped"),
    ("other", "Other"),
]
CANCEL_STATES = [
    ("NONE_REQUESTED", "Not cancelled"),
    ("IN_PROGRESS", "Cancellation requested"),
    ("CANCELED", "Cancelled"),
    ("other", "Other"),
]

#: Where the words of activities are from.
MODULES = ("connector_ebay_sale", "connector_ebay_stock")

#: An order is *late soon* this long before its ship-by date.
LATE_SOON = timedelta(hours=24)


class EbaySaleOrder(models.Model):
    """An order on eBay; ``external_id`` is its ``orderId``.

    What is here is eBay's word, and how far Odoo has followed it. Payment,
    fulfilment and cancel state are eBay's own values.
    """

    _name = "ebay.sale.order"
    _inherit = ["ebay.binding", "ebay.activity.mixin"]
    _description = "eBay Order"
    _order = "ordered_at desc, id desc"
    _rec_name = "external_id"
    _rec_names_search = ["external_id", "legacy_order_id", "buyer_username"]

    odoo_id = fields.Many2one(
        "sale.order",
        string="Sales Order",
        required=True,
        ondelete="restrict",
        index=True,
    )
    line_ids = fields.One2many("ebay.sale.order.line", "order_id", string="Items")
    legacy_order_id = fields.Char(
        "Legacy Order ID", readonly=True, index="btree_not_null"
    )
    sales_record = fields.Char(readonly=True, help="The number in eBay's Seller Hub.")
    marketplace_id = fields.Many2one(
        "ebay.marketplace", readonly=True, ondelete="restrict"
    )
    ordered_at = fields.Datetime(string="Ordered", readonly=True)
    last_modified = fields.Char(
        readonly=True, help="eBay's lastModifiedDate: the same or older is not written."
    )
    import_state = fields.Selection(
        IMPORT_STATES, required=True, default="waiting", readonly=True, index=True
    )
    hold_reason = fields.Selection(HOLD_REASONS, readonly=True)
    hold_note = fields.Text(string="What To Do", readonly=True)
    payment_state = fields.Selection(
        PAYMENT_STATES, string="Payment", readonly=True, index=True
    )
    fulfillment_state = fields.Selection(
        FULFILLMENT_STATES, string="Shipment", readonly=True
    )
    cancel_state = fields.Selection(
        CANCEL_STATES, string="Cancellation", readonly=True, index=True
    )
    cancel_reason = fields.Char(readonly=True, help="As eBay names it.")
    details_due = fields.Boolean(
        readonly=True,
        help="eBay's list leaves something out of this order; it is about to be read.",
    )
    payment_hold = fields.Boolean(
        readonly=True, help="eBay holds the payment back: do not ship yet."
    )
    paid_at = fields.Datetime(string="Paid", readonly=True)
    payment_method = fields.Char(readonly=True)
    payment_reference = fields.Char(readonly=True)
    merged_into_id = fields.Many2one("ebay.sale.order", readonly=True)

    request_ids = fields.One2many("ebay.order.request", "order_id", string="Requests")
    refund_ids = fields.One2many("ebay.order.refund", "order_id", string="Refunds")

    # === MONEY ===
    currency_id = fields.Many2one("res.currency", readonly=True)
    amount_total = fields.Monetary(
        string="Total on eBay",
        readonly=True,
        help="What the buyer pays for this order, without the tax that eBay collects "
        "and remits itself.",
    )
    collected_tax = fields.Monetary(
        string="Tax Collected by eBay",
        readonly=True,
        help="eBay adds it to the buyer's price and pays it to the tax office: it is "
        "no revenue and is not booked.",
    )
    collected_tax_note = fields.Char(
        readonly=True, help="Kind of tax, and eBay's number for customs papers."
    )
    odoo_total = fields.Monetary(related="odoo_id.amount_total", string="Total in Odoo")
    difference = fields.Monetary(compute="_compute_difference")
    money_summary = fields.Json(
        readonly=True, help="eBay's pricing and payment summary, as it came."
    )

    # === PEOPLE AND PLACES ===
    buyer_id = fields.Many2one("ebay.res.partner", readonly=True, index=True)
    address_id = fields.Many2one("ebay.res.partner", readonly=True)
    buyer_username = fields.Char(string="Buyer's User Name", readonly=True)
    buyer_email = fields.Char(
        readonly=True, help="eBay's masked address: a new one for each order."
    )
    buyer_note = fields.Text(readonly=True)
    gift_message = fields.Text(readonly=True)
    tax_identifier = fields.Char(readonly=True)
    delivery_kind = fields.Selection(
        [
            ("address", "Buyer's address"),
            ("hub", "eBay's hub"),
            ("pickup", "Pick-up in store"),
            ("ebay", "Fulfilled by eBay"),
            ("none", "Nothing to ship"),
        ],
        string="Goes To",
        readonly=True,
    )
    ship_to_reference = fields.Char(
        readonly=True, help="Has to be on the parcel's label above the street."
    )
    shipping_service = fields.Char(readonly=True)
    ship_by = fields.Datetime(readonly=True)
    is_late = fields.Boolean(
        string="Late Soon", compute="_compute_is_late", search="_search_is_late"
    )
    url = fields.Char(string="On eBay", compute="_compute_url")
    order_state = fields.Selection(related="odoo_id.state", string="Sales Order State")
    partner_id = fields.Many2one(related="odoo_id.partner_id")

    _legacy_uniq = models.UniqueIndex(
        "(backend_id, legacy_order_id) WHERE legacy_order_id IS NOT NULL",
        "This eBay order is imported already, under its other number.",
    )

    _details_due = models.Index("(backend_id) WHERE details_due")

    @api.depends("amount_total", "odoo_id.amount_total")
    def _compute_difference(self):
        for order in self:
            order.difference = order.odoo_total - order.amount_total

    @api.depends("ship_by", "fulfillment_state", "import_state")
    def _compute_is_late(self):
        limit = fields.Datetime.now() + LATE_SOON
        for order in self:
            order.is_late = bool(
                order.ship_by
                and order.ship_by < limit
                and order.fulfillment_state != "FULFILLED"
                and order.import_state not in ("cancelled", "merged")
            )

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = [
            ("ship_by", "<", fields.Datetime.now() + LATE_SOON),
            ("fulfillment_state", "!=", "FULFILLED"),
            ("import_state", "not in", ("cancelled", "merged")),
        ]
        return late if True in value else ["!", "&", "&", *late]

    def _compute_url(self):
        for order in self:
            host = order.marketplace_id.domain or order.backend_id.marketplace_id.domain
            order.url = (
                f"https://{host or 'www.ebay.com'}/mesh/ord/details"
                f"?orderid={order.external_id}"
            )

    # === GOING ON ===

    def _resume(self):
        """Enqueue another look at these orders: what held them may be gone."""
        for order in self:
            order._enqueue_record(order.backend_id, order.external_id, force=True)

    # === BUTTONS ===

    def action_refresh(self):
        """Read these orders from eBay again, and go on with those that wait."""
        self._resume()

    def action_open_on_ebay(self):
        """Open the order in eBay's Seller Hub."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self.url, "target": "new"}

    def action_open_order(self):
        """Open the sales order."""
        self.ensure_one()
        return self.odoo_id.get_formview_action()

    def action_request(self):
        """Refund or cancel this order on eBay."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay_sale.ebay_order_request_wizard_action"
        )
        kind = "approve" if self.cancel_state == "IN_PROGRESS" else "refund"
        return {
            **action,
            "context": {"default_order_id": self.id, "default_kind": kind},
        }

    def action_open_taxes(self):
        """Open the tax mapping, at what is to be chosen."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay_sale.ebay_tax_mapping_action"
        )
        return {**action, "context": {"search_default_to_choose": 1}}

    # === HOOKS ===

    def _shipped_elsewhere(self, first_seen=False):
        """These orders were shipped by other means than Odoo: follow.

        Lines whose delivered quantity is kept by hand get it. Deliveries of an order
        that came in shipped are cancelled, so that nobody ships it twice, and stock
        that left before does not leave again; later ones are a person's decision,
        unless ``connector_ebay_stock`` takes it.
        """
        for order in self:
            lines = order.line_ids.odoo_id | order.line_ids.remainder_line_id
            for line in lines:
                if line.qty_delivered_method == "manual":
                    line.qty_delivered = line.product_uom_qty
            pickings = order._open_deliveries()
            if not pickings:
                continue
            if first_seen:
                pickings.action_cancel()
                continue
            order._ebay_schedule_activity(
                "shipped_on_ebay",
                self.env._("Shipped on eBay"),
                self.env._(
                    "eBay says this order is shipped, but not from Odoo. Validate its "
                    "delivery if the goods have left, else cancel it."
                ),
            )

    def _open_deliveries(self):
        """Deliveries still to be done; none where stock is not installed."""
        self.ensure_one()
        if "picking_ids" not in self.odoo_id._fields:
            return self.browse()
        return self.odoo_id.picking_ids.filtered(
            lambda picking: picking.state not in ("done", "cancel")
        )

    def _goods_left(self):
        """Whether something of this order has been shipped already."""
        self.ensure_one()
        return any(
            line.qty_delivered > 0
            for line in (self.line_ids.odoo_id | self.line_ids.remainder_line_id)
        )

    def _ebay_activity_record(self):
        return self.odoo_id

    def _ebay_activity_user(self):
        return self.odoo_id.user_id or self.backend_id.user_id or self.env.user
