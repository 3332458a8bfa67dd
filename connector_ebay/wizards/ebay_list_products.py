# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import RedirectWarning, UserError

#: More products than this become drafts in the background.
PRODUCTS_AT_ONCE = 25


class EbayListProducts(models.TransientModel):
    """List products on eBay: choose account, marketplaces and templates."""

    _name = "ebay.list.products"
    _description = "List Products on eBay"

    product_ids = fields.Many2many(
        "product.template", string="Products", required=True, readonly=True
    )
    product_count = fields.Integer(compute="_compute_product_count")
    backend_id = fields.Many2one(
        "ebay.backend",
        string="Account",
        required=True,
        default=lambda self: self._default_backend(),
    )
    backend_count = fields.Integer(compute="_compute_backend_count")
    template_count = fields.Integer(compute="_compute_backend_count")
    template_id = fields.Many2one(
        "ebay.listing.template",
        compute="_compute_template_id",
        inverse="_inverse_template_id",
        help="The template of the first marketplace.",
    )
    line_ids = fields.One2many(
        "ebay.list.products.line",
        "wizard_id",
        string="Marketplaces",
        default=lambda self: self._default_lines(self._default_backend()),
    )
    again = fields.Boolean(
        string="List Again",
        help="Also products that are listed on this marketplace already get another "
        "listing. Buyers then see them twice.",
    )
    new_count = fields.Integer(compute="_compute_totals")
    skipped_count = fields.Integer(compute="_compute_totals")
    language_warning = fields.Boolean(compute="_compute_totals")
    batch_id = fields.Many2one("ebay.listing.batch", readonly=True)
    is_done = fields.Boolean(readonly=True)

    @api.model
    def _default_backend(self):
        """Return the account with templates, the first one if there are several."""
        template = self.env["ebay.listing.template"].search([], limit=1)
        return template.backend_id or self.env["ebay.backend"].search([], limit=1)

    @api.depends("product_ids")
    def _compute_product_count(self):
        for wizard in self:
            wizard.product_count = len(wizard.product_ids)

    @api.depends("backend_id")
    def _compute_backend_count(self):
        count = self.env["ebay.backend"].search_count([])
        templates = dict(
            self.env["ebay.listing.template"]._read_group(
                [], ["backend_id"], ["__count"]
            )
        )
        for wizard in self:
            wizard.backend_count = count
            wizard.template_count = templates.get(wizard.backend_id._origin, 0)

    @api.model
    def _default_lines(self, backend):
        """Return the commands for the first template of the account's marketplace."""
        templates = self.env["ebay.listing.template"].search(
            [("backend_id", "=", backend.id)]
        )
        home = templates.filtered(
            lambda one: one.marketplace_id == backend.marketplace_id
        )
        chosen = (home or templates)[:1]
        return [fields.Command.create({"template_id": one.id}) for one in chosen]

    @api.onchange("backend_id")
    def _onchange_backend_id(self):
        """Propose the templates of the account."""
        backend = self.backend_id._origin
        if self.line_ids.template_id.backend_id._origin != backend:
            self.line_ids = [
                fields.Command.clear(),
                *self._default_lines(backend),
            ]

    @api.depends("line_ids.template_id")
    def _compute_template_id(self):
        for wizard in self:
            wizard.template_id = wizard.line_ids[:1].template_id

    def _inverse_template_id(self):
        for wizard in self:
            wizard.backend_id = wizard.template_id.backend_id
            wizard.line_ids = [
                fields.Command.clear(),
                fields.Command.create({"template_id": wizard.template_id.id}),
            ]

    @api.depends("line_ids.new_count", "line_ids.template_id", "product_ids")
    def _compute_totals(self):
        for wizard in self:
            lines = wizard.line_ids
            wizard.new_count = sum(lines.mapped("new_count"))
            wizard.skipped_count = sum(lines.mapped("listed_count")) + sum(
                lines.mapped("draft_count")
            )
            wizard.language_warning = (
                len(set(lines.marketplace_id.mapped("locale"))) > 1
            )

    @api.model
    def default_get(self, fields_list):
        """Take the selected products, or those of the selected variants."""
        values = super().default_get(fields_list)
        ids = self.env.context.get("active_ids") or []
        if self.env.context.get("active_model") == "product.product":
            ids = self.env["product.product"].browse(ids).product_tmpl_id.ids
        if ids and self.env.context.get("active_model") != self._name:
            values["product_ids"] = [fields.Command.set(ids)]
        return values

    @api.model
    def _open(self, products):
        """Return the action that opens this dialog for products."""
        self.check_access("create")
        products.check_access("read")
        if not self._default_backend():
            raise RedirectWarning(
                self.env._(
                    "There is no eBay account yet. Connect one, then list products."
                ),
                self.env.ref("connector_ebay.ebay_backend_action").id,
                self.env._("Open Accounts"),
            )
        wizard = self.create({"product_ids": [fields.Command.set(products.ids)]})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("List on eBay"),
            "res_model": self._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_create(self):
        """Create the drafts and open them, or the progress if there are many."""
        self.check_access("write")
        self.ensure_one()
        if self.is_done:
            # The button was pressed twice.
            return self.batch_id._open() if self.batch_id else self._open_drafts()
        if not self.line_ids:
            raise UserError(self.env._("Choose on which marketplace to list."))
        markets = self.line_ids.marketplace_id
        if len(markets) < len(self.line_ids):
            raise UserError(
                self.env._("Two lines are for the same marketplace: remove one.")
            )
        if not self.new_count and not sum(self.line_ids.mapped("draft_count")):
            raise UserError(
                self.env._(
                    "All these products are listed on %s already.",
                    ", ".join(markets.mapped("name")),
                )
            )
        self.is_done = True
        if self.new_count > PRODUCTS_AT_ONCE:
            return self._create_in_background()
        for line in self.line_ids:
            line.template_id.create_listings(self.product_ids.ids, again=self.again)
        return self._open_drafts()

    def _create_in_background(self):
        """Enqueue the jobs that create the drafts; return the progress screen."""
        self.product_ids.check_access("read")
        self.line_ids.template_id.check_access("read")
        self.backend_id._check_can_run()
        batch = (
            self.env["ebay.listing.batch"]
            .sudo()
            .create(
                {
                    "backend_id": self.backend_id.id,
                    "kind": "create",
                    "template_ids": [fields.Command.set(self.line_ids.template_id.ids)],
                    "product_ids": self.product_ids.ids,
                    "again": self.again,
                }
            )
        )
        pressed = self.env["ebay.button.press"]._follow(
            batch, self.env._("Create drafts of listings")
        )
        pressed._enqueue_slice()
        self.batch_id = batch
        return batch.with_user(self.env.user)._open()

    def _open_drafts(self):
        """Return the action that opens the drafts of these products."""
        listings = self.env["ebay.product.template"].search(
            [
                ("odoo_id", "in", self.product_ids.ids),
                ("listing_template_id", "in", self.line_ids.template_id.ids),
                ("status", "=", "draft"),
            ]
        )
        return listings._open_drafts()

    def action_new_template(self):
        """Open an empty listing template."""
        self.env["ebay.listing.template"].check_access("create")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Listing Template"),
            "res_model": "ebay.listing.template",
            "views": [(False, "form")],
            "context": {"default_backend_id": self.backend_id.id},
        }
