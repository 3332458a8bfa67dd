# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component

from ..order_import.order_importer import BULK_CONTEXT

#: eBay's payment states in which the buyer has paid.
PAID = ("PAID", "PARTIALLY_REFUNDED", "FULLY_REFUNDED")

#: eBay's own warehouse ships these, or nobody does.
NOT_OURS = ("ebay", "none")


class EbayOrderFinisher(Component):
    """Decides what becomes of an order that is not confirmed yet, and does it.

    Cancelled on eBay: cancelled. Not paid: it waits. Something to be decided, or a
    total that is not the buyer's: held. All others are confirmed, together.
    """

    _name = "ebay.order.finisher"
    _inherit = "ebay.base"
    _apply_on = "ebay.sale.order"
    _usage = "order.finisher"

    def decide(self, values, sale, holds):
        """Values that say how far the import of this order goes now.

        :param values: what eBay says: values for the binding
        :param holds: pairs of reason and sentence
        """
        if values["cancel_state"] == "CANCELED":
            return self._decision("cancelled")
        difference = self._difference(values, sale)
        if difference:
            holds = [*holds, ("total", difference)]
        if values["cancel_state"] == "IN_PROGRESS":
            note = self.env._(
                "The buyer asks to cancel this order. Answer it here, or on eBay."
            )
            holds = [("cancel", note), *holds]
        if holds:
            notes = "\n".join(note for _reason, note in holds)
            return self._decision("held", holds[0][0], notes)
        paid = values["payment_state"] in PAID or (
            values["payment_state"] == "other" and values["paid_at"]
        )
        if not paid or values["payment_hold"]:
            return self._decision("waiting")
        return self._decision("done")

    @staticmethod
    def _decision(state, reason=False, note=False):
        return {"import_state": state, "hold_reason": reason, "hold_note": note}

    def _difference(self, values, sale):
        """A sentence if Odoo's total is not what the buyer pays."""
        currency = sale.currency_id
        expected = values["amount_total"]
        if not currency.compare_amounts(sale.amount_total, expected):
            return ""
        return self.env._(
            "The buyer pays %(ebay).2f %(currency)s, the sales order says %(odoo).2f: "
            "a difference of %(difference).2f. Check the taxes of its lines.",
            ebay=expected,
            odoo=sale.amount_total,
            difference=sale.amount_total - expected,
            currency=currency.name,
        )

    def carry_out(self, bindings):
        """Confirm, cancel, or tell somebody: what was decided for these orders."""
        by_state = bindings.grouped("import_state")
        none = bindings.browse()
        self._confirm(by_state.get("done", none))
        cancelled = by_state.get("cancelled", none).odoo_id
        cancelled = cancelled.filtered(lambda sale: sale.state in ("draft", "sent"))
        if cancelled:
            cancelled.with_context(**BULK_CONTEXT)._action_cancel()
        for binding in by_state.get("held", none):
            binding._ebay_schedule_activity(
                "order_held",
                self.env._("eBay order held"),
                binding.hold_note,
            )

    def _confirm(self, bindings):
        todo = bindings.filtered(lambda one: one.odoo_id.state in ("draft", "sent"))
        if not todo:
            return
        todo.odoo_id.with_context(**BULK_CONTEXT).action_confirm()
        for binding in todo.filtered(lambda one: one.delivery_kind in NOT_OURS):
            deliveries = binding._open_deliveries()
            if deliveries:
                deliveries.action_cancel()
        shipped = todo.filtered(lambda one: one.fulfillment_state == "FULFILLED")
        if shipped:
            shipped._shipped_elsewhere(first_seen=True)

    def expire(self, binding):
        """eBay does not have this order any more, and it was never paid."""
        binding.import_state = "cancelled"
        sale = binding.odoo_id
        if sale.state in ("draft", "sent"):
            sale.with_context(**BULK_CONTEXT)._action_cancel()
        sale.message_post(
            body=self.env._("eBay has taken this order back: it was never paid.")
        )

    def merge(self, before, after):
        """The buyer paid several purchases together: ``after`` has their items now."""
        before.write(
            {
                "import_state": "merged",
                "hold_reason": False,
                "hold_note": False,
                "merged_into_id": after.id,
            }
        )
        sale = before.odoo_id
        if sale.state in ("draft", "sent"):
            sale.with_context(**BULK_CONTEXT)._action_cancel()
            return
        if sale.state == "sale" and not before._goods_left() and not sale.invoice_ids:
            sale.action_unlock()
            sale.with_context(**BULK_CONTEXT)._action_cancel()
            return
        before._ebay_schedule_activity(
            "merged",
            self.env._("eBay merged this order"),
            self.env._(
                "The buyer paid it together with others: eBay order %s has its items "
                "now. It is shipped or invoiced here already, so decide which stays.",
                after.external_id,
            ),
        )
