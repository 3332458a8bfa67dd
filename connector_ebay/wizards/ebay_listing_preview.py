# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import formatLang

#: Variations that are shown at most.
MOST = 100


class EbayListingPreview(models.TransientModel):
    """A listing as buyers will see it, as a page of its own.

    The page is shown in a frame in which no script runs and nothing can be sent.
    """

    _name = "ebay.listing.preview"
    _description = "eBay Listing Preview"

    listing_id = fields.Many2one(
        "ebay.product.template", required=True, readonly=True, ondelete="cascade"
    )
    error_count = fields.Integer(related="listing_id.error_count")
    document = fields.Text(readonly=True)

    @api.model
    def _open(self, listing):
        """Return the action that opens the preview of a listing."""
        preview = self.create(
            {"listing_id": listing.id, "document": self._document(listing.sudo())}
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Preview of %s", listing.display_name),
            "res_model": self._name,
            "res_id": preview.id,
            "views": [(False, "form")],
            "target": "new",
        }

    @api.model
    def _document(self, listing):
        """Return the page as HTML."""
        with listing.backend_id.work_on(listing._name) as work:
            [(_listing, content)] = work.component(
                usage="listing.content.builder"
            ).build(listing)
        names = {
            one.code: one.name for one in getattr(content.category, "conditions", ())
        }
        own_names = dict(listing._fields["condition"]._description_selection(self.env))
        prices = sorted({float(sku.price) for sku in content.skus if sku.price})
        return str(
            self.env["ir.qweb"]._render(
                "connector_ebay.listing_preview",
                {
                    "content": content,
                    "listing": listing,
                    "condition": names.get(content.condition)
                    or own_names.get(content.condition),
                    "pictures": self._picture_urls(listing, len(content.pictures)),
                    "prices": [self._money(price, listing) for price in prices],
                    "quantity": sum(max(0, sku.quantity or 0) for sku in content.skus),
                    "aspects": self._aspects(content),
                    "variations": self._variations(content, listing),
                    "description": Markup(content.description),
                    "summary": content.mobile_summary,
                    "template": listing.listing_template_id,
                },
            )
        )

    @staticmethod
    def _aspects(content):
        """Return ``[(name, values)]`` of the item specifics."""
        return [
            (name, ", ".join(values))
            for name, values in content.aspects.items()
            if values
        ]

    def _variations(self, content, listing):
        """Return the names of the axes and a row of texts for each variation."""
        names = list(dict.fromkeys(name for sku in content.skus for name in sku.axes))
        rows = [
            [
                *(sku.axes.get(name, "") for name in names),
                self._money(float(sku.price or 0), listing),
                str(sku.quantity or 0),
            ]
            for sku in content.skus[:MOST]
        ]
        return {"names": names, "rows": rows, "more": len(content.skus) - len(rows)}

    def _money(self, price, listing):
        return formatLang(self.env, price, currency_obj=listing.currency_id)

    def _picture_urls(self, listing, limit):
        """Return the addresses of the pictures of the listing, in their order."""
        product = listing.odoo_id
        urls = [f"/web/image/product.template/{product.id}/image_1024"]
        if "product.image" in self.env:
            images = self.env["product.image"].search(
                [
                    ("product_tmpl_id", "=", product.id),
                    ("product_variant_id", "=", False),
                ]
            )
            urls += [f"/web/image/product.image/{one.id}/image_1024" for one in images]
        return urls[:limit]
