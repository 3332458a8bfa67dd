# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.queue_job.exception import JobError

from ..tools.publishing.category_search import (
    Found,
    find_categories,
    find_children,
    search_tree,
)


class EbayCategoryChoice(models.TransientModel):
    """Choose the eBay category of a template or of listings.

    eBay proposes some for the product's name; the mapping of its product category comes
    first, and the whole cached tree can be searched and walked through.
    """

    _name = "ebay.category.choice"
    _description = "Choose an eBay Category"
    _inherit = ["ebay.job.mixin"]

    backend_id = fields.Many2one("ebay.backend", string="Account", required=True)
    marketplace_id = fields.Many2one("ebay.marketplace", required=True)
    text = fields.Char(string="Search")
    line_ids = fields.One2many("ebay.category.choice.line", "choice_id")
    template_id = fields.Many2one("ebay.listing.template", readonly=True)
    listing_ids = fields.Many2many("ebay.product.template", readonly=True)
    listing_count = fields.Integer(compute="_compute_listings")
    product_category_id = fields.Many2one(
        "product.category",
        compute="_compute_listings",
        help="The product category that all these products have.",
    )
    remember = fields.Boolean(
        help="Products of this product category are listed there from now on.",
    )
    is_tree_known = fields.Boolean(readonly=True, default=True)
    note = fields.Char(readonly=True)

    @api.depends("listing_ids")
    def _compute_listings(self):
        for choice in self:
            categories = choice.listing_ids.odoo_id.categ_id
            choice.listing_count = len(choice.listing_ids)
            choice.product_category_id = (
                categories if len(categories) == 1 else categories.browse()
            )

    @api.model
    def _open(self, records):
        """Return the action that opens this dialog for a template or for listings."""
        records.check_access("write")
        if len(records.backend_id) != 1 or len(records.marketplace_id) != 1:
            raise UserError(
                self.env._(
                    "Choose listings of one account and one marketplace: each "
                    "marketplace has its own categories."
                )
            )
        is_template = records._name == "ebay.listing.template"
        products = self.env["product.template"]
        if not is_template:
            products = records.odoo_id
            records._check_made_in_odoo()
        categories = products.categ_id
        text = categories.name if len(products) > 1 else products.name
        if len(categories) > 1:
            text = products[:1].name
        choice = self.create(
            {
                "backend_id": records.backend_id.id,
                "marketplace_id": records.marketplace_id.id,
                "text": text or "",
                "template_id": records.id if is_template else False,
                "listing_ids": [fields.Command.set([] if is_template else records.ids)],
            }
        )
        choice._find_all()
        return choice._reopen()

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Choose an eBay Category"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    # === SEARCH ===

    def action_search(self):
        """Ask eBay for proposals, and search the tree."""
        self._ebay_check_user()
        self.ensure_one()
        self._find_all()
        return self._reopen()

    def action_top(self):
        """Show the categories at the top of the tree."""
        self._ebay_check_user()
        self.ensure_one()
        self.note = False
        self._show([("tree", one) for one in find_children(self._nodes(), "")])
        return self._reopen()

    def action_load_tree(self):
        """Read the marketplace's categories from eBay."""
        self._ebay_check_user()
        self.ensure_one()
        choice = self.sudo()
        with choice.backend_id.work_on("ebay.product.category") as work:
            adapter = work.component(usage="backend.adapter")
            tree_id, version = adapter.tree_version(choice.marketplace_id)
            nodes = adapter.read_tree(tree_id, choice.marketplace_id)
        choice._tree()._store(
            choice.backend_id, choice.marketplace_id, tree_id, version, nodes
        )
        self._find_all()
        return self._reopen()

    def _tree(self):
        trees = self.env["ebay.category.tree"].sudo()
        return trees._find(self.backend_id.sudo(), self.marketplace_id)

    def _nodes(self):
        return self._tree()._nodes()

    def _find_all(self):
        """Show the mapped category, eBay's proposals and what the tree has."""
        nodes = self._nodes()
        template = self.listing_ids.listing_template_id.category_id
        own = [
            ("template", one)
            for one in find_categories(nodes, template.mapped("external_id"))
        ]
        self.is_tree_known = bool(nodes)
        text = (self.text or "").strip()
        mapped = [("mapping", one) for one in find_categories(nodes, self._mapped())]
        proposed = [("ebay", one) for one in self._suggestions(text)] if text else []
        found = [("tree", one) for one in search_tree(nodes, text)] if nodes else []
        self._show([*mapped, *own, *proposed, *found])

    def _mapped(self):
        """Return eBay's ids of the categories that are mapped for these products."""
        mappings = self.env["ebay.category.mapping"].search(
            [
                ("backend_id", "=", self.backend_id.id),
                ("marketplace_id", "=", self.marketplace_id.id),
                (
                    "product_category_id",
                    "parent_of",
                    self.listing_ids.odoo_id.categ_id.ids,
                ),
            ]
        )
        return mappings.category_id.mapped("external_id")

    def _suggestions(self, text):
        """Return eBay's proposals; none, with a note, if eBay does not answer."""
        self.note = False
        market = self.marketplace_id
        try:
            with self.sudo().backend_id.work_on("ebay.category.details") as work:
                adapter = work.component(usage="backend.adapter")
                tree_id = self._tree().tree_id or adapter.tree_version(market)[0]
                rows = adapter.read_suggestions(tree_id, text, market)
        except (JobError, UserError) as error:
            self.note = self.env._("eBay makes no proposals now. %s", error)
            return []
        return [
            Found(
                row["category"]["categoryId"],
                row["category"].get("categoryName") or "",
                tuple(
                    one.get("categoryName") or ""
                    for one in reversed(row.get("categoryTreeNodeAncestors") or ())
                ),
                True,
            )
            for row in rows
        ]

    def _show(self, found):
        """Replace the lines by these categories, each once."""
        unique = {}
        for source, one in found:
            unique.setdefault(one.code, (source, one))
        self.line_ids.unlink()
        self.env["ebay.category.choice.line"].create(
            [
                {
                    "choice_id": self.id,
                    "category_code": one.code,
                    "name": one.name,
                    "path": " › ".join(one.parents),
                    "is_leaf": one.is_leaf,
                    "source": source,
                }
                for source, one in unique.values()
            ]
        )

    # === CHOICE ===

    def _choose(self, line):
        """Bind the category of a line and write it on the records that asked."""
        self._ebay_check_user()
        self.ensure_one()
        records = self.template_id or self.listing_ids.exists()
        records.check_access("write")
        if not line.is_leaf:
            raise UserError(
                self.env._(
                    "%s has categories below it. Choose one of these.", line.name
                )
            )
        path = ":".join([*(line.path or "").split(" › "), line.name])
        with self.sudo().backend_id.work_on("ebay.product.category") as work:
            found = work.component(usage="record.importer").get_or_create(
                {line.category_code: path}
            )
        category = found[line.category_code].with_env(self.env)
        records.write({"category_id": category.id})
        if self.remember and self.product_category_id:
            self._remember(category)
        if not self.template_id:
            records._load_category()
            records._check_now_or_soon()
        return {"type": "ir.actions.act_window_close"}

    def _remember(self, category):
        """List the products of the product category there from now on."""
        mappings = self.env["ebay.category.mapping"]
        values = {
            "backend_id": self.backend_id.id,
            "marketplace_id": self.marketplace_id.id,
            "product_category_id": self.product_category_id.id,
        }
        known = mappings.search([(name, "=", value) for name, value in values.items()])
        if known:
            known.category_id = category
        else:
            mappings.create({**values, "category_id": category.id})
