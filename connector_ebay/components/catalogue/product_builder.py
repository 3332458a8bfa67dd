# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component

#: Products come in by the thousand: without followers, log notes and mails each, and
#: with variants made here, for the combinations that exist on eBay and no others.
BULK_CONTEXT = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "create_product_product": False,
}


class EbayProductBuilder(Component):
    """Creates the products of SKUs that match none, a page at a time."""

    _name = "ebay.product.builder"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "product.builder"

    def build(self, listings, skus, lookups):
        """Create products for these SKUs and bind them.

        :param listings: ``{listing id: what eBay said}``
        :param skus: bindings without product, all of them certain to have none
        """
        self.claim_catalogue()
        skus = skus.filtered(lambda sku: sku.ebay_listing_id in listings)
        single = skus.filtered(lambda sku: not sku.specifics)
        self._free_barcodes = self._find_free_barcodes(skus)
        self._build_singles(listings, single, lookups)
        variants = self.component(usage="variant.builder")
        variants.build(listings, skus - single, lookups, self)

    def template_values(self, listing, lookups):
        """Values of the product.template for a listing."""
        mapper = self.component(usage="product.mapper")
        return mapper.map_record(listing).values(lookups=lookups)

    def product_values(self, sku):
        """Values that belong to the variant: reference and, if free, barcode."""
        values = {"default_code": sku.ebay_sku or False}
        # The first of several SKUs with one barcode gets it: Odoo allows only one.
        if sku.ean in self._free_barcodes:
            self._free_barcodes.discard(sku.ean)
            values["barcode"] = sku.ean
        return values

    def _find_free_barcodes(self, skus):
        barcodes = {ean for ean in skus.mapped("ean") if ean}
        if not barcodes:
            return barcodes
        domain = [("barcode", "in", list(barcodes))]
        products = self.env["product.product"].with_context(active_test=False)
        taken = products.search(domain).mapped("barcode")
        taken += self.env["product.uom"].search(domain).mapped("barcode")
        return barcodes - set(taken)

    def _build_singles(self, listings, skus, lookups):
        values_list = [
            {
                **self.template_values(listings[sku.ebay_listing_id], lookups),
                **self.product_values(sku),
            }
            for sku in skus
        ]
        products = (
            self.env["product.product"].with_context(**BULK_CONTEXT).create(values_list)
        )
        for sku, product in zip(skus, products, strict=True):
            self.bind(sku, product)

    def bind(self, sku, product, created=True):
        """Bind a SKU to a product, most often one just made for it."""
        sku.write(
            {"odoo_id": product.id, "match_state": "matched", "match_note": False}
        )
        if created:
            sku.listing_id.created_product = True
