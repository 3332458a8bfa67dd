# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..tools.client_actions import show_message

MATCH_STATES = [
    ("unmatched", "To match"),
    ("ambiguous", "Ambiguous"),
    ("matched", "Matched"),
]

#: What a user may change on a listing that Odoo publishes.
DRAFT_FIELDS = frozenset(
    {
        "title",
        "subtitle",
        "draft_description",
        "condition",
        "condition_choice_id",
        "condition_description",
        "condition_descriptors",
        "aspect_values",
        "category_id",
        "listing_template_id",
    }
)


class EbayProductTemplate(models.Model):
    """One eBay listing; ``external_id`` is its listing (item) id.

    Title, description and category are eBay's. Price, quantity and product are stored
    on its SKUs (``ebay.product.product``): one of a single item, one per variation of
    any other listing.
    """

    _name = "ebay.product.template"
    _inherit = [
        "ebay.binding",
        "ebay.listing.draft.mixin",
        "ebay.listing.check.mixin",
        "ebay.listing.export.mixin",
        "ebay.listing.fix.mixin",
        "ebay.listing.screen.mixin",
    ]
    _description = "eBay Listing"
    _order = "id desc"
    _rec_name = "title"
    _rec_names_search = ["title", "external_id", "sku_ids.ebay_sku"]

    external_id = fields.Char(required=False, copy=False)
    odoo_id = fields.Many2one(
        "product.template",
        string="Product",
        ondelete="set null",
        index="btree_not_null",
        help="Empty while no SKU is matched, or if its SKUs are different products.",
    )
    sku_ids = fields.One2many("ebay.product.product", "listing_id", string="SKUs")
    sku_count = fields.Integer(compute="_compute_skus")
    price = fields.Monetary(
        compute="_compute_skus", help="The lowest price of its SKUs."
    )
    quantity = fields.Integer(
        string="Available", compute="_compute_skus", help="The sum of its SKUs."
    )
    title = fields.Char(readonly=True)
    status = fields.Selection(
        [("draft", "Draft"), ("active", "Active"), ("ended", "Ended")],
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
        help="The eBay API that the listing was made with; it can only be changed with "
        "the same API.",
    )
    listing_type = fields.Char(readonly=True, help="The listing type on eBay.")
    marketplace_id = fields.Many2one(
        "ebay.marketplace", readonly=True, ondelete="restrict"
    )
    currency_id = fields.Many2one("res.currency", readonly=True)
    category_id = fields.Many2one(
        "ebay.product.category", readonly=True, ondelete="restrict", index=True
    )
    url = fields.Char(string="Page on eBay", readonly=True)
    start_time = fields.Datetime(readonly=True)
    end_time = fields.Datetime(
        readonly=True, help="A listing that is good till cancelled is renewed then."
    )
    relisted_item_id = fields.Char(
        string="Relisted As", readonly=True, help="Id of the listing that replaced it."
    )
    picture_url = fields.Char(readonly=True, help="Address of its first picture.")
    picture_done = fields.Boolean(
        readonly=True, help="The picture was loaded, or can never be."
    )
    picture_error = fields.Char(readonly=True)
    picture_tries = fields.Integer(
        readonly=True, help="How often in a row the picture did not arrive."
    )
    picture_next_try = fields.Datetime(
        readonly=True, help="When a picture that did not arrive is requested again."
    )
    description = fields.Html(readonly=True, sanitize=True, sanitize_attributes=True)
    specifics = fields.Json(readonly=True, help="Item specifics, {name: [values]}.")
    specifics_table = fields.Html(
        string="Item Specifics", compute="_compute_specifics_table", sanitize=False
    )
    details_date = fields.Datetime(
        readonly=True, help="When description and item specifics were loaded."
    )
    fingerprint = fields.Char(
        readonly=True,
        help="Hash of eBay's last answer; an equal answer is not written again.",
    )
    created_product = fields.Boolean(
        readonly=True, help="Whether the import created its product."
    )
    match_state = fields.Selection(
        MATCH_STATES, required=True, default="unmatched", readonly=True, index=True
    )

    # The dashboard counts them in the indexes alone.
    _on_sale = models.Index("(backend_id) WHERE status = 'active'")
    _not_on_sale = models.Index("(backend_id, id) WHERE status != 'active'")
    _only_drafts_have_no_id = models.Constraint(
        "CHECK (external_id IS NOT NULL OR status = 'draft')",
        "Only a draft has no listing id yet.",
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
        # Markup escapes the texts from eBay.
        row = Markup("<tr><th class='pe-4'>%s</th><td>%s</td></tr>")
        for listing in self:
            rows = [
                row % (name, ", ".join(values))
                for name, values in (listing.specifics or {}).items()
            ]
            listing.specifics_table = rows and Markup(
                "<table class='table table-sm w-auto'>%s</table>"
            ) % Markup().join(rows)

    def _update_match(self):
        """Set the match state and product of these listings from their SKUs.

        In one statement: thousands of listings are matched at once.
        """
        if not self:
            return
        self.flush_recordset()
        self.env["ebay.product.product"].flush_model(
            ["active", "listing_id", "match_state", "odoo_id"]
        )
        self.env["product.product"].flush_model(["product_tmpl_id"])
        self.env.cr.execute(
            """
            UPDATE ebay_product_template AS listing
            SET match_state = new.state, odoo_id = new.product_id,
                write_date = now() AT TIME ZONE 'UTC'
            FROM (
                SELECT listing.id,
                       CASE WHEN bool_or(sku.match_state = 'ambiguous') THEN 'ambiguous'
                            WHEN bool_or(sku.match_state = 'unmatched') THEN 'unmatched'
                            ELSE 'matched' END AS state,
                       CASE WHEN count(DISTINCT product.product_tmpl_id) = 1
                            THEN min(product.product_tmpl_id) END AS product_id
                FROM ebay_product_template AS listing
                LEFT JOIN ebay_product_product AS sku
                       ON sku.listing_id = listing.id AND sku.active
                LEFT JOIN product_product AS product ON product.id = sku.odoo_id
                WHERE listing.id = ANY(%s)
                GROUP BY listing.id
            ) AS new
            WHERE listing.id = new.id
              AND (listing.match_state, listing.odoo_id)
                  IS DISTINCT FROM (new.state, new.product_id)
            RETURNING listing.id
            """,
            [self.ids],
        )
        changed = self.browse(row[0] for row in self.env.cr.fetchall())
        changed.invalidate_recordset(
            ["match_state", "odoo_id", "write_date"], flush=False
        )
        changed.modified(["match_state", "odoo_id"])

    # === DRAFTS ===

    @api.model
    def _user_fields(self):
        return super()._user_fields() | DRAFT_FIELDS

    def write(self, vals):
        """Let users write only listings that Odoo publishes; note their titles."""
        if not self.env.su and DRAFT_FIELDS & set(vals):
            self._check_user_write(vals)
            if any(not listing.listing_template_id for listing in self):
                raise AccessError(
                    self.env._(
                        "This listing was made on eBay: change it there, or move it to "
                        "Odoo first."
                    )
                )
            if "title" in vals:
                vals = {**vals, "has_own_title": bool(vals["title"])}
            if "listing_template_id" in vals:
                self._follow_template(vals["listing_template_id"])
            super(EbayProductTemplate, self.sudo()).write(vals)
            self.env[self._name].sudo()._mark_unchecked(
                SQL("id IN %s", tuple(self.ids))
            )
            return True
        return super().write(vals)

    # === JOBS ===

    @api.private
    def import_page(self, run, phase, page):
        """Import one page of listings"""
        run = run.with_env(self.env)
        with self._ebay_work(run.backend_id, ebay_run=run) as work:
            return work.component(usage="batch.importer").run_page(phase, page)

    @api.private
    def import_record(self, backend, external_id):
        """Import one listing"""
        with self._ebay_work(backend) as work:
            return work.component(usage="record.importer").run(external_id)

    @api.private
    def confirm_ended(self, backend, external_id):
        """Ask eBay whether a listing that is missing has ended"""
        with self._ebay_work(backend) as work:
            importer = work.component(usage="record.importer")
            return importer.confirm_ended(external_id)

    @api.private
    def import_pictures(self, backend, after_id):
        """Load the first pictures of listings into their products"""
        with self._ebay_work(backend) as work:
            return work.component(usage="picture.importer").run(after_id)

    # === BUTTONS ===

    def action_refresh(self):
        """Enqueue reading these listings from eBay, with description and specifics."""
        self._ebay_check_user()
        label = self.env._("Read from eBay")
        pressed = self.env["ebay.button.press"]._follow(self, label)
        for backend, listings in pressed.sudo().grouped("backend_id").items():
            with backend.work_on(self._name) as work:
                importer = work.component(usage="batch.importer")
                for listing in listings:
                    importer.enqueue_record(listing.external_id)
        return show_message(
            self.env._(
                "%s listings are being read from eBay. The result is shown here.",
                len(self),
            )
        )

    def action_match(self):
        """Open *Match Listings* for the SKUs of these listings without product."""
        self.env["ebay.product.product"].check_access("write")
        self.check_access("read")
        domain = [("listing_id", "in", self.ids), ("match_state", "!=", "matched")]
        return self.sku_ids._match_screen(domain)

    def action_migrate(self):
        """Preview moving these listings to the Inventory API; return the screen."""
        self._ebay_check_user(group="connector_ebay.group_ebay_manager")
        migrations = self.env["ebay.migration"]._preview(self)
        if len(migrations) == 1:
            return migrations.sudo(False).get_formview_action()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.ebay_migration_action"
        )

    def action_open_listing(self):
        """Open the listing on eBay."""
        self.check_access("read")
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self.url, "target": "new"}

    def action_open_product(self):
        """Open the listing's product, or the list of its SKUs' products."""
        self.check_access("read")
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
