# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import defaultdict

from odoo import SUPERUSER_ID

from odoo.addons.component.core import Component


class EbayStockAdjuster(Component):
    """Makes stock in Odoo equal to eBay's by inventory adjustments.

    eBay tells what can still be bought. What is sold and has not left comes on top:
    what is reserved, and what eBay's own orders still have to reserve. No difference,
    no write.
    """

    _name = "ebay.stock.adjuster"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.product"
    _usage = "stock.adjuster"

    def adjust(self, products, run):
        """Adjust these products; how many had to be.

        Left alone are products whose stock Odoo does not keep, kits, and those kept
        by lot: eBay cannot tell which lot is missing.
        """
        products = products.filtered(
            lambda product: product.is_storable and product.tracking == "none"
        )
        location = self.backend.warehouse_id.lot_stock_id
        if not products or not location:
            return 0
        on_ebay = self._on_ebay(products)
        sold = self._sold(products)
        quants = self._quants(products, location)
        wanted, differences = {}, []
        for product in products:
            held = quants[product]
            before = sum(held.mapped("quantity"))
            reserved = sum(held.mapped("reserved_quantity"))
            after = on_ebay[product] + reserved + sold[product]
            if product.uom_id.compare(before, after) == 0:
                continue
            own = held.filtered(
                lambda quant: quant.location_id == location
                and not (quant.lot_id or quant.package_id or quant.owner_id)
            )
            wanted[product] = sum(own.mapped("quantity")) + after - before
            differences.append(self._difference(product, before, after, run))
        if wanted:
            self._apply(wanted, location)
            self.env["ebay.stock.difference"].sudo().create(differences)
        return len(wanted)

    def _on_ebay(self, products):
        """``{product: what can be bought on eBay}``, over its listings.

        Listings that offer all of the stock each show the same pieces; the sum of
        those that divide it is the stock.
        """
        skus = self.model.search(
            [
                ("backend_id", "=", self.backend.id),
                ("odoo_id", "in", products.ids),
                ("status", "=", "active"),
            ]
        )
        shown = defaultdict(dict)
        for sku in skus:
            part = sku.ebay_sku if sku.channel == "inventory" else sku.id
            shown[sku.odoo_id][part or sku.id] = sku.quantity
        add_up = max if self.backend.stock_sharing == "full" else sum
        return {product: add_up(shown[product].values() or [0]) for product in products}

    def _sold(self, products):
        """``{product: units}`` of eBay's orders that are not reserved."""
        lines = self.env["ebay.sale.order.line"].sudo()
        unbooked = lines._unbooked_quantities(self.backend, stock_field="free_qty")
        sold = defaultdict(int)
        for sku in self.model.browse(unbooked).filtered(
            lambda sku: sku.odoo_id in products
        ):
            sold[sku.odoo_id] += unbooked[sku.id]
        return sold

    def _quants(self, products, location):
        quants = (
            self.env["stock.quant"]
            .sudo()
            .search(
                [
                    ("product_id", "in", products.ids),
                    ("location_id", "child_of", location.id),
                ]
            )
            .grouped("product_id")
        )
        empty = self.env["stock.quant"].sudo()
        return {product: quants.get(product, empty) for product in products}

    def _difference(self, product, before, after, run):
        sku = product.ebay_bind_ids.filtered(
            lambda sku: sku.backend_id == self.backend
        )[:1]
        return {
            "run_id": run.id,
            "backend_id": self.backend.id,
            "product_id": product.id,
            "ebay_sku": sku.ebay_sku,
            "quantity_before": before,
            "quantity": after,
        }

    def _apply(self, wanted, location):
        """One adjustment for all: moves say that eBay is the reason."""
        quants = (
            self.env["stock.quant"]
            .with_user(SUPERUSER_ID)
            .with_company(self.backend.company_id)
            .with_context(
                inventory_mode=True,
                inventory_name=self.env._("eBay: %s", self.backend.name),
            )
            .create(
                [
                    {
                        "product_id": product.id,
                        "location_id": location.id,
                        "inventory_quantity": quantity,
                    }
                    for product, quantity in wanted.items()
                ]
            )
        )
        quants.action_apply_inventory()
