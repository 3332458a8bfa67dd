# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component

#: Deliveries done longer ago are not looked at any more.
DAYS = 90


class EbayStockPickingBatchExporter(Component):
    """Finds deliveries that eBay was not told: nothing, not all, or not for certain."""

    _name = "ebay.stock.picking.batch.exporter"
    _inherit = ["base.exporter", "ebay.base"]
    _apply_on = "ebay.stock.picking"
    _usage = "batch.exporter"

    def run(self):
        """Enqueue a job for each of them; a sentence for the job."""
        pickings = self.env["stock.picking"].browse(self._missing())
        for picking in pickings:
            self.model._enqueue_picking(self.backend, picking, delay=None)
        return self.env._("%s deliveries to send.", len(pickings))

    def _missing(self):
        """Ids of done deliveries to buyers that have no row, or an unfinished one.

        A delivery that waits for its number is unfinished if it has one by now, or
        needs none any more; one that failed never is: a person does something first.
        """
        states = ["to_send", "sending"]
        if self.backend.ship_without_tracking:
            states.append("waiting")
        if not self.backend.test_mode:
            states.append("test")
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT DISTINCT picking.id
            FROM ebay_sale_order_line item
            JOIN stock_move move
              ON move.sale_line_id IN (item.odoo_id, item.remainder_line_id)
            JOIN stock_picking picking ON picking.id = move.picking_id
            JOIN stock_location destination
              ON destination.id = picking.location_dest_id
            WHERE item.backend_id = %(backend)s
              AND move.state = 'done'
              AND picking.state = 'done'
              AND move.origin_returned_move_id IS NULL
              AND destination.usage = 'customer'
              AND picking.date_done
                  > (now() AT TIME ZONE 'UTC') - make_interval(days => %(days)s)
              AND (
                NOT EXISTS (
                    SELECT FROM ebay_stock_picking known
                    WHERE known.odoo_id = picking.id AND known.backend_id = %(backend)s
                )
                OR EXISTS (
                    SELECT FROM ebay_stock_picking known
                    WHERE known.odoo_id = picking.id AND known.backend_id = %(backend)s
                      AND (
                        known.state = ANY(%(states)s)
                        OR (
                            known.state = 'waiting'
                            AND coalesce(picking.carrier_tracking_ref, '') != ''
                        )
                      )
                )
              )
            ORDER BY picking.id
            """,
            {"backend": self.backend.id, "days": DAYS, "states": states},
        )
        return [picking_id for (picking_id,) in self.env.cr.fetchall()]
