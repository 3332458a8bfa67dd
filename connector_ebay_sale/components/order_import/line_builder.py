# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from odoo.fields import Command

from odoo.addons.component.core import Component
from odoo.addons.connector.exception import InvalidDataError
from odoo.addons.connector_ebay.tools.plain_text import clean_sku
from odoo.addons.connector_ebay.tools.stored_text import StoredText

from ...tools.order_money import ZERO, LineMoney, OrderMoney, share_tax, split_amount
from .order_lookups import OrderLookups
from .partner_importer import PartnerBindings
from .product_finder import ItemMatch, item_title
from .tax_resolver import TaxChoice

Json = dict[str, Any]


@dataclass
class OrderLines:
    """Values of an order's lines, and which line stands for which item.

    :ivar positions: by ``lineItemId``: indices in ``values`` of the item's line and of
        the second one for the units that cost a cent more, if there are such
    :ivar matches: by ``lineItemId``
    :ivar holds: pairs of a reason to hold the order and a sentence
    """

    values: list[Json] = field(default_factory=list)
    positions: dict[str, tuple[int, int | None]] = field(default_factory=dict)
    matches: dict[str, ItemMatch] = field(default_factory=dict)
    holds: list[tuple[str, str]] = field(default_factory=list)

    def add(self, values: Json) -> int:
        """Add a line; return its position."""
        self.values.append({**values, "sequence": 10 * (len(self.values) + 1)})
        return len(self.values) - 1

    def hold(self, reason: str, note: str) -> None:
        """Add a reason to hold the order, once."""
        if (reason, note) not in self.holds:
            self.holds.append((reason, note))

    def commands(self) -> list[Any]:
        """Return the commands that create the lines."""
        return [Command.create(values) for values in self.values]

    def bound_values(self, sale: Any) -> dict[str, Json]:
        """Return values that bind the items to the lines of a sales order."""
        lines = sale.order_line.sorted(lambda line: (line.sequence, line.id))
        bound = {}
        for line_id, (main, remainder) in self.positions.items():
            bound[line_id] = {
                "odoo_id": lines[main].id,
                "remainder_line_id": remainder is not None and lines[remainder].id,
            }
        return bound


@dataclass
class ShippingSum:
    """What the items with one choice of taxes cost to deliver."""

    amount: Decimal = ZERO
    fixed_taxes: dict[int, Decimal] | None = None

    def add(self, amount: Decimal, fixed_taxes: dict[int, Decimal] | None) -> None:
        """Add the delivery of one item."""
        self.amount += amount
        if fixed_taxes is not None:
            self.fixed_taxes = self.fixed_taxes or {}
            for tax_id, tax in fixed_taxes.items():
                self.fixed_taxes[tax_id] = self.fixed_taxes.get(tax_id, ZERO) + tax


