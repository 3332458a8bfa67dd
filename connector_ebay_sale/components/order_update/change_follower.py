# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.tools.stored_text import StoredText

from ...tools.bulk_context import BULK_CONTEXT
from ...tools.order_states import not_to_ship
from ...tools.pickup_points import is_pickup_point


class OrderSnapshot(NamedTuple):
    """What an order was like before it was updated."""

    fulfillment_state: str
    cancel_state: str
    address: Any
    amount_total: float
    ship_by: datetime
    delivery_kind: str
    not_to_ship: dict[int, str]


class EbayOrderFollower(Component):
    """Do in Odoo what eBay says has happened to a confirmed order.

    What can be reversed safely is done; for the rest an activity is scheduled on the
    sales order.
    """

    _name = "ebay.order.follower"
    _inherit = "ebay.base"
    _apply_on = "ebay.sale.order"
    _usage = "order.follower"

    def snapshot(self, binding: Any) -> OrderSnapshot:
        """Return what :meth:`follow` compares with."""
        return OrderSnapshot(
            binding.fulfillment_state,
            binding.cancel_state,
            binding.address_id,
            binding.amount_total,
            binding.ship_by,
            binding.delivery_kind,
            not_to_ship(binding),
        )

    def follow(self, binding: Any, before: OrderSnapshot) -> None:
        """Follow the changes of one order since the snapshot."""
        self._follow_cancellation(binding, before.cancel_state)
        if binding.address_id != before.address:
            self._follow_address(binding)
        self._follow_pickup(binding, before)
        if (
            binding.fulfillment_state == "FULFILLED" != before.fulfillment_state
            and binding.odoo_id.state == "sale"
        ):
            binding._shipped_elsewhere()
        self.component(usage="delivery.trimmer").trim(binding, before.not_to_ship)
        if binding.ship_by != before.ship_by and binding.odoo_id.state == "sale":
            binding.odoo_id.commitment_date = binding.ship_by
        self._follow_total(binding, before.amount_total)

    # === CANCELLATION ===

    def update_cancel_request(self, binding: Any) -> None:
        """Add a reason that has become known to the activity about the request."""
        if binding.cancel_state == "IN_PROGRESS":
            self._follow_cancellation(binding, binding.cancel_state)

    def _follow_cancellation(self, binding: Any, before: str) -> None:
        state = binding.cancel_state
        if state == "IN_PROGRESS" and binding.odoo_id.state == "sale":
            binding._ebay_schedule_activity(
                "cancel_requested",
                StoredText._("Buyer asks to cancel"),
                StoredText._(
                    "Do not ship. Approve or decline the request here or on eBay. "
                    "Reason: %s",
                    binding.cancel_reason_text or "-",
                ),
            )
            return
        if before == "IN_PROGRESS" and state != before:
            binding._ebay_close_activities("cancel_requested")
        if state == "CANCELED" and binding.odoo_id.state == "sale":
            self._cancel(binding)

    def _cancel(self, binding: Any) -> None:
        """Cancel the sales order unless it is shipped or invoiced."""
        sale = binding.odoo_id
        posted = sale.invoice_ids.filtered(lambda move: move.state == "posted")
        if binding._goods_left() or posted:
            binding._ebay_schedule_activity(
                "cancelled_on_ebay",
                StoredText._("Cancelled on eBay"),
                StoredText._(
                    "eBay cancelled this order, but it is shipped or invoiced in "
                    "Odoo. Arrange the return and create a credit note."
                ),
            )
            return
        sale.action_unlock()
        sale.with_context(**BULK_CONTEXT)._action_cancel()
        binding.import_state = "cancelled"
        sale.message_post(body=self.env._("eBay cancelled this order."))

    # === ADDRESS ===

    def _follow_address(self, binding: Any) -> None:
        """Send open deliveries to the new address; report goods that have left."""
        sale = binding.odoo_id
        partner = binding.address_id.odoo_id
        if sale.state != "sale" or sale.partner_shipping_id == partner:
            return
        pickings = binding._open_deliveries()
        if binding._goods_left():
            binding._ebay_schedule_activity(
                "address_changed",
                StoredText._("Address changed after shipping"),
                StoredText._(
                    "The buyer changed the address on eBay, but goods have left for "
                    "the previous one. See the eBay order."
                ),
            )
            if not pickings:
                return
        if pickings:
            pickings.partner_id = partner
        # Without Odoo's own activity to change the deliveries: that is done here.
        sale.with_context(mail_activity_automation_skip=True).write(
            {
                "partner_shipping_id": partner.id,
                "fiscal_position_id": sale.fiscal_position_id.id,
            }
        )
        sale.message_post(
            body=self.env._(
                "The buyer's address changed on eBay; open deliveries go there now."
            )
        )

    def _follow_pickup(self, binding: Any, before: OrderSnapshot) -> None:
        """Report that the goods are to go to a place where the buyer picks them up.

        Not every carrier delivers there, and goods that have left go elsewhere.
        """
        if binding.odoo_id.state != "sale":
            return
        kind, partner = binding.delivery_kind, binding.address_id.odoo_id
        in_store = kind == "pickup" != before.delivery_kind
        at_point = binding.address_id != before.address and is_pickup_point(
            partner.name, partner.street, partner.street2
        )
        if not in_store and not at_point:
            return
        if in_store:
            note = StoredText._(
                "The buyer now picks this order up in your store: do not send it."
            )
        else:
            note = StoredText._(
                "The parcel now goes to a pick-up point: %(address)s. Check that the "
                "carrier delivers there, and that the label is the new one.",
                address=", ".join(
                    filter(None, (partner.name, partner.street, partner.street2))
                ),
            )
        if binding._goods_left():
            left = StoredText._("Goods have left for the previous address.")
            note = StoredText.joined(" ", [note, left])
        binding._ebay_schedule_activity(
            "address_pickup", StoredText._("Address changed to a pick-up point"), note
        )

    # === MONEY ===

    def _follow_total(self, binding: Any, before: float) -> None:
        """Report a total that changed after the order was confirmed."""
        currency = binding.currency_id
        if not currency.compare_amounts(binding.amount_total, before):
            return
        if not currency.compare_amounts(
            binding.odoo_id.amount_total, binding.amount_total
        ):
            return
        binding._ebay_schedule_activity(
            "total_changed",
            StoredText._("Total changed on eBay"),
            StoredText._(
                "The buyer now pays %(ebay)s, but this order is over %(odoo)s. Correct "
                "the order or its invoice.",
                ebay=StoredText.money(binding.amount_total, currency),
                odoo=StoredText.money(binding.odoo_id.amount_total, currency),
            ),
        )
