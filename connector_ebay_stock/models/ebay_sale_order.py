# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbaySaleOrder(models.Model):
    """Link eBay orders with their shipments, and mark the SKUs that they have sold."""

    _inherit = "ebay.sale.order"

    fulfillment_ids = fields.One2many(
        "ebay.stock.picking", "order_id", string="Shipments", readonly=True
    )

    def write(self, vals):
        """Mark the SKUs of orders that are held, released or cancelled."""
        result = super().write(vals)
        if "import_state" in vals:
            self.line_ids._mark_sold_skus()
        return result

    # === SHIPMENT ===

    def _shipped_elsewhere(self, first_seen=False):
        """Skip orders that eBay reports as shipped because Odoo has shipped them.

        eBay reports this as soon as one unit of each line is shipped, so units that are
        still to be delivered do not matter.
        """
        ours = self.browse()
        if not first_seen:
            ours = self.filtered(lambda order: not order._items_shipped_elsewhere())
        return super(EbaySaleOrder, self - ours)._shipped_elsewhere(first_seen)

    def _items_shipped_elsewhere(self):
        """Return the lines that are shipped on eBay without a shipment from Odoo."""
        self.ensure_one()
        sent = self.sudo().fulfillment_ids.filtered(
            lambda row: row.state in ("sending", "done")
        )
        return self.line_ids.filtered(
            lambda item: item.fulfillment_state in ("FULFILLED", "IN_PROGRESS")
        ) - (sent.line_ids.item_id)

    def _stop_reason(self):
        """Return the reason why this order must not be shipped any more, or ""."""
        self.ensure_one()
        if self.import_state == "cancelled" or self.cancel_state == "CANCELED":
            return self.env._("The order is cancelled on eBay.")
        if self.payment_state == "FULLY_REFUNDED":
            return self.env._("The buyer has been refunded in full.")
        if self.delivery_kind == "ebay":
            return self.env._("eBay ships this order itself.")
        return ""
