# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from odoo.addons.connector_ebay.tools.stored_text import StoredText

from .ebay_stock_offer_mixin import STOCK_OFFER_FIELDS

STOCK_FIELDS = [
    ("free_qty", "On hand less reserved"),
    ("qty_available", "On hand"),
    ("virtual_available", "Forecast"),
]

#: Settings that change the quantity offered of all SKUs.
QUANTITY_SETTINGS = {
    "warehouse_id",
    "extra_warehouse_ids",
    "stock_field",
    "stock_sharing",
    *STOCK_OFFER_FIELDS,
}


class EbayBackend(models.Model):
    """Settings of quantities and shipments, and what starts their jobs."""

    _name = "ebay.backend"
    _inherit = [
        "ebay.backend",
        "ebay.stock.offer.mixin",
        "ebay.backend.shipment.mixin",
    ]

    # === QUANTITY ===

    warehouse_id = fields.Many2one(
        "stock.warehouse",
        compute="_compute_warehouse_id",
        store=True,
        readonly=False,
        precompute=True,
        check_company=True,
        help="Its stock is sold on eBay, and eBay's stock is imported into it.",
    )
    extra_warehouse_ids = fields.Many2many(
        "stock.warehouse",
        string="More Warehouses",
        check_company=True,
        help="Their stock is sold on eBay as well.",
    )
    stock_field = fields.Selection(
        STOCK_FIELDS,
        string="Stock Offered",
        required=True,
        default="free_qty",
        help="The quantity in Odoo that is offered on eBay.",
    )
    stock_sharing = fields.Selection(
        [
            ("split", "Divide it between them"),
            ("full", "Offer all of it in each"),
        ],
        string="Stock in Several Listings",
        required=True,
        default="split",
        help="If divided, the last unit is never offered twice. In full, two "
        "buyers may buy it before the quantity is corrected.",
    )
    stock_rule_ids = fields.One2many("ebay.stock.rule", "backend_id")

    # === SHIPMENT ===

    ship_without_tracking = fields.Boolean(
        string="Ship Without Number",
        help="Send a delivery to eBay at once even if it has no tracking number. "
        "Otherwise it waits for its number. eBay does not accept a number later, only "
        "another shipment.",
    )
    check_before_shipping = fields.Boolean(
        string="Check Before Each Shipment",
        help="Read the order from eBay before each shipment, with two more calls. For "
        "sellers who also ship with Seller Hub or another program. Otherwise the order "
        "is only read if it is known to be shipped on eBay, or after an interruption.",
    )
    fulfillment_open_count = fields.Integer(compute="_compute_fulfillment_counts")
    fulfillment_failed_count = fields.Integer(compute="_compute_fulfillment_counts")

    @api.depends("company_id")
    def _compute_warehouse_id(self):
        """Use the first warehouse of the company unless a user chose another one."""
        for backend in self:
            if backend.warehouse_id.company_id == backend.company_id:
                continue
            backend.warehouse_id = self.env["stock.warehouse"].search(
                [("company_id", "=", backend.company_id.id)], limit=1
            )

    def _compute_fulfillment_counts(self):
        shipments = self.env["ebay.stock.picking"].sudo()
        unfinished = self._count_by_backend(
            shipments, [("state", "in", ("waiting", "to_send", "sending"))]
        )
        failed = self._count_by_backend(
            shipments, [("state", "in", ("failed", "stopped"))]
        )
        for backend in self:
            backend.fulfillment_open_count = unfinished.get(backend, 0)
            backend.fulfillment_failed_count = failed.get(backend, 0)

    @api.model
    def _price_quantity_settings(self):
        return super()._price_quantity_settings() | QUANTITY_SETTINGS

    def _stock_warehouses(self):
        """Return the warehouses whose stock is offered."""
        return self.warehouse_id | self.extra_warehouse_ids

    # === IMPORT OF STOCK ===

    def import_stock(self):
        """Read eBay's quantities: write them to Odoo, or report the differences."""
        self._check_can_run()
        for backend in self:
            now = backend._ebay_now().replace(microsecond=0)
            with backend.work_on("ebay.product.product") as work:
                is_new = work.component(usage="batch.importer").start(
                    kind="full", phase="stock", window_from=now, window_to=now
                )
                self.env["ebay.feedback"]._report_start(backend, "stock", is_new)
        return True

    @api.model
    def _cron_import_stock(self):
        """Import the stock of accounts for which a person has done so before."""
        self._due("stock").import_stock()

    # === EXPORT OF SHIPMENTS ===

    def export_fulfillments(self):
        """Send deliveries and tracking numbers to eBay that are not there yet."""
        self._check_can_run()
        for backend in self:
            self.env["ebay.stock.picking"]._ebay_delay(
                "export",
                "fulfillments",
                backend=backend,
                description=StoredText._("Find deliveries to send to eBay"),
                flow="fulfillments",
            ).export_missing(backend)
            self.env["ebay.flow"]._record_start(backend, "fulfillments")
            self.env["ebay.feedback"]._report_start(backend, "fulfillments")
        return True

    @api.model
    def _cron_export_fulfillments(self):
        """Send deliveries that were missed, for example while an account was paused."""
        self._due("fulfillments").export_fulfillments()

    def action_open_fulfillments(self):
        """List the shipments of this account."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay_stock.ebay_stock_picking_action"
        )
        return {**action, "domain": [("backend_id", "in", self.ids)], "context": {}}

    def action_open_failed_fulfillments(self):
        """List the shipments that a user has to check."""
        action = self.action_open_fulfillments()
        return {**action, "context": {"search_default_failed": 1}}
