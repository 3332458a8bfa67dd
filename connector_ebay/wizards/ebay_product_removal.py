# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..tools.client_actions import CLOSE, show_message


class EbayProductRemoval(models.TransientModel):
    """Confirm that listings on eBay end before their products are removed."""

    _name = "ebay.product.removal"
    _description = "End Listings of a Product"

    operation = fields.Selection(
        [("archive", "Archive"), ("delete", "Delete")], required=True, readonly=True
    )
    product_ids = fields.Many2many("product.template", readonly=True)
    variant_ids = fields.Many2many("product.product", readonly=True)
    sku_ids = fields.Many2many(
        "ebay.product.product", string="On Sale", compute="_compute_sku_ids"
    )
    listing_count = fields.Integer(compute="_compute_sku_ids")

    @api.model
    def default_get(self, fields_list):
        """Take the products or variants that the user wanted to remove."""
        values = super().default_get(fields_list)
        field = {"product.template": "product_ids", "product.product": "variant_ids"}
        name = field.get(self.env.context.get("active_model"))
        if name:
            ids = self.env.context.get("active_ids") or []
            values[name] = [fields.Command.set(ids)]
        return values

    @api.depends("product_ids", "variant_ids")
    def _compute_sku_ids(self):
        for wizard in self:
            skus = wizard.product_ids._ebay_live_skus()
            skus |= wizard.variant_ids._ebay_live_skus()
            wizard.sku_ids = skus
            wizard.listing_count = len(skus.listing_id)

    def action_confirm(self):
        """End the listings; the products are removed as soon as they have ended."""
        self.check_access("write")
        self.ensure_one()
        for products in (self.product_ids, self.variant_ids):
            if products and self.operation == "archive":
                products.ebay_end_and_archive()
            elif products:
                products.ebay_end_and_delete()
        message = self.env._(
            "The listings are being ended on eBay. The products follow then."
        )
        return show_message(message, then=CLOSE)
