# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


# pylint: disable-next=consider-merging-classes-inherited
class EbaySaleOrder(models.Model):
    """Orders know what of them Odoo has shipped."""

    _inherit = "ebay.sale.order"

    fulfillment_ids = fields.One2many(
        "ebay.stock.picking", "order_id", string="Fulfilments", readonly=True
    )

    def _shipped_elsewhere(self, first_seen=False):
        """An order that eBay says is shipped because Odoo shipped it needs nothing.

        eBay says so after any unit of each line: an open rest is no reason to ask.
        """
        ours = self.browse()
        if not first_seen:
            ours = self.filtered(lambda order: not order._items_shipped_elsewhere())
        return super(EbaySaleOrder, self - ours)._shipped_elsewhere(first_seen)

    def _items_shipped_elsewhere(self):
        """Items that are shipped on eBay without a fulfilment of ours."""
        self.ensure_one()
        told = self.sudo().fulfillment_ids.filtered(
            lambda row: row.state in ("sending", "done")
        )
        return self.line_ids.filtered(
            lambda item: item.fulfillment_state in ("FULFILLED", "IN_PROGRESS")
        ) - (told.line_ids.item_id)

    def _stop_reason(self):
        """Why this order must not be shipped any more, as far as is known; or ""."""
        self.ensure_one()
        if self.import_state == "cancelled" or self.cancel_state == "CANCELED":
            return self.env._("The order is cancelled on eBay.")
        if self.payment_state == "FULLY_REFUNDED":
            return self.env._("The buyer has got all the money back.")
        if self.delivery_kind == "ebay":
            return self.env._("eBay itself ships this order.")
        return ""
