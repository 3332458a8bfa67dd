# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import dataclass, field
from decimal import Decimal

from odoo.fields import Command

from odoo.addons.component.core import Component
from odoo.addons.connector.exception import InvalidDataError


@dataclass
class BuiltLines:
    """Values of an order's lines, and which of them stand for which item.

    ``positions`` are indices into ``values`` by ``lineItemId``: of the line, and of
    the second one for the units that are a cent more. ``holds`` are pairs of reason
    and sentence.
    """

    values: list = field(default_factory=list)
    positions: dict = field(default_factory=dict)
    matches: dict = field(default_factory=dict)
    holds: list = field(default_factory=list)

    def add(self, values):
        """Add a line; return its position."""
        self.values.append({**values, "sequence": 10 * (len(self.values) + 1)})
        return len(self.values) - 1

    def hold(self, reason, note):
        if (reason, note) not in self.holds:
            self.holds.append((reason, note))

    def commands(self):
        return [Command.create(values) for values in self.values]

    def sale_lines(self, sale):
        """``{lineItemId: values for its binding}`` once the lines exist."""
        lines = sale.order_line.sorted(lambda line: (line.sequence, line.id))
        bound = {}
        for line_id, (main, rest) in self.positions.items():
            bound[line_id] = {
                "odoo_id": lines[main].id,
                "remainder_line_id": lines[rest].id if rest is not None else False,
            }
        return bound


