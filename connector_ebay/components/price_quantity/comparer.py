# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component

from .difference import by_inventory_item

#: While orders cannot be read, what would raise a quantity waits this long.
NO_ORDERS_SECONDS = 60


class EbayPriceQuantityComparer(Component):
    """Finds what differs from what eBay has: equal is not sent."""

    _name = "ebay.price.quantity.comparer"
    _inherit = "ebay.base"
    _apply_on = "ebay.backend"
    _usage = "sku.comparer"

    def compare(self, changes, orders_known):
        """Set on each change what has to be sent; note what Odoo wants.

        :param orders_known: whether what eBay sold is known; if not, quantities are
            only lowered for now
        """
        shared = [group for group in by_inventory_item(changes) if len(group) > 1]
        for group in shared:
            self._level(group)
        for change in changes:
            self._compare_one(change)
        for group in shared:
            self._join(group)
        if not orders_known:
            self._keep_raises(changes)

    @staticmethod
    def _level(group):
        """One inventory item has one quantity: the smallest."""
        quantities = [one.quantity for one in group if one.quantity is not None]
        for change in group:
            change.quantity = min(quantities, default=None)

    @staticmethod
    def _join(group):
        """What shares an inventory item is sent together or not at all."""
        if any(change.send_quantity for change in group):
            for change in group:
                change.send_quantity = not change.offer.quantity_error
        for change in group:
            change.aged = any(one.aged for one in group)

    def _compare_one(self, change):
        offer = change.offer
        differs = change.quantity is not None and (
            change.quantity != offer.accepted_quantity or offer.quantity_unsure
        )
        reprices = change.price is not None and not change.same_price(
            offer.accepted_price
        )
        # What eBay refused is not sent again before it is another value.
        refused = offer.quantity_error and change.quantity == offer.wanted_quantity
        refused_price = offer.price_error and change.same_price(offer.wanted_price)
        change.send_quantity = differs and not refused
        change.send_price = reprices and not refused_price
        values = {}
        if change.quantity is not None:
            values["wanted_quantity"] = change.quantity
            if not refused or not differs:
                values["quantity_error"] = False
        if change.price is not None:
            values["wanted_price"] = change.price
            if not refused_price or not reprices:
                values["price_error"] = False
        if not differs and not reprices:
            values.update(self._in_sync(offer))
        values.update(self._impossible(change))
        self._write(offer, values)

    def _in_sync(self, offer):
        """eBay has what Odoo wants: from now on a difference is a drift."""
        return {
            "accepted_at": offer.accepted_at or self.backend._ebay_now(),
            "drift_since": False,
            "drift_note": False,
        }

    def _impossible(self, change):
        """Errors for what can never be sent, with what mends it."""
        sku = change.sku
        if not change.is_sent:
            return {}
        if not sku.ebay_sku and (sku.specifics or sku.channel == "inventory"):
            change.send_quantity = change.send_price = False
            message = self.env._("It has no SKU on eBay: give it one there.")
            return {"quantity_error": message}
        market = sku.marketplace_id
        if change.send_price and market and sku.currency_id != market.currency_id:
            change.send_price = False
            message = self.env._(
                "The listing is in %(currency)s, its marketplace in %(other)s.",
                currency=sku.currency_id.name,
                other=market.currency_id.name,
            )
            return {"price_error": message}
        return {}

    @staticmethod
    def _write(offer, values):
        """Only what changes, so that an unchanged SKU costs no statement."""
        changed = {
            name: value
            for name, value in values.items()
            if (offer[name] or False) != (value or False)
        }
        if changed:
            offer.write(changed)
        offer._settle_state()

    def _keep_raises(self, changes):
        """What eBay sold is not known: a quantity may fall now, and rise later."""
        raises = [
            change
            for change in changes
            if change.send_quantity and change.quantity > change.offer.accepted_quantity
        ]
        for change in raises:
            change.send_quantity = False
        self.env["ebay.sku.mark"]._mark(
            self.env["ebay.product.product"].union(*[one.sku for one in raises]),
            "stock",
            seconds=NO_ORDERS_SECONDS,
        )
