# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.tools.stored_text import StoredText

from ...tools.delivery_notes import add_delivery_note
from ...tools.order_states import not_to_ship


class EbayDeliveryTrimmer(Component):
    """Take off open deliveries what must not be shipped, and say why.

    That is what was refunded, what was delivered before eBay combined two purchases,
    and the items of a partly shipped order that were not shipped from Odoo. The note of
    the delivery and an activity on the sales order say so. What a person adds again
    stays: an item is taken off once for a reason.
    """

    _name = "ebay.delivery.trimmer"
    _inherit = "ebay.base"
    _apply_on = "ebay.sale.order"
    _usage = "delivery.trimmer"

    def trim(
        self,
        binding: Any,
        before: dict[int, str] | None = None,
        first_seen: bool = False,
    ) -> None:
        """Take off the open deliveries of a confirmed order what is not to be shipped.

        :param before: reasons that were known already
        :param first_seen: the order was not known when its items were shipped
        """
        if binding.odoo_id.state != "sale":
            return
        reasons = not_to_ship(binding)
        for reason, items in binding.line_ids.grouped(
            lambda item: reasons.get(item.id)
        ).items():
            if not reason:
                continue
            if reason == "shipped":
                items -= self._sent_from_odoo(items)
            new = items.filtered(
                lambda item, reason=reason: (before or {}).get(item.id) != reason
            )
            self._trim_items(binding, reason, new, items, first_seen)

    def _trim_items(
        self, binding: Any, reason: str, new: Any, items: Any, first_seen: bool
    ) -> None:
        """Take items off the open deliveries.

        :param new: those whose reason is new
        :param items: all items that have this reason
        """
        if reason == "shipped":
            self._set_delivered(new)
        affected = new.filtered(self._unfinished_moves)
        if not affected:
            return
        moves = self._unfinished_moves(affected)
        pickings = moves.picking_id
        more = []
        if any(move.location_id.usage == "supplier" for move in moves):
            more = [
                StoredText._("A supplier is to ship it: cancel the purchase order.")
            ]
        for item in affected:
            self._take_off(item, reason, first_seen)
        pickings |= binding._open_deliveries()
        note = StoredText.joined(" ", [self._note(reason, affected), *more])
        add_delivery_note(pickings, note)
        binding._ebay_schedule_activity(
            f"not_to_ship {reason}",
            StoredText._("Do not ship"),
            StoredText.joined(" ", [self._note(reason, items), *more]),
        )

    def stop_deliveries(self, binding: Any, note: str) -> None:
        """Cancel the open deliveries of an order, and say why in their notes."""
        pickings = binding._open_deliveries().filtered(
            lambda picking: picking.picking_type_code != "incoming"
        )
        if pickings:
            add_delivery_note(pickings, note)
            pickings.action_cancel()

    # === TEXTS ===

    def _note(self, reason: str, items: Any) -> str:
        """Return a sentence about items that were taken off, and the next step."""
        names = ", ".join(
            f"{item.quantity} x {item.ebay_sku or item.title}" for item in items
        )
        if reason == "refunded":
            return StoredText._(
                "Do not ship %s: the buyer got the money back on eBay. It was taken "
                "off the delivery; if it is to go all the same, create a new one.",
                names,
            )
        if reason == "delivered":
            return StoredText._(
                "Do not ship %s again: it left with another order, before eBay "
                "combined the two. It was taken off the delivery.",
                names,
            )
        return StoredText._(
            "Do not ship %s again: eBay says that it is shipped, but not from Odoo. It "
            "was taken off the delivery; check that the stock is right.",
            names,
        )

    # === DELIVERIES ===

    def _sent_from_odoo(self, items: Any) -> Any:
        """Return the items that Odoo itself has shipped on eBay."""
        return items.browse()

    @staticmethod
    def _set_delivered(items: Any) -> None:
        """Set the delivered quantity where Odoo leaves it to people."""
        for line in items.odoo_id | items.remainder_line_id:
            if line.qty_delivered_method == "manual":
                line.qty_delivered = line.product_uom_qty

    @staticmethod
    def _unfinished_moves(items: Any) -> Any:
        """Return the moves that are to ship these items; empty without the stock app.

        Returns are none of them.
        """
        lines = items.odoo_id | items.remainder_line_id
        if "move_ids" not in lines._fields:
            return items.browse()
        return lines.move_ids.filtered(
            lambda move: move.state not in ("done", "cancel")
            and not move.origin_returned_move_id
            and move.location_id.usage != "customer"
        )

    def _open_moves(self, items: Any) -> Any:
        """Return those of these moves that are ours: suppliers decide on their own."""
        return self._unfinished_moves(items).filtered(
            lambda move: move.location_id.usage != "supplier"
        )

    def _take_off(self, item: Any, reason: str, first_seen: bool) -> None:
        """Take the units of an item that are not to be shipped off its deliveries."""
        moves = self._open_moves(item)
        units = self._units(item, reason)
        to_ship = item.quantity - (
            item.delivered_before if reason != "delivered" else 0
        )
        if units >= to_ship:
            moves._action_cancel()
            return
        for move in moves:
            move._do_unreserve()
            move.product_uom_qty *= (to_ship - units) / to_ship
        moves._action_assign()

    def _units(self, item: Any, reason: str) -> int:
        """Return how many units of an item are not to be shipped."""
        return item.delivered_before if reason == "delivered" else item.quantity
