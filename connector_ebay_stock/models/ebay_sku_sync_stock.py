# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

#: eBay accepted what we sent at some time in the call, which may take so long.
LONGEST_CALL = timedelta(seconds=150)

#: eBay's clock is known from whole seconds, and by the time of another call.
CLOCK_MARGIN = timedelta(seconds=5)

#: Units of a SKU (``sku``) in eBay's orders that Odoo has.
ORDERED = SQL(
    """coalesce((
        SELECT sum(line.quantity) FROM ebay_sale_order_line line
        WHERE line.ebay_product_id = sku.id
    ), 0)"""
)


class EbaySkuSync(models.Model):
    """What eBay has sold, and Odoo does not know of yet: the oversell ledger."""

    _inherit = "ebay.sku.sync"

    sold_start = fields.Integer(
        readonly=True,
        help="Units eBay counts as sold beyond the orders in Odoo since before the "
        "export began.",
    )
    has_sold_start = fields.Boolean(readonly=True)
    sold_known = fields.Integer(
        readonly=True, help="Units in eBay's orders when it was compared last."
    )

    @api.model
    def _ensure(self, skus):
        """A new offer begins with what was sold before Odoo looked.

        What the import saw of a SKU is not sure if somebody bought since.
        """
        offers = super()._ensure(skus)
        self._begin_ledger(skus)
        self._note_sold(skus)
        return offers

    @api.model
    def _begin_ledger(self, skus):
        if not skus:
            return
        self.env["ebay.sale.order.line"].flush_model()
        self.flush_model()
        self.env.cr.execute(
            SQL(
                """
                UPDATE ebay_sku_sync offer
                SET has_sold_start = true,
                    sold_start = sku.quantity_sold - %(ordered)s,
                    quantity_unsure = EXISTS (
                        SELECT FROM ebay_sale_order_line line
                        JOIN ebay_sale_order placed ON placed.id = line.order_id
                        WHERE line.ebay_product_id = sku.id
                          AND placed.ordered_at > sku.sync_date - %(before)s
                    )
                FROM ebay_product_product sku
                WHERE sku.id = offer.sku_id AND offer.has_sold_start IS NOT TRUE
                  AND sku.id IN %(skus)s
                """,
                ordered=ORDERED,
                before=LONGEST_CALL,
                skus=tuple(skus.ids),
            )
        )
        if self.env.cr.rowcount:
            self.invalidate_model(["sold_start", "has_sold_start", "quantity_unsure"])

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
            SQL(
                """
                SELECT sku.id, sku.quantity_sold - offer.sold_start - %(ordered)s
                FROM ebay_product_product sku
                JOIN ebay_sku_sync offer ON offer.sku_id = sku.id
                WHERE sku.id IN %(skus)s AND offer.has_sold_start
                """,
                ordered=ORDERED,
                skus=tuple(skus.ids),
            )
        )
        return {sku_id: sold for sku_id, sold in self.env.cr.fetchall() if sold > 0}

    @api.model
    def _take_off_sold(self, rows):
        """eBay took these units off itself: an order is no change to send.

        Too close to eBay's acceptance it is not sure which came first: eBay may have
        taken the units off what we sent, or we have overwritten that. Then the quantity
        is sent once more, rather than believed.

        :param rows: ``(SKU id, units, when by eBay's clock)``
        """
        if not rows:
            return
        self.flush_model()
        self.env.cr.execute(
            SQL(
                """
                WITH sold AS (
                    SELECT offer.id,
                           sum(units) FILTER (
                               WHERE ordered_at > known.at + %(after)s
                           ) AS later,
                           count(*) FILTER (
                               WHERE ordered_at > known.at - %(before)s
                                 AND ordered_at <= known.at + %(after)s
                           ) AS unsure
                    FROM (VALUES %(rows)s) AS row (sku_id, units, ordered_at)
                    JOIN ebay_sku_sync offer USING (sku_id)
                    CROSS JOIN LATERAL (
                        SELECT coalesce(offer.accepted_at, offer.create_date) AS at
                    ) known
                    GROUP BY offer.id
                )
                UPDATE ebay_sku_sync offer
                SET accepted_quantity =
                        greatest(0, accepted_quantity - coalesce(sold.later, 0)),
                    quantity_unsure = quantity_unsure OR sold.unsure > 0
                FROM sold
                WHERE sold.id = offer.id AND (sold.later > 0 OR sold.unsure > 0)
                """,
                rows=SQL(", ").join(
                    SQL("(%s, %s, %s::timestamp)", *row) for row in rows
                ),
                before=LONGEST_CALL,
                after=CLOCK_MARGIN,
            )
        )
        self.invalidate_model(["accepted_quantity", "quantity_unsure"])

    @api.model
    def _note_sold(self, skus):
        """What Odoo knows to be sold, as it computes what to offer."""
        if not skus:
            return
        self.env.cr.execute(
            SQL(
                """
                UPDATE ebay_sku_sync offer SET sold_known = known.units
                FROM (
                    SELECT sku.id, %(ordered)s AS units
                    FROM ebay_product_product sku WHERE sku.id IN %(skus)s
                ) known
                WHERE known.id = offer.sku_id
                  AND offer.sold_known IS DISTINCT FROM known.units
                """,
                ordered=ORDERED,
                skus=tuple(skus.ids),
            )
        )

    @api.model
    def _doubt(self, skus):
        """eBay accepted what was computed; what was sold since may have come before it.

        An order that was imported while eBay was asked has been taken off what eBay
        had before. Whether eBay took it off what it has now is not known.
        """
        if not skus:
            return
        self.flush_model()
        self.env["ebay.sale.order.line"].flush_model()
        self.env.cr.execute(
            SQL(
                """
                UPDATE ebay_sku_sync offer SET quantity_unsure = true
                FROM ebay_product_product sku
                WHERE sku.id = offer.sku_id AND sku.id IN %(skus)s
                  AND offer.sold_known < %(ordered)s
                RETURNING sku.id
                """,
                ordered=ORDERED,
                skus=tuple(skus.ids),
            )
        )
        doubted = skus.browse(row[0] for row in self.env.cr.fetchall())
        if doubted:
            self.invalidate_model(["quantity_unsure"])
            self.env["ebay.sku.mark"]._mark(doubted, "stock")
