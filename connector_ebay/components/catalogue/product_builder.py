# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...tools.product_locks import detect_concurrent_creation

#: Thousands of products may be created: without followers, log notes and mails, and
#: without Odoo's own variants, as only those combinations are wanted that eBay has.
BULK_CONTEXT = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "create_product_product": False,
}


class EbayProductBuilder(Component):
    """Create the products of SKUs that match none, a page at a time."""

    _name = "ebay.product.builder"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "product.builder"

    def build(
        self, listings: dict[str, dict[str, Any]], skus: BaseModel, lookups: Component
    ) -> None:
        """Create products for these SKUs and link them.

        :param listings: the listings by id
        :param skus: SKUs that match no product
        """
        detect_concurrent_creation(self.env)
        skus = skus.filtered(lambda sku: sku.ebay_listing_id in listings)
        self._unused_barcodes = self._find_unused_barcodes(skus)
        #: Kept while products are built: it looks up taxes once.
        self.pricing = self.component(usage="product.pricing")
        single = skus.filtered(lambda sku: not sku.specifics)
        self._build_single(listings, single, lookups)
        variant_builder = self.component(usage="variant.builder")
        variant_builder.build(listings, skus - single, lookups, self)

    def template_values(
        self, listing: dict[str, Any], lookups: Component
    ) -> dict[str, Any]:
        """Return the values of the product template for a listing."""
        mapper = self.component(usage="product.mapper")
        return mapper.map_record(listing).values(lookups=lookups)

    def product_values(self, sku: BaseModel) -> dict[str, Any]:
        """Return the values of the variant: reference and, if unused, barcode."""
        values = {"default_code": sku.ebay_sku or False}
        # Odoo allows a barcode only once: the first of several SKUs gets it.
        if sku.ean in self._unused_barcodes:
            self._unused_barcodes.discard(sku.ean)
            values["barcode"] = sku.ean
        return values

    def _find_unused_barcodes(self, skus: BaseModel) -> set[str]:
        barcodes = {ean for ean in skus.mapped("ean") if ean}
        if not barcodes:
            return barcodes
        domain = [("barcode", "in", list(barcodes))]
        products = self.env["product.product"].with_context(active_test=False)
        used = products.search(domain).mapped("barcode")
        used += self.env["product.uom"].search(domain).mapped("barcode")
        return barcodes - set(used)

    def _build_single(
        self, listings: dict[str, dict[str, Any]], skus: BaseModel, lookups: Component
    ) -> None:
        """Create and link the products of listings without variations."""
        values_list = [
            {
                **self.template_values(listings[sku.ebay_listing_id], lookups),
                **self.pricing.product_values(sku),
                **self.product_values(sku),
            }
            for sku in skus
        ]
        products = (
            self.env["product.product"].with_context(**BULK_CONTEXT).create(values_list)
        )
        for sku, product in zip(skus, products, strict=True):
            self.link(sku, product)

    def link(self, sku: BaseModel, product: BaseModel, created: bool = True) -> None:
        """Link a SKU to a product.

        :param created: whether the product was created for it
        """
        sku.write(
            {"odoo_id": product.id, "match_state": "matched", "match_text": False}
        )
        if created:
            sku.listing_id.created_product = True
