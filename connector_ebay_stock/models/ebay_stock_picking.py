# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..tracking import same_number

#: Seconds between a change and its job: carriers write their number a moment after the
#: delivery is done, and a delivery of several steps is one job.
DELAY = 1

STATES = [
    ("waiting", "Waiting for a tracking number"),
    ("to_send", "To send"),
    ("sending", "Being sent"),
    ("done", "On eBay"),
    ("failed", "Failed"),
    ("stopped", "Stopped"),
    ("test", "Not sent: test mode"),
]

#: States in which eBay has it, or may have it: such a row is never replaced.
TOUCHED = ("sending", "done")


class EbayStockPicking(models.Model):
    """One fulfilment: a parcel of a delivery, as one eBay order sees it.

    The row is the intent as well as the record: it is committed before eBay is called,
    and has no eBay id until eBay has answered. ``external_id`` is eBay's
    ``fulfillmentId``. eBay makes that from the tracking number, so it repeats when one
    parcel holds two orders, and is 999 for every parcel without a number; a later one
    then has this row's number behind it, and ``fulfillment_ref`` keeps what eBay said.
    """

    _name = "ebay.stock.picking"
    _inherit = "ebay.binding"
    _description = "eBay Fulfilment"
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
    )
    order_id = fields.Many2one(
        "ebay.sale.order",
        string="eBay Order",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    key = fields.Char(
        string="Parcel",
        required=True,
        readonly=True,
        help="Which parcel of the delivery it is: its number, if it has one.",
    )
    state = fields.Selection(
        STATES, required=True, default="to_send", readonly=True, index=True
    )
    note = fields.Text(string="What To Do", readonly=True)
    line_ids = fields.One2many("ebay.stock.picking.line", "fulfillment_id")
    tracking_typed = fields.Char(
        string="Number as Typed", readonly=True, help="On the delivery in Odoo."
    )
    tracking_number = fields.Char(
        readonly=True,
        index="btree_not_null",
        help="Letters and digits only: eBay takes nothing else.",
    )
    carrier_code = fields.Char(string="eBay Carrier Code", readonly=True)
    carrier_mapped = fields.Boolean(
        readonly=True, help="Off: eBay gets the name of a carrier nobody has mapped."
    )
    further = fields.Boolean(
        string="Further Number",
        readonly=True,
        help="Tells eBay one more number for goods that are in another fulfilment.",
    )
    adopted = fields.Boolean(
        string="Shipped Elsewhere",
        readonly=True,
        help="eBay had it before Odoo sent it: by Seller Hub or another program.",
    )
    forced = fields.Boolean(
        readonly=True, help="A person said: send it though the order is cancelled."
    )
    fulfillment_ref = fields.Char(string="eBay's Fulfilment ID", readonly=True)
    ebay_tracking_number = fields.Char(string="Number on eBay", readonly=True)
    shipped_at = fields.Datetime(
        string="Validated", readonly=True, help="When the delivery was done in Odoo."
    )
    sent_at = fields.Datetime(readonly=True, help="When eBay was called last.")
    done_at = fields.Datetime(string="On eBay Since", readonly=True)
    ship_by = fields.Datetime(readonly=True, help="What eBay has promised the buyer.")
    is_late = fields.Boolean(
        string="Shipped Late",
        compute="_compute_figures",
        store=True,
        help="Done in Odoo after eBay's ship-by date.",
    )
    told = fields.Char(
        string="What eBay Is Told",
        compute="_compute_told",
        help="Order, units by item, carrier and number.",
    )
    seconds_to_ebay = fields.Float(
        string="Seconds to eBay",
        compute="_compute_figures",
        store=True,
        aggregator="avg",
        help="From the validated delivery to eBay's answer.",
    )
    marketplace_id = fields.Many2one(
        related="order_id.marketplace_id", store=True, readonly=True
    )
    url = fields.Char(related="order_id.url", string="On eBay")

    # The guard against two intents for one parcel, whoever makes them.
    _parcel_uniq = models.UniqueIndex(
        "(odoo_id, order_id, key)", "This parcel has a fulfilment already."
    )

    @api.depends("ship_by", "shipped_at", "done_at")
    def _compute_figures(self):
        for row in self:
            row.is_late = bool(
                row.ship_by and row.shipped_at and row.shipped_at > row.ship_by
            )
            seconds = 0.0
            if row.done_at and row.shipped_at:
                seconds = (row.done_at - row.shipped_at).total_seconds()
            row.seconds_to_ebay = max(0.0, seconds)

    @api.depends("line_ids", "tracking_number", "carrier_code")
    def _compute_told(self):
        for row in self:
            row.told = row._told()

    @api.depends("key", "order_id")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.order_id.external_id}: " + (
                row.tracking_number or self.env._("without number")
            )

    def _told(self):
        """What eBay is told, as a line for people and logs."""
        self.ensure_one()
        units = ", ".join(
            f"{line.quantity - line.elsewhere_quantity} x {line.item_id.external_id}"
            for line in self.line_ids
        )
        parcel = " ".join(filter(None, (self.carrier_code, self.tracking_number)))
        return f"{self.order_id.external_id}: {units}; {parcel or '-'}"

    def _numbers_left(self, numbers):
        """Those of these tracking numbers that eBay does not have from these rows."""
        known = [
            row.ebay_tracking_number if row.state == "done" else row.tracking_number
            for row in self
            if row.state in TOUCHED
        ]
        return [
            number
            for number in numbers
            if not any(same_number(number.cleaned, one) for one in known)
        ]

    # === JOBS ===

    @api.model
    def _enqueue_picking(self, backend, picking, delay=DELAY):
        """Enqueue what tells eBay about one delivery."""
        return self._ebay_delay(
            "export",
            f"fulfillment:{picking.id}",
            backend=backend,
            eta=delay,
            description=self.env._("Send delivery %s to eBay", picking.name),
        ).export_picking(backend, picking)

    def export_picking(self, backend, picking):
        """Tell eBay about a delivery"""
        with self._ebay_work(backend) as work:
            return work.component(usage="record.exporter").run(picking)

    def export_missing(self, backend):
        """Look for deliveries that eBay has not been told"""
        with self._ebay_work(backend) as work:
            return work.component(usage="batch.exporter").run()

    # === BUTTONS ===

    def action_send_again(self):
        """Send these deliveries once more, as far as eBay does not have them."""
        return self.odoo_id.action_ebay_send_again()

    def action_open_on_ebay(self):
        """Open the order in eBay's Seller Hub."""
        self.ensure_one()
        return self.order_id.action_open_on_ebay()

    def action_open_picking(self):
        """Open the delivery."""
        self.ensure_one()
        return self.odoo_id.get_formview_action()
