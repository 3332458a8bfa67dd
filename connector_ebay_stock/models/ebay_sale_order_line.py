# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import defaultdict

from odoo import api, models


class EbaySaleOrderLine(models.Model):
    """Account for units that eBay has sold, and mark their SKUs."""

    _inherit = "ebay.sale.order.line"

    @api.model_create_multi
    def create(self, vals_list):
        """Subtract the units that eBay has sold, and mark the SKUs."""
        lines = super().create(vals_list)
        known = lines.filtered("ebay_product_id")
        self.env["ebay.sku.sync"].sudo()._subtract_sold(known._sold_rows())
        known._count_in_start()
        known._mark_sold_skus()
        return lines

    def write(self, vals):
        """Count lines whose SKU becomes known later."""
        unknown = self.browse()
        if vals.get("ebay_product_id"):
            unknown = self.filtered(lambda line: not line.ebay_product_id)
        result = super().write(vals)
        unknown._count_in_start()
        return result

    def unlink(self):
        """Mark the SKUs of items that an order does not have any more.

        Context: ``ebay_gone_at``, eBay's time of the removal.
        """
        known = self.filtered("ebay_product_id")
        known._mark_sold_skus()
        gone_at = self.env.context.get("ebay_gone_at")
        if gone_at:
            sync = self.env["ebay.sku.sync"].sudo()
            sync._take_back_sold(known._sold_rows(), gone_at)
        return super().unlink()

    def _sold_rows(self):
        """Return ``(SKU id, units, time of the order on eBay's clock)`` of lines."""
        return [
            (
                line.ebay_product_id.id,
                line.quantity,
                line.order_id.ordered_at or line.create_date,
            )
            for line in self
        ]

    def _count_in_start(self):
        """Take units of older orders out of what was sold before the first export."""
        self.env["ebay.sku.sync"].sudo()._order_sold_before(self._sold_rows())

    def _mark_sold_skus(self):
        """Mark all SKUs that sell the products of these lines."""
        products = self.ebay_product_id.odoo_id
        self.env["ebay.sku.mark"].sudo()._mark_stock(products.ids)

    @api.model
    def _unbooked_quantities(self, backend, stock_field=None):
        """Add units of confirmed orders that the stock offered still contains.

        :param stock_field: stock to use instead of the one that the account offers
        """
        quantities = defaultdict(int, super()._unbooked_quantities(backend))
        stock_field = stock_field or backend.stock_field
        for sku_id, units in self._undelivered(backend, stock_field):
            quantities[sku_id] += units
        return dict(quantities)

    def _undelivered(self, backend, stock_field):
        """Return ``(SKU id, units)`` that confirmed orders have not subtracted yet.

        ``free_qty`` is reduced by reserved units, ``qty_available`` by delivered
        units, ``virtual_available`` by all. Of a kit, the scarcest component counts.
        """
        if stock_field == "virtual_available":
            return []
        self.env["stock.move"].flush_model()
        self.flush_model()
        self.env.cr.execute(
            """
            WITH demand AS (
                SELECT item.ebay_product_id, line.id, line.product_uom_qty AS units,
                       sum(move.product_qty) AS needed,
                       sum(move.product_qty * (1 - CASE WHEN %(reserved)s
                           THEN move.quantity / move.product_uom_qty ELSE 0 END)
                       ) FILTER (WHERE move.state <> 'done') AS missing
                FROM ebay_sale_order_line item
                JOIN ebay_product_product sku ON sku.id = item.ebay_product_id
                JOIN sale_order_line line
                  ON line.id IN (item.odoo_id, item.remainder_line_id)
                 AND line.product_id = sku.odoo_id
                JOIN stock_move move ON move.sale_line_id = line.id
                WHERE item.backend_id = %(backend)s
                  AND move.state IN (
                      'confirmed', 'partially_available', 'assigned', 'done'
                  )
                  AND move.product_uom_qty > 0
                  AND move.origin_returned_move_id IS NULL
                  AND line.id IN (
                      SELECT sale_line_id FROM stock_move
                      WHERE state IN ('confirmed', 'partially_available', 'assigned')
                  )
                GROUP BY item.ebay_product_id, line.id, move.product_id
            ), lines AS (
                SELECT ebay_product_id, ceil(max(missing / needed * units)) AS units
                FROM demand GROUP BY ebay_product_id, id
            )
            SELECT ebay_product_id, sum(units)::integer FROM lines
            GROUP BY ebay_product_id HAVING sum(units) > 0
            """,
            {
                "backend": backend.id,
                "reserved": stock_field == "free_qty",
            },
        )
        return self.env.cr.fetchall()
