# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL

STOCK_FIELDS = [
    ("free_qty", "On hand less reserved"),
    ("qty_available", "On hand"),
    ("virtual_available", "Forecast"),
]

#: Settings that decide how many are offered.
STOCK_SETTINGS = {
    "warehouse_id",
    "extra_warehouse_ids",
    "stock_field",
    "stock_buffer",
    "stock_cap",
    "stock_mode",
    "stock_percentage",
    "stock_fixed",
    "stock_sharing",
}


class EbayBackend(models.Model):
    """How many of a product are offered on eBay."""

    _inherit = "ebay.backend"

    warehouse_id = fields.Many2one(
        "stock.warehouse",
        compute="_compute_warehouse_id",
        store=True,
        readonly=False,
        precompute=True,
        check_company=True,
        help="Whose stock is sold on eBay, and where eBay's stock is written to.",
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
        help="The quantity in Odoo that eBay's follows.",
    )
    stock_buffer = fields.Integer(
        string="Buffer", help="So many are kept back and never offered."
    )
    stock_cap = fields.Integer(
        string="At Most", help="More are never offered in one listing. 0: no limit."
    )
    stock_mode = fields.Selection(
        [("all", "All"), ("percentage", "A share"), ("fixed", "A fixed number")],
        string="Offer",
        required=True,
        default="all",
    )
    stock_percentage = fields.Integer(string="Share (%)", default=100)
    stock_fixed = fields.Integer(
        string="Fixed Number",
        help="So many, as long as there are. Of a product whose stock Odoo does not "
        "keep: always so many.",
    )
    stock_sharing = fields.Selection(
        [
            ("split", "Divide it between them"),
            ("full", "Offer all of it in each"),
        ],
        string="Stock in Several Listings",
        required=True,
        default="split",
        help="Divided, the last piece is never offered twice. In full, two buyers may "
        "be faster than Odoo.",
    )
    stock_rule_ids = fields.One2many("ebay.stock.rule", "backend_id")

    _stock_settings_are_not_negative = models.Constraint(
        "CHECK (stock_buffer >= 0 AND stock_cap >= 0 AND stock_fixed >= 0 "
        "AND stock_percentage BETWEEN 0 AND 100)",
        "Buffer, limit and fixed number are not negative; a share is 0 to 100.",
    )

    @api.depends("company_id")
    def _compute_warehouse_id(self):
        """The company's first warehouse, until somebody chooses another."""
        for backend in self:
            if backend.warehouse_id.company_id == backend.company_id:
                continue
            backend.warehouse_id = self.env["stock.warehouse"].search(
                [("company_id", "=", backend.company_id.id)], limit=1
            )

    def _offer_settings(self):
        return super()._offer_settings() | STOCK_SETTINGS

    def _stock_warehouses(self):
        """The warehouses whose stock is offered."""
        return self.warehouse_id | self.extra_warehouse_ids

    def _mark_forecast(self, product_ids):
        """Mark the SKUs of accounts that offer what is forecast."""
        if not product_ids:
            return
        where = SQL(
            "backend.stock_field = 'virtual_available' AND sku.odoo_id IN %s",
            tuple(product_ids),
        )
        self.env["ebay.sku.mark"].sudo()._mark_where(where, "stock")
