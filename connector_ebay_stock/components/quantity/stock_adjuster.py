# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections import defaultdict
from typing import Any

from odoo import SUPERUSER_ID
from odoo.models import BaseModel

from odoo.addons.component.core import Component


class EbayStockAdjuster(Component):
    """Adjust the stock in Odoo to eBay's quantities.

    eBay reports the quantity that can still be bought. Units that are sold and not yet
    delivered are added: those that are reserved, and those of eBay orders that are not.
    Nothing is written where there is no difference.
    """

    _name = "ebay.stock.adjuster"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.product"
    _usage = "stock.adjuster"

    def adjust(self, products: BaseModel, run: BaseModel) -> int:
        """Adjust these products; return the number of those that differed.

        Products without inventory tracking, kits, and products tracked by lot are left
        out: eBay cannot tell which lot is missing.
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
        wanted: dict[BaseModel, float] = {}
        differences = []
        for product in products:
            present = quants[product]
            before = sum(present.mapped("quantity"))
            reserved = sum(present.mapped("reserved_quantity"))
            after = on_ebay[product] + reserved + sold[product]
            if product.uom_id.compare(before, after) == 0:
                continue
            own = present.filtered(
                lambda quant: quant.location_id == location
                and not (quant.lot_id or quant.package_id or quant.owner_id)
            )
            wanted[product] = sum(own.mapped("quantity")) + after - before
            differences.append(self._difference(product, before, after, run))
        if wanted:
            self._apply(wanted, location)
            self.env["ebay.stock.difference"].sudo().create(differences)
        return len(wanted)

    def _on_ebay(self, products: BaseModel) -> dict[BaseModel, int]:
        """Return ``{product: quantity that can be bought on eBay}``.

        Listings that offer all of the stock show the same units, so the largest
        quantity counts; quantities of listings that divide the stock are added up.
        """
        skus = self.model.search(
            [
                ("backend_id", "=", self.backend.id),
                ("odoo_id", "in", products.ids),
                ("status", "=", "active"),
            ]
        )
        shown: dict[BaseModel, dict[Any, int]] = defaultdict(dict)
        for sku in skus:
            item = sku.ebay_sku if sku.channel == "inventory" else sku.id
            shown[sku.odoo_id][item or sku.id] = sku.quantity
        total = max if self.backend.stock_sharing == "full" else sum
        return {product: total(shown[product].values() or [0]) for product in products}

    def _sold(self, products: BaseModel) -> dict[BaseModel, int]:
        """Return ``{product: units}`` of eBay orders that are not reserved."""
        lines = self.env["ebay.sale.order.line"].sudo()
        unbooked = lines._unbooked_quantities(self.backend, stock_field="free_qty")
        sold: dict[BaseModel, int] = defaultdict(int)
        for sku in self.model.browse(unbooked).filtered(
            lambda sku: sku.odoo_id in products
        ):
            sold[sku.odoo_id] += unbooked[sku.id]
        return sold

    def _quants(
        self, products: BaseModel, location: BaseModel
    ) -> dict[BaseModel, BaseModel]:
        """Return ``{product: quants}`` in a location and those below it."""
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

    def _difference(
        self, product: BaseModel, before: float, after: float, run: BaseModel
    ) -> dict[str, Any]:
        """Return the values of an ``ebay.stock.difference``."""
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

    def _apply(self, wanted: dict[BaseModel, float], location: BaseModel) -> None:
        """Apply one inventory adjustment, with eBay as the reason of its moves."""
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
