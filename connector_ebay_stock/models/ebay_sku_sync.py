# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

#: Duration of the longest call; eBay accepts the values at some time during it.
LONGEST_CALL = timedelta(seconds=150)

#: Inaccuracy of eBay's clock, which is known in whole seconds and from another call.
EBAY_CLOCK_INACCURACY = timedelta(seconds=5)

#: SQL: units of ``sku`` in the eBay orders that are in Odoo.
UNITS_ORDERED = SQL(
    """coalesce((
        SELECT sum(line.quantity) FROM ebay_sale_order_line line
        WHERE line.ebay_product_id = sku.id
    ), 0)"""
)


class EbaySkuSync(models.Model):
    """Account for units that eBay has sold and Odoo does not know yet.

    eBay's count of sold units is compared with the eBay orders in Odoo. Their
    difference at the first export is stored, so that only later sales are unknown. An
    order of before that is imported afterwards is taken out of the difference: else
    it would hide as many units that are sold but not paid.
    """

    _inherit = "ebay.sku.sync"

    sold_start = fields.Integer(
        string="Sold Before Export",
        readonly=True,
        help="Units that eBay sold before the first export without an order in Odoo.",
    )
    has_sold_start = fields.Boolean(readonly=True)
    sold_start_at = fields.Datetime(
        readonly=True, help="When eBay's count of units sold before was read."
    )
    units_ordered = fields.Integer(
        readonly=True,
        help="Units in eBay orders in Odoo when the SKU was compared last.",
    )

    @api.model
    def _get_or_create(self, skus):
        """Store the units sold before the first export, and those ordered by now."""
        syncs = super()._get_or_create(skus)
        self._store_sold_before_export(skus)
        self._store_units_ordered(skus)
        return syncs

    @api.model
    def _store_sold_before_export(self, skus):
        """Store the units sold before the first export on new records.

        The quantity is uncertain if a unit was sold since the import has read it.
        """
        if not skus:
            return
        self.env["ebay.sale.order.line"].flush_model()
        self.flush_model()
        self.env.cr.execute(
            SQL(
                """
                UPDATE ebay_sku_sync sync
                SET has_sold_start = true,
                    sold_start = coalesce(sku.quantity_sold, 0) - %(ordered)s,
                    sold_start_at = sku.sync_date,
                    quantity_unsure = EXISTS (
                        SELECT FROM ebay_sale_order_line line
                        JOIN ebay_sale_order placed ON placed.id = line.order_id
                        WHERE line.ebay_product_id = sku.id
                          AND placed.ordered_at > sku.sync_date - %(before)s
                    )
                FROM ebay_product_product sku
                WHERE sku.id = sync.sku_id AND sync.has_sold_start IS NOT TRUE
                  AND sku.id IN %(skus)s
                """,
                ordered=UNITS_ORDERED,
                before=LONGEST_CALL,
                skus=tuple(skus.ids),
            )
        )
        if self.env.cr.rowcount:
            self.invalidate_model(
                ["sold_start", "sold_start_at", "has_sold_start", "quantity_unsure"]
            )

    @api.model
    def _order_sold_before(self, rows):
        """Take units out of those sold before the first export: their orders are known.

        :param rows: ``(SKU id, units, time of the order on eBay's clock)``
        """
        if not rows:
            return
        self.flush_model()
        self.env.cr.execute(
            SQL(
                """
                WITH known AS (
                    SELECT sync.id, sum(units) AS units
                    FROM (VALUES %(rows)s) AS row (sku_id, units, ordered_at)
                    JOIN ebay_sku_sync sync USING (sku_id)
                    WHERE sync.has_sold_start
                      AND ordered_at <= coalesce(sync.sold_start_at, sync.create_date)
                    GROUP BY sync.id
                )
                UPDATE ebay_sku_sync sync SET sold_start = sold_start - known.units
                FROM known WHERE known.id = sync.id
                """,
                rows=self._sql_rows(rows),
            )
        )
        if self.env.cr.rowcount:
            self.invalidate_model(["sold_start"])

    @api.model
    def _take_back_sold(self, rows, gone_at):
        """Take the units of removed items out of eBay's count, if it contains them.

        Otherwise they would be unknown sales until the count is read again.

        :param rows: ``(SKU id, units, time of the order on eBay's clock)``
        :param gone_at: when eBay removed the items from their order
        """
        if not rows:
            return
        self.flush_model()
        skus = self.env["ebay.product.product"]
        skus.flush_model(["quantity_sold", "sync_date"])
        self.env.cr.execute(
            SQL(
                """
                WITH counted AS (
                    SELECT sku.id, sum(units) AS units
                    FROM (VALUES %(rows)s) AS row (sku_id, units, ordered_at)
                    JOIN ebay_product_product sku ON sku.id = sku_id
                    WHERE ordered_at <= sku.sync_date AND sku.sync_date < %(gone_at)s
                    GROUP BY sku.id
                )
                UPDATE ebay_product_product sku
                SET quantity_sold = greatest(
                    0, coalesce(quantity_sold, 0) - counted.units
                )
                FROM counted WHERE counted.id = sku.id
                """,
                rows=self._sql_rows(rows),
                gone_at=gone_at,
            )
        )
        skus.invalidate_model(["quantity_sold"])

    @staticmethod
    def _sql_rows(rows):
        """Return the rows of a ``VALUES`` list."""
        return SQL(", ").join(SQL("(%s, %s, %s::timestamp)", *row) for row in rows)

    @api.model
    def _store_units_ordered(self, skus):
        """Store the units in eBay orders that the comparison takes into account."""
        if not skus:
            return
        self.env.cr.execute(
            SQL(
                """
                UPDATE ebay_sku_sync sync SET units_ordered = ordered.units
                FROM (
                    SELECT sku.id, %(ordered)s AS units
                    FROM ebay_product_product sku WHERE sku.id IN %(skus)s
                ) ordered
                WHERE ordered.id = sync.sku_id
                  AND sync.units_ordered IS DISTINCT FROM ordered.units
                """,
                ordered=UNITS_ORDERED,
                skus=tuple(skus.ids),
            )
        )

    @api.model
    def _unknown_sales(self, skus):
        """Return ``{SKU id: units}`` that eBay has sold without an order in Odoo.

        They are not paid yet: eBay's REST API does not return such orders, but eBay has
        subtracted their units.
        """
        if not skus:
            return {}
        skus.flush_recordset(["quantity_sold"])
        self.env["ebay.sale.order.line"].flush_model()
        self.env.cr.execute(
            SQL(
                """
                SELECT sku.id,
                       coalesce(sku.quantity_sold, 0)
                       - coalesce(sync.sold_start, 0) - %(ordered)s
                FROM ebay_product_product sku
                JOIN ebay_sku_sync sync ON sync.sku_id = sku.id
                WHERE sku.id IN %(skus)s AND sync.has_sold_start
                """,
                ordered=UNITS_ORDERED,
                skus=tuple(skus.ids),
            )
        )
        return {sku_id: sold for sku_id, sold in self.env.cr.fetchall() if sold > 0}

    @api.model
    def _subtract_sold(self, rows):
        """Subtract the units that eBay itself has subtracted for an order.

        If an order is close to eBay's acceptance, it is not known which came first:
        eBay may have subtracted the units from the quantity that was sent, or that
        quantity may have replaced eBay's. Then the quantity is uncertain and is sent
        once more.

        :param rows: ``(SKU id, units, time of the order on eBay's clock)``
        """
        if not rows:
            return
        self.flush_model()
        self.env.cr.execute(
            SQL(
                """
                WITH sold AS (
                    SELECT sync.id,
                           sum(units) FILTER (
                               WHERE ordered_at > accepted.at + %(after)s
                           ) AS later,
                           count(*) FILTER (
                               WHERE ordered_at > accepted.at - %(before)s
                                 AND ordered_at <= accepted.at + %(after)s
                           ) AS unsure
                    FROM (VALUES %(rows)s) AS row (sku_id, units, ordered_at)
                    JOIN ebay_sku_sync sync USING (sku_id)
                    CROSS JOIN LATERAL (
                        SELECT coalesce(sync.accepted_at, sync.create_date) AS at
                    ) accepted
                    GROUP BY sync.id
                )
                UPDATE ebay_sku_sync sync
                SET accepted_quantity =
                        greatest(0, accepted_quantity - coalesce(sold.later, 0)),
                    quantity_unsure = quantity_unsure OR sold.unsure > 0
                FROM sold
                WHERE sold.id = sync.id AND (sold.later > 0 OR sold.unsure > 0)
                """,
                rows=self._sql_rows(rows),
                before=LONGEST_CALL,
                after=EBAY_CLOCK_INACCURACY,
            )
        )
        self.invalidate_model(["accepted_quantity", "quantity_unsure"])

    @api.model
    def _mark_uncertain(self, skus):
        """Mark accepted SKUs that were ordered after they had been compared.

        An order that was imported while eBay was called has been subtracted from the
        former quantity. Whether eBay has subtracted it from the new one is not known.
        """
        if not skus:
            return
        self.flush_model()
        self.env["ebay.sale.order.line"].flush_model()
        self.env.cr.execute(
            SQL(
                """
                UPDATE ebay_sku_sync sync SET quantity_unsure = true
                FROM ebay_product_product sku
                WHERE sku.id = sync.sku_id AND sku.id IN %(skus)s
                  AND sync.units_ordered < %(ordered)s
                RETURNING sku.id
                """,
                ordered=UNITS_ORDERED,
                skus=tuple(skus.ids),
            )
        )
        uncertain = skus.browse(row[0] for row in self.env.cr.fetchall())
        if uncertain:
            self.invalidate_model(["quantity_unsure"])
            self.env["ebay.sku.mark"]._mark(uncertain, "stock")
