# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.tools.stored_text import StoredText, dump_text

from ...tools.bulk_context import BULK_CONTEXT
from ...tools.order_states import NOTHING_TO_SHIP, PAID_STATES, not_to_ship

Json = dict[str, Any]


class EbayOrderFinisher(Component):
    """Decide what becomes of an order that is not confirmed yet, and do it.

    An order cancelled on eBay is cancelled, an unpaid one waits. It is held if a person
    has to decide something or if its total is not what the buyer pays. All others are
    confirmed, together. A payment that eBay holds back is no reason to wait: the buyer
    has paid, and eBay may release the money only after the tracking number.
    """

    _name = "ebay.order.finisher"
    _inherit = "ebay.base"
    _apply_on = "ebay.sale.order"
    _usage = "order.finisher"

    def decide(self, values: Json, sale: Any, holds: list[tuple[str, str]]) -> Json:
        """Return import state, hold reason and hold text for a binding.

        :param values: the binding's values, as mapped
        :param holds: pairs of a reason and a sentence
        """
        if values["cancel_state"] == "CANCELED":
            return self._decision("cancelled")
        difference = self._difference_note(values, sale)
        if difference:
            holds = [*holds, ("total", difference)]
        if values["cancel_state"] == "IN_PROGRESS":
            note = StoredText._(
                "The buyer asks to cancel this order. Answer the request here or on "
                "eBay."
            )
            holds = [("cancel", note), *holds]
        if holds:
            notes = StoredText.joined("\n", [note for _reason, note in holds])
            return self._decision("held", holds[0][0], dump_text(notes))
        is_paid = values["payment_state"] in PAID_STATES or (
            values["payment_state"] == "other" and values["paid_at"]
        )
        if not is_paid:
            return self._decision("waiting")
        return self._decision("imported")

    @staticmethod
    def _decision(state: str, reason: str = "", note: Any = False) -> Json:
        return {
            "import_state": state,
            "hold_reason": reason or False,
            "hold_text": note,
        }

    def _difference_note(self, values: Json, sale: Any) -> str:
        """Return a sentence if Odoo's total is not what the buyer pays, else ``""``."""
        currency = sale.currency_id
        expected = values["amount_total"]
        if not currency.compare_amounts(sale.amount_total, expected):
            return ""
        return StoredText._(
            "The buyer pays %(ebay)s, the sales order is over %(odoo)s: a difference "
            "of %(difference)s. Check the taxes of its lines.",
            ebay=StoredText.money(expected, currency),
            odoo=StoredText.money(sale.amount_total, currency),
            difference=StoredText.money(sale.amount_total - expected, currency),
        )

    def carry_out(self, bindings: Any) -> None:
        """Confirm or cancel the sales orders, or schedule activities, as decided."""
        by_state = bindings.grouped("import_state")
        none = bindings.browse()
        self._confirm(by_state.get("imported", none))
        cancelled = by_state.get("cancelled", none).odoo_id
        cancelled = cancelled.filtered(lambda sale: sale.state in ("draft", "sent"))
        if cancelled:
            cancelled.with_context(**BULK_CONTEXT)._action_cancel()
        held = by_state.get("held", none)
        for binding in held:
            binding._ebay_schedule_activity(
                "order_held",
                StoredText._("eBay order held"),
                StoredText.load(binding.hold_text),
            )
        if held:
            self.env["ebay.alert"]._watch(self.backend, ["orders_held"], close=False)

    def _confirm(self, bindings: Any) -> None:
        todo = bindings.filtered(lambda one: one.odoo_id.state in ("draft", "sent"))
        if not todo:
            return
        todo.odoo_id.with_context(**BULK_CONTEXT).action_confirm()
        for binding in todo.filtered(lambda one: one.delivery_kind in NOTHING_TO_SHIP):
            deliveries = binding._open_deliveries()
            if deliveries:
                deliveries.action_cancel()
        shipped = todo.filtered(lambda one: one.fulfillment_state == "FULFILLED")
        if shipped:
            shipped._shipped_elsewhere(first_seen=True)
        for binding in todo.filtered(not_to_ship):
            self.component(usage="delivery.trimmer").trim(binding, first_seen=True)

    def expire(self, binding: Any) -> None:
        """Cancel an order that was never paid and that eBay does not have any more."""
        binding.import_state = "cancelled"
        sale = binding.odoo_id
        if sale.state in ("draft", "sent"):
            sale.with_context(**BULK_CONTEXT)._action_cancel()
        sale.message_post(
            body=self.env._("eBay has removed this order: it was never paid.")
        )

    def merge(self, before: Any, after: Any) -> None:
        """Mark ``before`` as merged into ``after``, which has its items now.

        eBay makes a new order when the buyer pays several together. The sales order is
        cancelled unless it is shipped or invoiced.
        """
        before.write(
            {
                "import_state": "merged",
                "hold_reason": False,
                "hold_text": False,
                "merged_into_id": after.id,
            }
        )
        sale = before.odoo_id
        if sale.state in ("draft", "sent"):
            sale.with_context(**BULK_CONTEXT)._action_cancel()
            return
        # Its items are bound to the new order by now: ask the sales order itself.
        has_left = any(line.qty_delivered > 0 for line in sale.order_line)
        if sale.state == "sale" and not has_left and not sale.invoice_ids:
            sale.action_unlock()
            sale.with_context(**BULK_CONTEXT)._action_cancel()
            return
        # What has not left is shipped with the new order.
        self.component(usage="delivery.trimmer").stop_deliveries(
            before,
            StoredText._(
                "Do not ship: eBay order %s has these items now.", after.external_id
            ),
        )
        before._ebay_schedule_activity(
            "merged",
            StoredText._("eBay merged this order"),
            StoredText._(
                "The buyer paid it together with others: eBay order %s has its items "
                "now. It is shipped or invoiced in Odoo already, so decide which of "
                "the two orders stays.",
                after.external_id,
            ),
        )
