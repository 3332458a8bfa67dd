# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections import defaultdict

from psycopg2.errors import UniqueViolation

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...exceptions import EbayRetry
from ...tools.stored_text import StoredText

#: Sequence of the pricelists created here: Odoo never chooses one for a customer as
#: long as there is another.
LAST = 1000


class EbayPriceKeeper(Component):
    """Keep the prices that SKUs have on eBay, whatever Odoo computes.

    A price is kept as a fixed price of the variant, in a pricelist of the marketplace
    whose prices are as buyers see them (``shown_pricelist_id``): no tax is added and
    nothing is rounded. What a pricelist cannot hold is kept on the SKU
    (``kept_price``): two SKUs of one variant with different prices, and a currency that
    is not the marketplace's.
    """

    _name = "ebay.price.keeper"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.product"
    _usage = "price.keeper"

    def keep(self, skus: BaseModel) -> int:
        """Keep the current eBay prices of these SKUs; return their number.

        The queries depend on the number of marketplaces, not of SKUs. SKUs without a
        product or without a price are left out. A user changes a kept price in the
        pricelist, or removes it there.

        :raise EbayRetry: another worker creates the pricelist of a marketplace
        """
        skus = skus.filtered(
            lambda sku: sku.odoo_id
            and sku.currency_id
            and sku.currency_id.compare_amounts(sku.price, 0.0) > 0
        )
        on_sku = self._not_for_a_pricelist(skus)
        in_pricelist = skus - on_sku
        for marketplace, members in in_pricelist.grouped(self._marketplace).items():
            self._keep_in_pricelist(members, marketplace)
        self._keep_on_skus(on_sku)
        in_pricelist.filtered("kept_price").write({"kept_price": 0.0})
        return len(skus)

    def _marketplace(self, sku: BaseModel) -> BaseModel:
        return sku.marketplace_id or self.backend.marketplace_id

    def _not_for_a_pricelist(self, skus: BaseModel) -> BaseModel:
        """Return the SKUs whose price cannot be a fixed price of their variant."""
        siblings = skus | self.model.search(
            [
                ("backend_id", "=", self.backend.id),
                ("odoo_id", "in", skus.odoo_id.ids),
                ("status", "=", "active"),
            ]
        )
        prices: dict[tuple[int, int], set[float]] = defaultdict(set)
        for sku in siblings:
            key = self._marketplace(sku).id, sku.odoo_id.id
            prices[key].add(sku.currency_id.round(sku.price))

        def is_impossible(sku: BaseModel) -> bool:
            marketplace = self._marketplace(sku)
            return (
                not marketplace
                or sku.currency_id != marketplace.currency_id
                or len(prices[marketplace.id, sku.odoo_id.id]) > 1
            )

        return skus.filtered(is_impossible)

    # === PRICELIST OF A MARKETPLACE ===

    def _keep_in_pricelist(self, skus: BaseModel, marketplace: BaseModel) -> None:
        """Write or create a fixed price of each variant."""
        pricelist = self._get_or_create_pricelist(marketplace)
        rules = pricelist._ebay_fixed_rules(skus.odoo_id)
        changed: dict[float, list[BaseModel]] = defaultdict(list)
        new = {}
        for sku in skus:
            rule = rules.get(sku.odoo_id)
            if (
                rule
                and marketplace.currency_id.compare_amounts(rule.fixed_price, sku.price)
                == 0
            ):
                continue
            if rule and rule.product_id and not (rule.date_start or rule.date_end):
                changed[sku.price].append(rule)
            else:
                new[sku.odoo_id] = {
                    "pricelist_id": pricelist.id,
                    "applied_on": "0_product_variant",
                    "product_id": sku.odoo_id.id,
                    "compute_price": "fixed",
                    "fixed_price": sku.price,
                }
        for price, members in changed.items():
            pricelist.item_ids.browse().union(*members).write({"fixed_price": price})
        pricelist.item_ids.create(list(new.values()))

    def _get_or_create_pricelist(self, marketplace: BaseModel) -> BaseModel:
        """Return the pricelist of the prices as the marketplace shows them."""
        backend = self.backend
        own = backend.marketplace_pricelist_ids.filtered(
            lambda line: line.marketplace_id == marketplace
        )
        if own.shown_pricelist_id:
            return own.shown_pricelist_id
        pricelist = (
            self.env["product.pricelist"]
            .sudo()
            .create(
                {
                    "name": self.env._(
                        "Prices on %(marketplace)s, %(account)s",
                        marketplace=marketplace.name,
                        account=backend.name,
                    ),
                    "currency_id": marketplace.currency_id.id,
                    "company_id": backend.company_id.id,
                    "sequence": LAST,
                }
            )
        )
        if own:
            own.shown_pricelist_id = pricelist
            return pricelist
        try:
            with self.env.cr.savepoint():
                self.env["ebay.marketplace.pricelist"].create(
                    {
                        "backend_id": backend.id,
                        "marketplace_id": marketplace.id,
                        "shown_pricelist_id": pricelist.id,
                    }
                )
        except UniqueViolation as error:
            raise EbayRetry(
                StoredText._("Another job creates the pricelist of this marketplace."),
                seconds=1,
            ) from error
        return pricelist

    # === SKU ===

    def _keep_on_skus(self, skus: BaseModel) -> None:
        """Store prices on the SKUs themselves."""
        for price, members in skus.grouped("price").items():
            members.write({"kept_price": price})
