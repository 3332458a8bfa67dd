# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from markupsafe import Markup

from odoo import api, fields, models

MATCH_STATES = [
    ("unmatched", "To match"),
    ("ambiguous", "Ambiguous"),
    ("matched", "Matched"),
]


class EbayProductTemplate(models.Model):
    """One eBay listing; ``external_id`` is its listing (item) id.

    Its text and category are eBay's. Price, quantity and the product are on its
    SKUs (``ebay.product.product``): one for a single item, one per variation else.
    """

    _name = "ebay.product.template"
    _inherit = "ebay.binding"
    _description = "eBay Listing"
    _order = "id desc"
    _rec_name = "title"
    _rec_names_search = ["title", "external_id", "sku_ids.ebay_sku"]

    odoo_id = fields.Many2one(
        "product.template",
        string="Product",
        ondelete="set null",
        index="btree_not_null",
        help="Empty while no SKU is matched, or where its SKUs are different products.",
    )
    sku_ids = fields.One2many("ebay.product.product", "listing_id", string="SKUs")
    sku_count = fields.Integer(compute="_compute_skus")
    price = fields.Monetary(compute="_compute_skus", help="The lowest of its SKUs.")
    quantity = fields.Integer(
        string="Available", compute="_compute_skus", help="Of all its SKUs."
    )
    title = fields.Char(readonly=True)
    status = fields.Selection(
        [("active", "Active"), ("ended", "Ended")],
        required=True,
        default="active",
        readonly=True,
        index=True,
    )
    channel = fields.Selection(
        [("trading", "Trading"), ("inventory", "Inventory")],
        required=True,
        default="trading",
        readonly=True,
        help="The eBay API that made the listing: the same has to change it.",
    )
    listing_type = fields.Char(readonly=True, help="As eBay names it.")
    marketplace_id = fields.Many2one(
        "ebay.marketplace", readonly=True, ondelete="restrict"
    )
    currency_id = fields.Many2one("res.currency", readonly=True)
    category_id = fields.Many2one(
        "ebay.product.category", readonly=True, ondelete="restrict", index=True
    )
    url = fields.Char(string="Link", readonly=True)
    start_time = fields.Datetime(readonly=True)
    end_time = fields.Datetime(
        readonly=True, help="A listing that is good till cancelled renews then."
    )
    relisted_item_id = fields.Char(
        string="Relisted As", readonly=True, help="The listing that took its place."
    )
    picture_url = fields.Char(readonly=True, help="Its first picture, at eBay.")
    picture_done = fields.Boolean(
        readonly=True, help="The picture was loaded, or cannot be."
    )
    picture_error = fields.Char(readonly=True)
    description = fields.Html(readonly=True, sanitize=True, sanitize_attributes=True)
    specifics = fields.Json(readonly=True, help="Item specifics: {name: [values]}")
    specifics_table = fields.Html(
        string="Item Specifics", compute="_compute_specifics_table", sanitize=False
    )
    details_date = fields.Datetime(
        readonly=True, help="When description and item specifics were loaded."
    )
    fingerprint = fields.Char(
        readonly=True, help="Of what eBay said last: the same again is not written."
    )
    created_product = fields.Boolean(
        readonly=True, help="The import created its product."
    )
    match_state = fields.Selection(
        MATCH_STATES, required=True, default="unmatched", readonly=True, index=True
    )

    @api.depends("sku_ids.price", "sku_ids.quantity", "sku_ids.active")
    def _compute_skus(self):
        for listing in self:
            skus = listing.sku_ids
            listing.sku_count = len(skus)
            listing.price = min(skus.mapped("price"), default=0.0)
            listing.quantity = sum(skus.mapped("quantity"))

    @api.depends("specifics")
    def _compute_specifics_table(self):
        """Markup escapes what eBay says."""
        row = Markup("<tr><th class='pe-4'>%s</th><td>%s</td></tr>")
        for listing in self:
            rows = [
                row % (name, ", ".join(values))
                for name, values in (listing.specifics or {}).items()
            ]
            listing.specifics_table = rows and Markup(
                "<table class='table table-sm w-auto'>%s</table>"
            ) % Markup().join(rows)

    # === JOBS ===

    def import_page(self, run, phase, page):
        """Import one page of listings"""
        run = run.with_env(self.env)
        with self._ebay_work(run.backend_id, ebay_run=run) as work:
            return work.component(usage="batch.importer").run_page(phase, page)

    def import_record(self, backend, external_id):
        """Import one listing"""
        with self._ebay_work(backend) as work:
            return work.component(usage="record.importer").run(external_id)

    def confirm_ended(self, backend, external_id):
        """Ask eBay whether a listing that is missing has ended"""
        with self._ebay_work(backend) as work:
            importer = work.component(usage="record.importer")
            return importer.confirm_ended(external_id)

    def import_pictures(self, backend, after_id):
        """Load the first pictures of listings into their products"""
        with self._ebay_work(backend) as work:
            return work.component(usage="picture.importer").run(after_id)

    # === BUTTONS ===

    def action_refresh(self):
        """Read these listings from eBay again, with description and specifics."""
        for listing in self:
            self.browse()._ebay_delay(
                "import",
                f"listing:{listing.external_id}",
                backend=listing.backend_id,
                description=self.env._("Import listing %s", listing.external_id),
            ).import_record(listing.backend_id, listing.external_id)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "%s listings are read from eBay by jobs. Reload to see.", len(self)
                ),
            },
        }

    def action_match(self):
        """*Match listings* for the SKUs of these listings that have no product."""
        skus = self.sku_ids.filtered(lambda sku: sku.match_state != "matched")
        skus._propose()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.ebay_match_action"
        )
        domain = [("listing_id", "in", self.ids), ("match_state", "!=", "matched")]
        return {**action, "domain": domain, "context": {}}

    def action_open_listing(self):
        """Open the live listing."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self.url, "target": "new"}

    def action_open_product(self):
        """Open the product, or the products of its SKUs."""
        self.ensure_one()
        if self.odoo_id:
            return self.odoo_id.get_formview_action()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Products"),
            "res_model": "product.product",
            "view_mode": "list,form",
            "domain": [("id", "in", self.sku_ids.odoo_id.ids)],
        }
