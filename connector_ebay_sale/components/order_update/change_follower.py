# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component

from ..order_import.order_importer import BULK_CONTEXT


class EbayOrderFollower(Component):
    """Does in Odoo what eBay says has happened to a confirmed order.

    What can be undone safely is done; what a person has to look at becomes one
    activity on the sales order.
    """

    _name = "ebay.order.follower"
    _inherit = "ebay.base"
    _apply_on = "ebay.sale.order"
    _usage = "order.follower"

    def follow(self, binding, order, before):
        """Follow one order.

        :param before: what of it was before, by name
        """
        self._follow_cancel(binding, before["cancel"])
        if binding.address_id != before["address"]:
            self._follow_address(binding)
        if (
            binding.fulfillment_state == "FULFILLED" != before["fulfillment"]
            and binding.odoo_id.state == "sale"
        ):
            binding._shipped_elsewhere()
        if binding.ship_by != before["ship_by"] and binding.odoo_id.state == "sale":
            binding.odoo_id.commitment_date = binding.ship_by
        self._follow_total(binding, before["total"])

    # === CANCELLATION ===

    def tell_reason(self, binding):
        """Why the buyer wants to cancel has become known: say it."""
        if binding.cancel_state == "IN_PROGRESS":
            self._follow_cancel(binding, binding.cancel_state)

    def _follow_cancel(self, binding, before):
        asked = self.env._("Buyer asks to cancel")
        state = binding.cancel_state
        if state == "IN_PROGRESS" and binding.odoo_id.state == "sale":
            binding._ebay_schedule_activity(
                "cancel_requested",
                asked,
                self.env._(
                    "Do not ship. Approve or reject the request: use 'Cancel on eBay' "
                    "or answer it on eBay. Reason: %s",
                    binding.cancel_reason or "-",
                ),
            )
            return
        if before == "IN_PROGRESS" and state != before:
            binding._ebay_close_activities("cancel_requested")
        if state == "CANCELED" and binding.odoo_id.state == "sale":
            self._cancel(binding)

    def _cancel(self, binding):
        """Cancel the sales order unless goods or an invoice are out."""
        sale = binding.odoo_id
        posted = sale.invoice_ids.filtered(lambda move: move.state == "posted")
        if binding._goods_left() or posted:
            binding._ebay_schedule_activity(
                "cancelled_on_ebay",
                self.env._("Cancelled on eBay"),
                self.env._(
                    "eBay cancelled this order, but it is shipped or invoiced here. "
                    "Take the goods back and make a credit note."
                ),
            )
            return
        sale.action_unlock()
        sale.with_context(**BULK_CONTEXT)._action_cancel()
        binding.import_state = "cancelled"
        sale.message_post(body=self.env._("eBay cancelled this order."))

    # === ADDRESS ===

    def _follow_address(self, binding):
        """An open delivery goes to the new address; what has left cannot."""
        sale = binding.odoo_id
        partner = binding.address_id.odoo_id
        if sale.state != "sale" or sale.partner_shipping_id == partner:
            return
        if binding._goods_left():
            binding._ebay_schedule_activity(
                "address_changed",
                self.env._("Address changed after shipping"),
                self.env._(
                    "The buyer has another address on eBay now, but goods have left "
                    "for the one before. See the eBay order."
                ),
            )
        pickings = binding._open_deliveries()
        if binding._goods_left() and not pickings:
            return
        if pickings:
            pickings.partner_id = partner
        # Odoo's own advice to change the deliveries is not needed: they are.
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

    # === MONEY ===

    def _follow_total(self, binding, before):
        """What the buyer pays has changed since the order was confirmed."""
        currency = binding.currency_id
        if not currency.compare_amounts(binding.amount_total, before):
            return
        if not currency.compare_amounts(
            binding.odoo_id.amount_total, binding.amount_total
        ):
            return
        binding._ebay_schedule_activity(
            "total_changed",
            self.env._("Total changed on eBay"),
            self.env._(
                "The buyer now pays %(ebay).2f %(currency)s, this order says "
                "%(odoo).2f. Correct it, or its invoice.",
                ebay=binding.amount_total,
                odoo=binding.odoo_id.amount_total,
                currency=currency.name,
            ),
        )