class EbayOrderLineBuilder(Component):
    """Builds the lines of sales orders so that their sum is what the buyer pays.

    A line's price is the unit price after eBay's discounts. Shipping is a line for
    each kind of tax in the order.
    """

    _name = "ebay.order.line.builder"
    _inherit = "ebay.base"
    _apply_on = "ebay.sale.order"
    _usage = "order.line.builder"

    def prepare(self, orders, lookups):
        """Look up, once for the page, what the lines will need."""
        self._lookups = lookups
        self._finder = self.component(usage="order.product.finder")
        self._taxes = self.component(usage="order.tax.finder")
        self._finder.prepare(orders)
        if self.backend.unknown_sku_policy == "create":
            lines = [line for order in orders for line in order["lineItems"]]
            self._finder.create_missing(lines, lookups)

    def build(self, order, money, people):
        """:class:`BuiltLines` of an order."""
        currency = self._lookups.currency(money.currency)
        country = people[order["orderId"]].country
        built = BuiltLines()
        shipping = {}
        for line in order["lineItems"]:
            amounts = money.lines[line["lineItemId"]]
            product = self._match(line, built)
            marketplace = self._lookups.marketplace(line.get("listingMarketplaceId"))
            choice = self._taxes.find(
                product, amounts, country, marketplace, self._lookups
            )
            if choice.missing:
                built.hold("tax", choice.missing)
            self._add_goods(built, line, amounts, product, choice, currency)
            self._gather_shipping(shipping, amounts, choice)
        self._add_shipping(built, shipping, currency)
        if money.adjustment:
            self._add_adjustment(built, money.adjustment)
        return built

    # === ITEMS ===

    def _match(self, line, built):
        """The product of a line, or what stands for it."""
        match = self._finder.find(line)
        built.matches[line["lineItemId"]] = match
        if match.product:
            return match.product
        if self.backend.unknown_sku_policy != "placeholder":
            built.hold(
                "match",
                self.env._(
                    "Match '%(title)s' (SKU %(sku)s, listing %(listing)s) with a "
                    "product. %(why)s",
                    title=line.get("title") or "",
                    sku=line.get("sku") or "-",
                    listing=line.get("legacyItemId") or "-",
                    why=match.note,
                ),
            )
        placeholder = self.backend.placeholder_product_id
        if not placeholder:
            raise InvalidDataError(
                self.env._(
                    "Choose a placeholder product on %s: it stands for items that are "
                    "not matched.",
                    self.backend.name,
                )
            )
        return placeholder

    def _add_goods(self, built, line, money, product, choice, currency):
        """One line, or two where the amount does not divide by the quantity."""
        quantity = line["quantity"]
        base = {
            "product_id": product.id,
            "product_uom_id": product.uom_id.id,
            "name": self._name_of(line, product),
            "tax_ids": [Command.set(choice.goods.ids)],
            "discount": 0.0,
        }
        parts = self._split(money.goods, quantity, currency)
        fixed = self._share_fixed(choice.goods_fixed, parts, money.goods)
        positions = []
        for (count, unit), amounts in zip(parts, fixed, strict=True):
            values = {**base, "product_uom_qty": count, "price_unit": float(unit)}
            if amounts:
                values["extra_tax_data"] = self._fixed_tax(values, amounts, currency)
            positions.append(built.add(values))
        main, rest = [*positions, None][:2]
        built.positions[line["lineItemId"]] = (main, rest)

    @staticmethod
    def _split(amount, quantity, currency):
        """``[(quantity, unit price)]`` that make exactly ``amount``.

        3 for 10.00: two for 3.33 and one for 3.34.
        """
        step = Decimal(str(currency.rounding))
        steps = amount / step
        if steps != steps.to_integral_value():
            # Finer than the currency in Odoo: the order's check will tell.
            return [(quantity, amount / quantity)]
        unit, rest = divmod(int(steps), quantity)
        parts = [(quantity - rest, unit * step)]
        if rest:
            parts.append((rest, (unit + 1) * step))
        return parts

    @staticmethod
    def _share_fixed(fixed, parts, total):
        """Fixed tax amounts for each part; the last one gets what is left."""
        if fixed is None:
            return [None] * len(parts)
        shares = []
        left = dict(fixed)
        for number, (count, unit) in enumerate(parts, 1):
            if number == len(parts):
                shares.append(left)
                break
            share = {
                tax_id: round(amount * count * unit / total, 2) if total else Decimal()
                for tax_id, amount in fixed.items()
            }
            left = {tax_id: left[tax_id] - share[tax_id] for tax_id in left}
            shares.append(share)
        return shares

    @staticmethod
    def _fixed_tax(values, amounts, currency):
        """Odoo's own form of tax amounts that are given, not computed."""
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

    def _name_of(self, line, product):
        title = self._finder.title(line) or product.display_name
        aspects = [
            f"{aspect.get('name')}: {aspect.get('value')}"
            for aspect in line.get("variationAspects") or ()
        ]
        rows = [f"{title} ({', '.join(aspects)})" if aspects else title]
        for promotion in line.get("appliedPromotions") or ():
            if promotion.get("description"):
                rows.append(promotion["description"])
        return "\n".join(rows)

    # === SHIPPING ===

    def _gather_shipping(self, shipping, money, choice):
        """Add a line's delivery to what its tax has so far."""
        handling = money.extras.get("handlingCost", Decimal())
        others = sum(money.extras.values(), Decimal()) - handling
        fixed = choice.shipping_fixed
        for kind, amount in (
            ("shipping", money.shipping + handling),
            ("charge", others),
        ):
            if not amount:
                continue
            key = (kind, tuple(choice.shipping.ids))
            sums = shipping.setdefault(key, {"amount": Decimal(), "fixed": None})
            sums["amount"] += amount
            if fixed is not None:
                sums["fixed"] = sums["fixed"] or {}
                for tax_id, tax_amount in fixed.items():
                    before = sums["fixed"].get(tax_id, Decimal())
                    sums["fixed"][tax_id] = before + tax_amount
                fixed = {}

    def _add_shipping(self, built, shipping, currency):
        product = self.backend.shipping_product_id
        for (kind, tax_ids), sums in shipping.items():
            name = self.env._("Shipping")
            if kind == "charge":
                name = self.env._("Import charges and fees")
            values = {
                "product_id": product.id,
                "product_uom_id": product.uom_id.id,
                "name": name,
                "product_uom_qty": 1,
                "price_unit": float(sums["amount"]),
                "discount": 0.0,
                "tax_ids": [Command.set(tax_ids)],
            }
            if tax_ids and sums["fixed"]:
                values["extra_tax_data"] = self._fixed_tax(
                    values, sums["fixed"], currency
                )
            built.add(values)

    def _add_adjustment(self, built, amount):
        """What the total has beyond its items, where eBay names it."""
        product = self.backend.shipping_product_id
        built.add(
            {
                "product_id": product.id,
                "product_uom_id": product.uom_id.id,
                "name": self.env._("Adjustment by eBay"),
                "product_uom_qty": 1,
                "price_unit": float(amount),
                "discount": 0.0,
                "tax_ids": [Command.set(built.values[0]["tax_ids"][0][2])],
            }
        )
