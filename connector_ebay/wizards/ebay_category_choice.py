# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.exceptions import UserError


class EbayCategoryChoice(models.TransientModel):
    """Choose an eBay category by words: eBay proposes, a person chooses."""

    _name = "ebay.category.choice"
    _description = "Choose an eBay Category"
    _inherit = ["ebay.job.mixin"]

    backend_id = fields.Many2one("ebay.backend", string="Account", required=True)
    marketplace_id = fields.Many2one("ebay.marketplace", required=True)
    text = fields.Char(string="What Is Sold", required=True)
    line_ids = fields.One2many("ebay.category.choice.line", "choice_id")
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)

    def action_search(self):
        """Ask eBay for categories, and show them."""
        self._ebay_check_user()
        self.ensure_one()
        with self.sudo().backend_id.work_on("ebay.category.details") as work:
            adapter = work.component(usage="backend.adapter")
            tree_id, _version = adapter.tree_version(self.marketplace_id)
            rows = adapter.read_suggestions(tree_id, self.text, self.marketplace_id)
        self.line_ids.unlink()
        self.line_ids = [
            fields.Command.create(
                {
                    "category_code": row["category"]["categoryId"],
                    "name": row["category"].get("categoryName"),
                    "path": " > ".join(
                        one.get("categoryName") or ""
                        for one in reversed(row.get("categoryTreeNodeAncestors") or ())
                    ),
                }
            )
            for row in rows
        ]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Choose an eBay Category"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _choose(self, line):
        """Bind the category of a line and write it on the record that asked."""
        self._ebay_check_user()
        self.ensure_one()
        if self.res_model not in ("ebay.listing.template", "ebay.product.template"):
            raise UserError(self.env._("Open this dialog from a template or a draft."))
        record = self.env[self.res_model].browse(self.res_id)
        record.check_access("write")
        path = ":".join(
            [*line.path.split(" > "), line.name] if line.path else [line.name]
        )
        with self.sudo().backend_id.work_on("ebay.product.category") as work:
            found = work.component(usage="record.importer").get_or_create(
                {line.category_code: path}
            )
        record.category_id = found[line.category_code].id
        if self.res_model == "ebay.product.template":
            record._load_category()
            record.check_listings()
        return {"type": "ir.actions.act_window_close"}
