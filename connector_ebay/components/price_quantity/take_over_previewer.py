# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from .planner import FIXED_PRICE

#: SKUs that are compared at once: all of a small account while its seller waits. The
#: rest of a large account is compared by jobs.
CHUNK = 2000

#: Fields of a line that are compared with the values computed again.
COMPARED = ("quantity_before", "quantity", "price_before", "price")

#: Fields of the take-over with numbers of lines.
COUNTS = (
    "change_count",
    "price_count",
    "quantity_count",
    "fewer_count",
    "zero_count",
    "warning_count",
)


class EbayTakeOverPreviewer(Component):
    """Preview what would change on eBay if it got the values of Odoo."""

    _name = "ebay.take.over.previewer"
    _inherit = "ebay.base"
    _apply_on = "ebay.take.over"
    _usage = "take.over.previewer"

    def skus(
        self, take_over: BaseModel, after: int = 0, limit: int | None = None
    ) -> BaseModel:
        """Return the SKUs of the account that Odoo will be master of.

        :param after: only those with a higher database id
        """
        domain = [
            ("backend_id", "=", take_over.backend_id.id),
            ("odoo_id", "!=", False),
            ("status", "=", "active"),
            ("listing_id.listing_type", "in", FIXED_PRICE),
            ("id", ">", after),
        ]
        if take_over.kind == "change":
            domain += self._concerned_domain(take_over)
        return self.env["ebay.product.product"].search(domain, order="id", limit=limit)

    def _concerned_domain(self, take_over: BaseModel) -> list[Any]:
        """Return the domain of SKUs that a changed setting concerns.

        They are marked, or the comparison has found that they change and holds them.
        """
        own = ("backend_id", "=", take_over.backend_id.id)
        marks = self.env["ebay.sku.mark"]._search([own, ("reason", "=", "setting")])
        held = self.env["ebay.sku.sync"]._search([own, ("hold_reason", "=", "setting")])
        return [
            "|",
            ("id", "in", marks.subselect("sku_id")),
            ("id", "in", held.subselect("sku_id")),
        ]

    def compare_next(self, take_over: BaseModel) -> None:
        """Compare the next SKUs of the account, and enqueue a job for the rest."""
        skus = self.skus(take_over, take_over.last_sku_id, CHUNK)
        lines = self._line_values(take_over, skus)
        self._create_lines(take_over, lines)
        counts = Counter({name: take_over[name] for name in COUNTS})
        take_over.write(
            {
                **(counts + self._counts(lines)),
                "complete": len(skus) < CHUNK,
                "last_sku_id": skus[-1:].id,
                "sku_count": take_over.sku_count + len(skus),
            }
        )
        if not take_over.complete:
            take_over._enqueue_comparison()
        else:
            take_over._comparison_complete()

    def refresh(self, take_over: BaseModel) -> None:
        """Compare a small account once more, so that its lines are up to date.

        Of a large account, what has changed since the preview is a later change, which
        the next comparison sends.
        """
        if take_over.sku_count >= CHUNK:
            return
        skus = self.skus(take_over)
        existing = take_over.line_ids.grouped("sku_id")
        lines = self._line_values(take_over, skus, set(existing))
        new = []
        for values in lines:
            line = existing.get(skus.browse(values["sku_id"]))
            if not line:
                new.append(values)
            elif any(line[name] != values[name] for name in COMPARED):
                line.write(values)
        self._create_lines(take_over, new)
        counts = self._counts(lines)
        take_over.write(
            {**{name: counts[name] for name in COUNTS}, "sku_count": len(skus)}
        )

    def _create_lines(self, take_over: BaseModel, lines: list[dict[str, Any]]) -> None:
        self.env["ebay.take.over.line"].create(
            [{**line, "take_over_id": take_over.id} for line in lines]
        )

    @staticmethod
    def _counts(lines: list[dict[str, Any]]) -> Counter[str]:
        """Count the lines by what differs."""
        counts: Counter[str] = Counter()
        for line in lines:
            price, quantity = line["price_differs"], line["quantity_differs"]
            counts["price_count"] += price
            counts["quantity_count"] += quantity
            counts["change_count"] += price or quantity
            counts["zero_count"] += quantity and not line["quantity"]
            counts["fewer_count"] += line["quantity"] < line["quantity_before"]
            counts["warning_count"] += bool(line["warning"])
        return counts

    def _line_values(
        self,
        take_over: BaseModel,
        skus: BaseModel,
        always: Collection[BaseModel] = (),
    ) -> list[dict[str, Any]]:
        """Return the values of a line for each SKU whose values differ.

        :param always: SKUs that get a line even if nothing differs
        """
        quantities = self._quantities(skus)
        pricer = self.component(usage="sku.pricer", model_name="ebay.backend")
        prices = pricer.prices(skus)
        syncs = {}
        if take_over.kind == "change":
            syncs = self.env["ebay.sku.sync"]._by_sku(skus)
        lines = []
        for sku in skus:
            quantity_before, price_before = sku.quantity, sku.price
            quantity = quantities.get(sku, quantity_before)
            price = prices.get(sku, price_before)
            if sync := syncs.get(sku):
                quantity_before = sync.accepted_quantity
                price_before = sync.accepted_price
                quantity = quantities.get(sku, quantity_before)
                price = prices.get(sku, price_before)
                if sync.quantity_kept and quantity == sync.wanted_quantity:
                    quantity = quantity_before
            currency = sku.currency_id
            price_differs = bool(
                currency and currency.compare_amounts(price, price_before)
            )
            quantity_differs = quantity != quantity_before
            if not (price_differs or quantity_differs or sku in always):
                continue
            lowest = pricer.lowest_price(sku) if price_differs else 0.0
            lines.append(
                {
                    "sku_id": sku.id,
                    "currency_id": currency.id,
                    "quantity_before": quantity_before,
                    "quantity": quantity,
                    "quantity_differs": quantity_differs,
                    "price_before": price_before,
                    "price": price,
                    "price_differs": price_differs,
                    "warning": self._warning(sku, quantity, price, lowest),
                }
            )
        return lines

    def _quantities(self, skus: BaseModel) -> dict[BaseModel, int]:
        """Return ``{sku: quantity}`` as the comparison computes them.

        SKUs of one inventory item have one quantity on eBay: the lowest of theirs.
        """
        shared = skus.filtered(lambda sku: sku.channel == "inventory" and sku.ebay_sku)
        siblings = shared and self.env["ebay.product.product"].search(
            [
                ("backend_id", "=", self.backend.id),
                ("ebay_sku", "in", shared.mapped("ebay_sku")),
                ("listing_id.channel", "=", "inventory"),
                ("listing_id.listing_type", "in", FIXED_PRICE),
                ("odoo_id", "!=", False),
                ("status", "=", "active"),
            ]
        )
        quantities = self.component(
            usage="sku.quantities", model_name="ebay.product.product"
        ).quantities(skus | siblings)
        for members in (shared | siblings).grouped("ebay_sku").values():
            known = [quantities[sku] for sku in members if sku in quantities]
            if len(members) > 1 and known:
                quantities.update(dict.fromkeys(members, min(known)))
        return quantities

    def _warning(
        self, sku: BaseModel, quantity: int, price: float, lowest: float
    ) -> str | bool:
        """Return the reason why a user should check this change first, or False."""
        if sku.quantity and not quantity:
            return self.env._("Would be sold out.")
        if price < lowest:
            return self.env._("Below the lowest price: it would be held.")
        factor = self.backend.guard_factor
        if sku.price and (price >= sku.price * factor or price * factor <= sku.price):
            return self.env._("Large price change.")
        if quantity < sku.quantity:
            return self.env._("Odoo has fewer than eBay offers.")
        if sku.quantity and quantity >= sku.quantity * 10:
            return self.env._("At least ten times the quantity.")
        return False
