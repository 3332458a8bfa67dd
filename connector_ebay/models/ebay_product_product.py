# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from .ebay_product_template import MATCH_STATES


class EbayProductProduct(models.Model):
    """One SKU of a listing: a single item, or a variation.

    ``external_id`` is the listing id, and for a variation what tells it apart from
    the others (see ``ebay.product.template.adapter``): a SKU may be missing, and may
    be in several listings.
    """

    _name = "ebay.product.product"
    _inherit = "ebay.binding"
    _description = "eBay SKU"
    _order = "listing_id desc, id"
    _rec_names_search = ["ebay_sku", "external_id", "listing_id.title"]

    odoo_id = fields.Many2one(
        "product.product",
        string="Product",
        ondelete="set null",
        index="btree_not_null",
    )
    active = fields.Boolean(
        default=True, readonly=True, help="Off when the listing no longer has it."
    )
    listing_id = fields.Many2one(
        "ebay.product.template",
        string="Listing",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    ebay_listing_id = fields.Char(
        string="Listing ID", required=True, readonly=True, index=True
    )
    ebay_sku = fields.Char(string="SKU", readonly=True, index="btree_not_null")
    ebay_offer_id = fields.Char(
        string="Offer ID", readonly=True, index="btree_not_null"
    )
    specifics = fields.Json(
        readonly=True, help="What makes the variation: [[name, value], ...]"
    )
    variation = fields.Char(compute="_compute_variation", store=True)
    ean = fields.Char(string="EAN", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    price = fields.Monetary(readonly=True)
    quantity = fields.Integer(string="Available", readonly=True)
    quantity_sold = fields.Integer(string="Sold", readonly=True)
    match_state = fields.Selection(
        MATCH_STATES, required=True, default="unmatched", readonly=True, index=True
    )
    match_note = fields.Char(
        string="Why Not Matched", readonly=True, help="What a person has to decide."
    )
    candidate_ids = fields.Many2many(
        "product.product", string="Candidates", context={"active_test": False}
    )
    status = fields.Selection(related="listing_id.status")
    marketplace_id = fields.Many2one(related="listing_id.marketplace_id")
    channel = fields.Selection(related="listing_id.channel")
    title = fields.Char(related="listing_id.title")

    @api.depends("specifics")
    def _compute_variation(self):
        for sku in self:
            sku.variation = ", ".join(
                f"{name}: {value}" for name, value in sku.specifics or []
            )

    @api.depends("ebay_sku", "variation", "ebay_listing_id")
    def _compute_display_name(self):
        for sku in self:
            name = sku.ebay_sku or sku.ebay_listing_id or ""
            sku.display_name = f"{name} ({sku.variation})" if sku.variation else name

    def write(self, vals):
        """Tell whoever waits for these SKUs that they have their product now."""
        result = super().write(vals)
        # A page's SKUs are linked one by one, and told of all at once.
        if vals.get("odoo_id") and not self.env.context.get("ebay_linking"):
            self._on_linked()
        return result

    def _on_linked(self):
        """Hook: these SKUs, any number, have just got their product."""

    def _on_seen(self, sold_before):
        """Hook: an import has written what eBay has of these SKUs now.

        :param sold_before: ``{SKU id: units sold as the import before saw it}``
        """
