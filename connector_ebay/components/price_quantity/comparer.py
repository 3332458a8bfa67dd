# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...tools.stored_text import StoredText
from .difference import SkuDifference, group_by_inventory_item

#: Seconds for which a higher quantity waits at most if the newest orders are not known;
#: an import of orders that ends before ends the waiting.
ORDERS_UNKNOWN_SECONDS = 60


class EbayPriceQuantityComparer(Component):
    """Decide which prices and quantities differ from eBay's and have to be sent."""

    _name = "ebay.price.quantity.comparer"
    _inherit = "ebay.base"
    _apply_on = "ebay.backend"
    _usage = "sku.comparer"

    def compare(self, differences: list[SkuDifference], orders_known: bool) -> None:
        """Set what has to be sent, and store what Odoo wants on ``ebay.sku.sync``.

        :param orders_known: whether all sales are known; if not, quantities are only
            lowered for now
        """
        shared = [
            group for group in group_by_inventory_item(differences) if len(group) > 1
        ]
        for group in shared:
            self._use_lowest_quantity(group)
            self._share_reasons(group)
        if any(one.by_setting for one in differences):
            self._find_undecided(differences)
        self._end_keeping(differences)
        for difference in differences:
            self._compare_one(difference)
        for group in shared:
            self._send_together(group)
        if not orders_known:
            self._postpone_raises(differences)

    @staticmethod
    def _use_lowest_quantity(group: list[SkuDifference]) -> None:
        """Give SKUs of one inventory item its one quantity: the lowest of theirs."""
        quantities = [one.quantity for one in group if one.quantity is not None]
        for difference in group:
            difference.quantity = min(quantities, default=None)

    @staticmethod
    def _share_reasons(group: list[SkuDifference]) -> None:
        """Let SKUs of one inventory item be held or sent together."""
        by_setting = any(one.by_setting for one in group)
        by_stock = any(one.by_stock for one in group)
        for difference in group:
            difference.by_setting, difference.by_stock = by_setting, by_stock

    def _find_undecided(self, differences: list[SkuDifference]) -> None:
        """Set which SKUs wait until a person has decided about a changed setting."""
        is_open = bool(self.env["ebay.take.over"].sudo()._open_review(self.backend))
        for difference in differences:
            difference.undecided = is_open and difference.by_setting

    def _end_keeping(self, differences: list[SkuDifference]) -> None:
        """End the keeping of quantities whose product has changed since.

        A take-over keeps eBay's quantity until Odoo's changes or eBay sells. The SKUs
        of a product share its stock, so it ends for all of them.
        """
        kept = [one for one in differences if one.sync.quantity_kept]
        if not kept:
            return
        changed = {
            key
            for one in differences
            if self._has_changed(one)
            for key in self._stock_keys(one)
        }
        for difference in kept:
            if changed & self._stock_keys(difference):
                difference.sync.quantity_kept = False

    @staticmethod
    def _has_changed(difference: SkuDifference) -> bool:
        """Return whether Odoo's quantity, or a kept quantity on eBay, has changed.

        A quantity that a setting has changed counts once a person has decided so.
        """
        sync, quantity = difference.sync, difference.quantity
        if difference.undecided and not difference.by_stock:
            return False
        if not sync.quantity_kept:
            return quantity is not None and quantity != sync.wanted_quantity
        return (
            quantity != sync.wanted_quantity
            or sync.accepted_quantity != sync.kept_quantity
        )

    @staticmethod
    def _stock_keys(difference: SkuDifference) -> set[tuple[str, Any]]:
        """Return what SKUs have in common that share their stock."""
        keys: set[tuple[str, Any]] = {("product", difference.sku.odoo_id.id)}
        if difference.channel == "inventory" and difference.ebay_sku:
            keys.add(("item", difference.ebay_sku))
        return keys

    @staticmethod
    def _send_together(group: list[SkuDifference]) -> None:
        """Send the quantity of an inventory item for all of its SKUs or for none."""
        if any(difference.send_quantity for difference in group):
            for difference in group:
                difference.send_quantity = not difference.sync.quantity_error_text
        for difference in group:
            difference.aged = any(one.aged for one in group)

    def _compare_one(self, difference: SkuDifference) -> None:
        sync = difference.sync
        quantity_differs = (
            difference.quantity is not None
            and not sync.quantity_kept
            and (difference.quantity != sync.accepted_quantity or sync.quantity_unsure)
        )
        price_differs = not difference.has_price(sync.accepted_price)
        # A value that eBay refused is not sent again until Odoo wants another value.
        quantity_refused = (
            sync.quantity_error_text and difference.quantity == sync.wanted_quantity
        )
        price_refused = sync.price_error_text and difference.has_price(
            sync.wanted_price
        )
        difference.send_quantity = quantity_differs and not quantity_refused
        difference.send_price = price_differs and not price_refused
        values: dict[str, Any] = {}
        values["has_wanted_quantity"] = difference.quantity is not None
        if sync.quantity_kept and difference.undecided:
            # The quantity at the take-over tells a later change of the stock.
            pass
        elif difference.quantity is not None:
            values["wanted_quantity"] = difference.quantity
            if not quantity_refused or not quantity_differs:
                values["quantity_error_text"] = False
        values["wanted_price"] = difference.price or 0.0
        if difference.price is not None:
            if not price_refused or not price_differs:
                values["price_error_text"] = False
        if sync.released and not (
            difference.released_quantity and difference.released_price
        ):
            # Released was another value than the one wanted now.
            values["released"] = False
        if not quantity_differs and not price_differs:
            values.update(self._in_sync_values(sync))
        values.update(self._exclude_impossible(difference))
        self._write_changes(sync, values)

    def _in_sync_values(self, sync: BaseModel) -> dict[str, Any]:
        """Return the values of a SKU that is equal in Odoo and on eBay.

        ``accepted_at`` is set, so that a later difference counts as made on eBay.
        """
        return {
            "accepted_at": sync.accepted_at or self.backend._ebay_now(),
            "drift_since": False,
            "drift_text": False,
            "released": False,
        }

    def _exclude_impossible(self, difference: SkuDifference) -> dict[str, Any]:
        """Do not send what eBay cannot accept; return the error with its solution."""
        sku = difference.sku
        if not difference.is_sent:
            return {}
        if not sku.ebay_sku and (sku.specifics or sku.channel == "inventory"):
            difference.send_quantity = difference.send_price = False
            message = StoredText._("It has no SKU on eBay. Add one on eBay.")
            return {"quantity_error_text": message.dump()}
        marketplace = sku.marketplace_id
        if (
            difference.send_price
            and marketplace
            and sku.currency_id != marketplace.currency_id
        ):
            difference.send_price = False
            message = StoredText._(
                "The currency of the listing is %(currency)s, that of its marketplace "
                "%(other)s.",
                currency=sku.currency_id.name,
                other=marketplace.currency_id.name,
            )
            return {"price_error_text": message.dump()}
        return {}

    @staticmethod
    def _write_changes(sync: BaseModel, values: dict[str, Any]) -> None:
        """Write the values that change, so that an unchanged SKU costs no query."""
        changed = {
            name: value
            for name, value in values.items()
            if (sync[name] or False) != (value or False)
        }
        if changed:
            sync.write(changed)
        sync._update_state()

    def _postpone_raises(self, differences: list[SkuDifference]) -> None:
        """Do not raise quantities now; mark their SKUs for a later comparison."""
        raised = [
            difference
            for difference in differences
            if difference.send_quantity
            and (difference.quantity or 0) > difference.sync.accepted_quantity
        ]
        for difference in raised:
            difference.send_quantity = False
        self.env["ebay.sku.mark"]._mark(
            self.env["ebay.product.product"].union(*[one.sku for one in raised]),
            "orders",
            seconds=ORDERS_UNKNOWN_SECONDS,
            again=True,
        )
