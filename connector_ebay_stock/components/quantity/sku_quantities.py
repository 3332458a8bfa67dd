# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import floor

from odoo.models import BaseModel

from odoo.addons.component.core import Component

#: What shares one quantity on eBay: an account and its inventory item or SKU.
Share = tuple[int, str | int]


class EbaySkuQuantities(Component):
    """Compute the quantities to offer, with a few queries for all SKUs.

    1. Add up the stock of the account's warehouses.
    2. Subtract the buffer, and units that eBay has sold and Odoo has not reserved.
    3. Offer all of it, a percentage or a fixed number.
    4. Divide this between the listings of the product.
    5. Limit it to the largest quantity of a listing. It is never negative.
    """

    _inherit = "ebay.sku.quantities"

    def quantities(self, skus: BaseModel) -> dict[BaseModel, int]:
        """Return ``{sku: quantity}``.

        SKUs are left out if Odoo does not track the inventory of their product, unless
        a fixed number is offered.
        """
        skus = skus.filtered("odoo_id")
        products = skus.odoo_id
        stock = self._stock(products)
        sellers = self._sellers(products, skus)
        sold = self._sold(sellers)
        rules = self._rules(products)
        result = {}
        for sku in skus:
            product = sku.odoo_id
            rule = rules[product]
            if not product.is_storable and not self._is_kit(product):
                if rule.stock_mode == "fixed":
                    result[sku] = self._limit(rule.stock_fixed, rule)
                continue
            available = stock[product] - rule.stock_buffer - sold[product]
            offered = self._offered(available, rule)
            result[sku] = self._limit(
                self._divide(sku, offered, sellers[product]), rule
            )
        return result

    @staticmethod
    def _is_kit(product: BaseModel) -> bool:
        """Return whether the stock is computed from the components of a kit."""
        return "is_kits" in product._fields and product.is_kits

    # === STOCK AND SALES ===

    def _stock(self, products: BaseModel) -> dict[BaseModel, float]:
        """Return ``{product: quantity}`` in the account's warehouses."""
        field = self.backend.stock_field
        stock: dict[BaseModel, float] = defaultdict(float)
        for warehouse in self.backend._stock_warehouses():
            in_warehouse = products.with_company(self.backend.company_id).with_context(
                warehouse_id=warehouse.id
            )
            for product, quantity in zip(
                products, in_warehouse.mapped(lambda one: one[field]), strict=True
            ):
                stock[product] += quantity
        return stock

    def _sellers(
        self, products: BaseModel, asked: BaseModel
    ) -> dict[BaseModel, BaseModel]:
        """Return ``{product: SKUs that offer the same stock}`` of all accounts.

        :param asked: SKUs that count as well if they are still drafts
        """
        warehouses = self.backend._stock_warehouses()
        backends = (
            self.env["ebay.backend"]
            .sudo()
            .search([("stock_master", "=", "odoo")])
            .filtered(lambda one: one._stock_warehouses() & warehouses)
        )
        skus = self.model.sudo().search(
            [
                ("odoo_id", "in", products.ids),
                "|",
                ("status", "=", "active"),
                ("id", "in", asked.ids),
                ("backend_id", "in", (backends | self.backend).ids),
                ("listing_id.listing_type", "!=", "Chinese"),
            ],
            order="id",
        )
        grouped = skus.grouped(lambda sku: sku.odoo_id.id)
        return {
            product: grouped.get(product.id, self.model.browse())
            for product in products
        }

    def _sold(self, sellers: dict[BaseModel, BaseModel]) -> dict[BaseModel, int]:
        """Return ``{product: units}`` that eBay has sold and Odoo has not reserved."""
        skus = self.model.sudo().union(*sellers.values())
        unknown = self.env["ebay.sku.sync"].sudo()._unknown_sales(skus)
        unbooked: dict[int, int] = {}
        for backend in skus.backend_id:
            lines = self.env["ebay.sale.order.line"].sudo()
            unbooked.update(lines._unbooked_quantities(backend))
        return {
            product: sum(
                unknown.get(sku.id, 0) + unbooked.get(sku.id, 0) for sku in members
            )
            for product, members in sellers.items()
        }

    # === SETTINGS ===

    @staticmethod
    def _offered(available: float, rule: BaseModel) -> int:
        """Return the quantity to offer in all listings together."""
        units = max(0, floor(available + 0.000001))
        if rule.stock_mode == "percentage":
            return units * rule.stock_percentage // 100
        if rule.stock_mode == "fixed":
            return min(units, rule.stock_fixed)
        return units

    @staticmethod
    def _limit(quantity: int, rule: BaseModel) -> int:
        return min(quantity, rule.stock_cap) if rule.stock_cap else quantity

    def _divide(self, sku: BaseModel, offered: int, sellers: BaseModel) -> int:
        """Return the share of a SKU; a remainder goes to the oldest listings.

        SKUs of one inventory item have one share, because eBay keeps one quantity.
        """
        if self.backend.stock_sharing == "full":
            return offered
        shares = self._distinct_shares(sellers)
        share = self._share(sku)
        place = shares.index(share) if share in shares else 0
        number = max(1, len(shares))
        return offered // number + (place < offered % number)

    def _distinct_shares(self, sellers: Iterable[BaseModel]) -> list[Share]:
        return list(dict.fromkeys(map(self._share, sellers)))

    @staticmethod
    def _share(sku: BaseModel) -> Share:
        if sku.channel == "inventory" and sku.ebay_sku:
            return sku.backend_id.id, sku.ebay_sku
        return sku.backend_id.id, sku.id

    def _rules(self, products: BaseModel) -> dict[BaseModel, BaseModel]:
        """Return ``{product: its most specific rule}``, or else the account."""
        rules = self.backend.stock_rule_ids
        by_variant = {rule.product_id: rule for rule in rules if rule.product_id}
        by_product = {
            rule.product_tmpl_id: rule for rule in rules if rule.product_tmpl_id
        }
        by_category = {rule.category_id: rule for rule in rules if rule.category_id}
        return {
            product: by_variant.get(product)
            or by_product.get(product.product_tmpl_id)
            or self._nearest_rule(product.categ_id, by_category)
            or self.backend
            for product in products
        }

    @staticmethod
    def _nearest_rule(
        category: BaseModel, rules: dict[BaseModel, BaseModel]
    ) -> BaseModel | None:
        """Return the rule of the category or its nearest parent."""
        while category and rules:
            if category in rules:
                return rules[category]
            category = category.parent_id
        return None
