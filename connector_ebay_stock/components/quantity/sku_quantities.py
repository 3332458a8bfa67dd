# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import defaultdict
from math import floor

from odoo.addons.component.core import Component


class EbaySkuQuantities(Component):
    """How many of each SKU may be offered: set-wise, a few queries for all.

    Stock of the account's warehouses, less the buffer, less what eBay sold and Odoo
    has not reserved; of that all, a share or a fixed number; divided between the
    listings that sell the same; at most the cap; never below zero.
    """

    _inherit = "ebay.sku.quantities"

    def quantities(self, skus):
        """``{sku: quantity}``; a SKU whose product keeps no stock may be missing."""
        skus = skus.filtered("odoo_id")
        products = skus.odoo_id
        stock = self._stock(products)
        sellers = self._sellers(products)
        sold = self._sold(sellers)
        rules = self._rules(products)
        result = {}
        for sku in skus:
            product = sku.odoo_id
            rule = rules[product]
            if not product.is_storable and not self._is_kit(product):
                if rule.stock_mode == "fixed":
                    result[sku] = self._capped(rule.stock_fixed, rule)
                continue
            pool = stock[product] - rule.stock_buffer - sold[product]
            share = self._share(sku, self._offered(pool, rule), sellers[product])
            result[sku] = self._capped(share, rule)
        return result

    @staticmethod
    def _is_kit(product):
        """A kit keeps no stock itself; Odoo computes it from its components."""
        return "is_kits" in product._fields and product.is_kits

    def _stock(self, products):
        """``{product: quantity}`` over the account's warehouses."""
        field = self.backend.stock_field
        stock = defaultdict(float)
        for warehouse in self.backend._stock_warehouses():
            counted = products.with_company(self.backend.company_id).with_context(
                warehouse_id=warehouse.id
            )
            for product, quantity in zip(
                products, counted.mapped(lambda one: one[field]), strict=True
            ):
                stock[product] += quantity
        return stock

    def _sellers(self, products):
        """``{product: SKUs that sell from the same stock}``, of all accounts."""
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
                ("status", "=", "active"),
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

    def _sold(self, sellers):
        """``{product: units}`` that eBay sold and Odoo has not reserved."""
        skus = self.model.sudo().union(*sellers.values())
        unknown = self.env["ebay.sku.sync"].sudo()._unknown_sales(skus)
        unbooked = {}
        for backend in skus.backend_id:
            lines = self.env["ebay.sale.order.line"].sudo()
            unbooked.update(lines._unbooked_quantities(backend))
        return {
            product: sum(
                unknown.get(sku.id, 0) + unbooked.get(sku.id, 0) for sku in members
            )
            for product, members in sellers.items()
        }

    @staticmethod
    def _offered(pool, rule):
        """What is offered of a stock, in all listings together."""
        pool = max(0, floor(pool + 0.000001))
        if rule.stock_mode == "percentage":
            return pool * rule.stock_percentage // 100
        if rule.stock_mode == "fixed":
            return min(pool, rule.stock_fixed)
        return pool

    @staticmethod
    def _capped(quantity, rule):
        return min(quantity, rule.stock_cap) if rule.stock_cap else quantity

    def _share(self, sku, offered, sellers):
        """The SKU's part of what is offered; the rest goes to the oldest listings.

        What shares an inventory item is one: eBay itself keeps its one quantity.
        """
        if self.backend.stock_sharing == "full":
            return offered
        parts = list(dict.fromkeys(map(self._part, sellers)))
        place = parts.index(self._part(sku)) if self._part(sku) in parts else 0
        number = max(1, len(parts))
        return offered // number + (place < offered % number)

    @staticmethod
    def _part(sku):
        if sku.channel == "inventory" and sku.ebay_sku:
            return sku.backend_id.id, sku.ebay_sku
        return sku.backend_id.id, sku.id

    # === RULES ===

    def _rules(self, products):
        """``{product: its narrowest rule}``; the account's own is the last."""
        rules = self.backend.stock_rule_ids
        by_variant = {rule.product_id: rule for rule in rules if rule.product_id}
        by_product = {
            rule.product_tmpl_id: rule for rule in rules if rule.product_tmpl_id
        }
        by_category = {rule.category_id: rule for rule in rules if rule.category_id}
        return {
            product: by_variant.get(product)
            or by_product.get(product.product_tmpl_id)
            or self._of_category(product.categ_id, by_category)
            or self.backend
            for product in products
        }

    @staticmethod
    def _of_category(category, rules):
        while category and rules:
            if category in rules:
                return rules[category]
            category = category.parent_id
        return None
