# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component
from odoo.addons.connector.components.mapper import mapping
from odoo.addons.connector_ebay.tools.plain_text import clean_sku
from odoo.addons.connector_ebay.tools.stored_text import dump_text

Json = dict[str, Any]


class EbaySaleOrderLineImportMapper(Component):
    """Map a line item of an order to the values of its binding.

    Options: ``money``, a ``LineMoney``, ``match``, an ``ItemMatch``, and ``refunded``,
    whether the item is refunded in full.
    """

    _name = "ebay.sale.order.line.import.mapper"
    _inherit = "ebay.import.mapper"
    _apply_on = "ebay.sale.order.line"

    @mapping
    def item(self, record: Json) -> Json:
        """Return ids, texts and quantity.

        :field backend_id: ; the account
        :field external_id: ``lineItemId``
        :field ebay_listing_id: ``legacyItemId``
        :field ebay_variation_id: ``legacyVariationId``; a variation that is not
            known is no other one
        :field ebay_sku: ``sku``; without blanks around it, decides which
            product was sold
        :field title: ``title``, else ``legacyItemId``
        :field variation: ``variationAspects``; in one line
        :field quantity: ``quantity``
        :field fulfillment_state: ``lineItemFulfillmentStatus``
        :field is_refunded: ``refunds``; at least the price of the item, failed
            refunds left out
        """
        aspects = record.get("variationAspects") or ()
        variation = ", ".join(
            f"{aspect.get('name')}: {aspect.get('value')}" for aspect in aspects
        )
        return {
            "backend_id": self.backend.id,
            "external_id": record["lineItemId"],
            "ebay_listing_id": record.get("legacyItemId") or False,
            "ebay_variation_id": record.get("legacyVariationId") or False,
            "ebay_sku": clean_sku(record.get("sku")) or False,
            "title": record.get("title") or record.get("legacyItemId") or False,
            "variation": variation or False,
            "quantity": record["quantity"],
            "fulfillment_state": record.get("lineItemFulfillmentStatus") or False,
            "is_refunded": self.options.refunded,
        }

    @mapping
    def money(self, record: Json) -> Json:
        """Return the amounts, for all units.

        :field amount: ``lineItemCost``, ``discountedLineItemCost``; what the
            buyer pays for the goods
        :field discount: ``lineItemCost`` less ``discountedLineItemCost``; in
            the unit price
        :field shipping: ``deliveryCost``; a line of its own in the sales order
        :field own_tax: ``taxes``; the seller's own
        :field collected_tax: ``ebayCollectAndRemitTaxes``; not booked
        """
        money = self.options.money
        return {
            "amount": float(money.goods),
            "discount": float(money.list_goods - money.goods),
            "shipping": float(money.shipping),
            "own_tax": float(money.own_tax),
            "collected_tax": float(money.collected),
        }

    @mapping
    def match(self, record: Json) -> Json:
        """Return SKU and product.

        :field ebay_product_id: ``legacyItemId``, ``legacyVariationId``,
            ``sku``; the SKU of a listing in Odoo
        :field product_id: ; the product of the SKU, or the one that a person
            has chosen; without one the order is held
        :field match_text: ; why there is no product
        :field chosen: ; set where a choice is remembered for later orders
        """
        match = self.options.match
        values = {
            "ebay_product_id": match.sku.id,
            "product_id": match.product.id,
            "match_text": dump_text(match.note),
        }
        return {**values, "chosen": True} if match.remember else values
