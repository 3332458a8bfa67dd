# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.fingerprint import fingerprint
from ..tools.stored_text import StoredText

#: As many as eBay's Metadata API takes in one call.
CATEGORIES_PER_JOB = 50


class EbayProductCategory(models.Model):
    """Bind a category of eBay's tree to a product category."""

    _name = "ebay.product.category"
    _inherit = "ebay.binding"
    _description = "eBay Category"
    _parent_name = "parent_id"
    _parent_store = True
    _order = "complete_name, id"
    _rec_name = "complete_name"

    odoo_id = fields.Many2one(
        "product.category",
        string="Product Category",
        required=True,
        ondelete="cascade",
        index=True,
    )
    name = fields.Char(required=True, readonly=True, help="The name on eBay.")
    parent_id = fields.Many2one(
        "ebay.product.category", readonly=True, ondelete="restrict", index=True
    )
    parent_path = fields.Char(index=True)
    complete_name = fields.Char(
        compute="_compute_complete_name", recursive=True, store=True
    )
    in_tree = fields.Boolean(
        readonly=True,
        help="Whether eBay's current category tree contains it. Categories known only "
        "from a listing, and categories that eBay has removed, are not in the tree.",
    )
    listing_ids = fields.One2many("ebay.product.template", "category_id")
    listing_count = fields.Integer(compute="_compute_listing_count")

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for category in self:
            parent = category.parent_id
            category.complete_name = (
                f"{parent.complete_name} / {category.name}" if parent else category.name
            )

    @api.model
    def _user_fields(self):
        return super()._user_fields() | {"odoo_id"}

    def _compute_listing_count(self):
        counts = dict(
            self.env["ebay.product.template"]._read_group(
                [("category_id", "child_of", self.ids)], ["category_id"], ["__count"]
            )
        )
        for category in self:
            category.listing_count = sum(
                number
                for found, number in counts.items()
                if found.parent_path.startswith(category.parent_path or "-")
            )

    def _enqueue_details(self, backend, marketplace):
        """Enqueue reading what eBay demands in these categories, if that is not cached.

        One job for as many as eBay takes in one call.
        """
        ids = sorted(self.ids)
        for start in range(0, len(ids), CATEGORIES_PER_JOB):
            part = ids[start : start + CATEGORIES_PER_JOB]
            key = fingerprint(",".join(map(str, part)))
            self.browse(part)._ebay_delay(
                "details",
                f"category_details:{marketplace.code}:{key}",
                backend=backend,
                description=StoredText._("Read what eBay demands in categories"),
            ).import_details(backend, marketplace)

    @api.private
    def import_details(self, backend, marketplace):
        """Read what eBay demands in categories; check drafts again where it changed"""
        with self._ebay_work(backend) as work:
            marketplace = marketplace.with_env(self.env)
            changed = work.component(
                usage="category.details.importer", model_name="ebay.category.details"
            ).load_changes(self.exists(), marketplace)
        if changed:
            ids = self.exists().filtered(lambda one: one.external_id in changed).ids
            self.env["ebay.product.template"]._mark_unchecked(
                SQL("category_id IN %s", tuple(ids))
            )
        return StoredText._(
            "%(number)s categories read or current, %(changed)s changed.",
            number=len(self),
            changed=len(changed),
        )

    @api.private
    def import_tree(self, backend):
        """Import eBay's category tree, as far as listings use it"""
        with self._ebay_work(backend) as work:
            return work.component(usage="batch.importer").run()
