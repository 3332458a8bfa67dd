# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class EbayOffer(models.Model):
    """What eBay has sold, and Odoo does not know of yet: the oversell ledger."""

    _inherit = "ebay.offer"

    sold_start = fields.Integer(
        readonly=True,
        help="Units eBay counts as sold beyond the orders in Odoo since before the "
        "export began.",
    )
    has_sold_start = fields.Boolean(readonly=True)

    @api.model
    def _ensure(self, skus):
        """A new offer begins with what was sold before Odoo looked."""
        offers = super()._ensure(skus)
        self._begin_ledger(skus)
        return offers

    @api.model
    def _begin_ledger(self, skus):
        if not skus:
            return
        self.env["ebay.sale.order.line"].flush_model()
        self.flush_model()
        self.env.cr.execute(
            """
            UPDATE ebay_offer offer
            SET has_sold_start = true,
                sold_start = sku.quantity_sold - coalesce((
                    SELECT sum(quantity) FROM ebay_sale_order_line line
                    WHERE line.ebay_product_id = sku.id
                ), 0)
            FROM ebay_product_product sku
            WHERE sku.id = offer.sku_id AND offer.has_sold_start IS NOT TRUE
              AND sku.id IN %s
            """,
            (tuple(skus.ids),),
        )
        if self.env.cr.rowcount:
            self.invalidate_model(["sold_start", "has_sold_start"])

    @api.model
    def _unknown_sales(self, skus):
        """``{SKU id: units}`` that eBay has sold and no order in Odoo tells of.

        Bought and not paid yet: eBay's REST API does not show such orders, but has
        taken the units off.
        """
        if not skus:
            return {}
        skus.flush_recordset(["quantity_sold"])
        self.env["ebay.sale.order.line"].flush_model()
        self.env.cr.execute(
            """
            SELECT sku.id, sku.quantity_sold - offer.sold_start - coalesce((
                SELECT sum(quantity) FROM ebay_sale_order_line line
                WHERE line.ebay_product_id = sku.id
            ), 0)
            FROM ebay_product_product sku
            JOIN ebay_offer offer ON offer.sku_id = sku.id
            WHERE sku.id IN %s AND offer.has_sold_start
            """,
            (tuple(skus.ids),),
        )
        return {sku_id: sold for sku_id, sold in self.env.cr.fetchall() if sold > 0}

    @api.model
    def _take_off_sold(self, rows):
        """eBay took these units off itself: an order is no change to send.

        :param rows: ``(SKU id, units, when by eBay's clock)``
        """
        self.flush_model()
        for sku_id, quantity, ordered_at in rows:
            # Within the margin it is not sure which came first: better send it
            # once more than believe in units that are sold.
            self.env.cr.execute(
                """
                UPDATE ebay_offer
                SET accepted_quantity = greatest(0, accepted_quantity - %s)
                WHERE sku_id = %s
                  AND %s > coalesce(accepted_at, create_date) + interval '5 seconds'
                """,
                (quantity, sku_id, ordered_at),
            )
        self.invalidate_model(["accepted_quantity"])