class EbayOrderLineBuilder(Component):
    """Build sales order lines whose sum is what the buyer pays.

    The price of a line is the unit price after eBay's discounts. Shipping is one line
    for each combination of taxes in the order.
    """

    _name = "ebay.order.line.builder"
    _inherit = "ebay.base"
    _apply_on = "ebay.sale.order"
    _usage = "order.line.builder"

    def prepare(self, orders: list[Json], lookups: OrderLookups) -> None:
        """Find the products of a page's items; create them if the account is set so."""
        self._lookups = lookups
        self._finder = self.component(usage="order.product.finder")
        self._taxes = self.component(usage="order.tax.resolver")
        self._finder.prepare(orders)
        if self.backend.unknown_sku_policy == "create":
            lines = [line for order in orders for line in order["lineItems"]]
            self._finder.create_missing(lines)

    def build(
        self, order: Json, money: OrderMoney, partners: PartnerBindings
    ) -> OrderLines:
        """Return the lines of an order; unknown taxes are added to the tax mapping.

        :param partners: whose country and address decide about the taxes
        """
        country = partners.country
        position = self._lookups.fiscal_position(partners)
        currency = self._lookups.currency(money.currency)
        lines = OrderLines()
        note = self._lookups.country_note(partners.source, country)
        if note:
            lines.hold("country", note)
        shipping: dict[tuple[str, tuple[int, ...]], ShippingSum] = {}
        for item in order["lineItems"]:
            amounts = money.lines[item["lineItemId"]]
            product = self._match(item, lines)
            choice = self._taxes.find_or_create(
                product,
                amounts,
                country,
                self._lookups.marketplace(item.get("listingMarketplaceId")),
                position,
            )
            if choice.missing:
                lines.hold("tax", choice.missing)
            self._add_goods(lines, item, amounts, product, choice, currency)
            self._sum_shipping(shipping, amounts, choice)
        self._add_shipping(lines, shipping, currency)
        if money.adjustment:
            self._add_adjustment(lines, money.adjustment)
        return lines

    # === ITEMS ===

    def _match(self, item: Json, lines: OrderLines) -> Any:
        """Return the product of an item, or the placeholder.

        :raise InvalidDataError: the account has no placeholder product
        """
        match = self._finder.find(item)
        lines.matches[item["lineItemId"]] = match
        if match.product:
            return match.product
        if self.backend.unknown_sku_policy != "placeholder":
            lines.hold(
                "match",
                StoredText._(
                    "Match '%(title)s' (SKU %(sku)s, listing %(listing)s) with a "
                    "product. %(why)s",
                    title=item.get("title") or "",
                    sku=clean_sku(item.get("sku")) or "-",
                    listing=item.get("legacyItemId") or "-",
                    why=match.note,
                ),
            )
        placeholder = self.backend.placeholder_product_id
        if not placeholder:
            raise InvalidDataError(
                StoredText._(
                    "Choose a placeholder product on %s: it stands for items that are "
                    "not matched.",
                    self.backend.name,
                )
            )
        return placeholder

    def _add_goods(
        self,
        lines: OrderLines,
        item: Json,
        money: LineMoney,
        product: Any,
        choice: TaxChoice,
        currency: Any,
    ) -> None:
        """Add one line, or two if the amount is not divisible by the quantity."""
        base = {
            "product_id": product.id,
            "product_uom_id": product.uom_id.id,
            "name": self._line_name(item, product),
            "tax_ids": [Command.set(choice.goods.ids)],
            "discount": 0.0,
        }
        rounding = Decimal(str(currency.rounding))
        parts = split_amount(money.goods, item["quantity"], rounding)
        taxes = share_tax(choice.goods_fixed, parts, money.goods)
        positions = []
        for (count, unit), amounts in zip(parts, taxes, strict=True):
            values = {**base, "product_uom_qty": count, "price_unit": float(unit)}
            if amounts:
                values["extra_tax_data"] = self._fixed_tax_data(
                    values, amounts, currency
                )
            positions.append(lines.add(values))
        remainder = positions[1] if len(positions) > 1 else None
        lines.positions[item["lineItemId"]] = (positions[0], remainder)

    @staticmethod
    def _fixed_tax_data(
        values: Json, amounts: dict[int, Decimal], currency: Any
    ) -> Json:
        """Return tax amounts that Odoo does not compute, in the form it stores them."""
        return {
            "currency_id": currency.id,
            "price_unit": values["price_unit"],
            "discount": 0.0,
            "quantity": values["product_uom_qty"],
            "rate": 0.0,
            "manual_tax_amounts": {
                str(tax_id): {"tax_amount_currency": float(amount)}
                for tax_id, amount in amounts.items()
            },
        }

    @staticmethod
    def _line_name(item: Json, product: Any) -> str:
        title = item_title(item) or product.display_name
        aspects = [
            f"{aspect.get('name')}: {aspect.get('value')}"
            for aspect in item.get("variationAspects") or ()
        ]
        rows = [f"{title} ({', '.join(aspects)})" if aspects else title]
        for promotion in item.get("appliedPromotions") or ():
            if promotion.get("description"):
                rows.append(promotion["description"])
        return "\n".join(rows)

    # === SHIPPING ===

    @staticmethod
    def _sum_shipping(
        shipping: dict[tuple[str, tuple[int, ...]], ShippingSum],
        money: LineMoney,
        choice: TaxChoice,
    ) -> None:
        """Add an item's delivery to the sum of its taxes."""
        handling = money.extras.get("handlingCost", ZERO)
        charges = sum(money.extras.values(), ZERO) - handling
        fixed_taxes = choice.shipping_fixed
        for kind, amount in (
            ("shipping", money.shipping + handling),
            ("charge", charges),
        ):
            if not amount:
                continue
            key = (kind, tuple(choice.shipping.ids))
            shipping.setdefault(key, ShippingSum()).add(amount, fixed_taxes)
            # The taxes are for both together: the first of the two lines has them.
            fixed_taxes = None if fixed_taxes is None else {}

    def _add_shipping(
        self,
        lines: OrderLines,
        shipping: dict[tuple[str, tuple[int, ...]], ShippingSum],
        currency: Any,
    ) -> None:
        for (kind, tax_ids), part in shipping.items():
            name = self.env._("Shipping")
            if kind == "charge":
                name = self.env._("Import charges and fees")
            values = self._service_values(name, part.amount, tax_ids)
            if tax_ids and part.fixed_taxes:
                values["extra_tax_data"] = self._fixed_tax_data(
                    values, part.fixed_taxes, currency
                )
            lines.add(values)

    def _add_adjustment(self, lines: OrderLines, amount: Decimal) -> None:
        """Add the part of the total that no item has, taxed like the first item."""
        tax_ids = lines.values[0]["tax_ids"][0][2]
        lines.add(
            self._service_values(self.env._("Adjustment by eBay"), amount, tax_ids)
        )

    def _service_values(self, name: str, amount: Decimal, tax_ids: Any) -> Json:
        product = self.backend.shipping_product_id
        return {
            "product_id": product.id,
            "product_uom_id": product.uom_id.id,
            "name": name,
            "product_uom_qty": 1,
            "price_unit": float(amount),
            "discount": 0.0,
            "tax_ids": [Command.set(tax_ids)],
        }
