# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component


class EbayListingCreator(Component):
    """Create drafts of listings for products, a few queries for all of them.

    A draft is a binding without ``external_id``. A product that has a draft or an
    active listing of this account on the marketplace gets no second one, unless a
    person says so.
    """

    _name = "ebay.listing.creator"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "listing.creator"

    def create_drafts(self, template: Any, products: Any, again: bool = False) -> Any:
        """Return the drafts of these products, those that exist already included.

        :param template: the ``ebay.listing.template``
        :param products: ``product.template`` records
        :param again: list also what is listed already
        """
        known = self.model.browse() if again else self.find_known(template, products)
        drafts = known.filtered(lambda listing: listing.status == "draft")
        new = products - known.odoo_id - known.sku_ids.odoo_id.product_tmpl_id
        mappings = self.find_mappings(template.marketplace_id, new)
        created = self.model.create(
            [
                self._values(
                    template,
                    product,
                    mappings[product].category_id
                    if product in mappings
                    else template.category_id,
                )
                for product in new
            ]
        )
        self.env["ebay.product.product"].create(
            [
                self.sku_values(listing, variant)
                for listing in created
                for variant in listing.odoo_id.product_variant_ids
            ]
        )
        listings = drafts | created
        self.component(
            usage="category.details.importer", model_name="ebay.category.details"
        ).load(listings.category_id, template.marketplace_id)
        self.component(usage="aspect.filler").fill(created)
        return listings

    def find_known(self, template: Any, products: Any) -> Any:
        """Return the drafts and active listings of these products on the marketplace.

        A listing whose SKUs are different products counts for each of them.
        """
        variants = products.with_context(active_test=False).product_variant_ids
        skus = self.env["ebay.product.product"].search(
            [
                ("backend_id", "=", self.backend.id),
                ("odoo_id", "in", variants.ids),
                ("listing_id.marketplace_id", "=", template.marketplace_id.id),
                ("status", "in", ("draft", "active")),
            ]
        )
        return skus.listing_id

    def find_mappings(self, marketplace: Any, products: Any) -> dict[Any, Any]:
        """Return the ``ebay.category.mapping`` of each product that has one.

        That of its product category, or of the nearest one above it.
        """
        mappings = self.env["ebay.category.mapping"].search(
            [
                ("backend_id", "=", self.backend.id),
                ("marketplace_id", "=", marketplace.id),
            ]
        )
        by_category = {one.product_category_id: one for one in mappings}
        found = {}
        for product in products if by_category else ():
            category = product.categ_id
            while category and category not in by_category:
                category = category.parent_id
            if category:
                found[product] = by_category[category]
        return found

    def _values(self, template: Any, product: Any, category: Any) -> dict[str, Any]:
        marketplace = template.marketplace_id
        return {
            "backend_id": self.backend.id,
            "odoo_id": product.id,
            "title": product.name,
            "listing_template_id": template.id,
            "status": "draft",
            "publish_state": "draft",
            "channel": "inventory",
            "listing_type": "FixedPriceItem",
            "marketplace_id": marketplace.id,
            "currency_id": marketplace.currency_id.id,
            "category_id": category.id,
            "match_state": "matched",
        }

    def sku_values(self, listing: Any, variant: Any) -> dict[str, Any]:
        """Return the values of the SKU of a variant in a draft."""
        return {
            "backend_id": self.backend.id,
            "listing_id": listing.id,
            "odoo_id": variant.id,
            "ebay_sku": (variant.default_code or "").strip() or False,
            "currency_id": listing.currency_id.id,
            "match_state": "matched",
        }
