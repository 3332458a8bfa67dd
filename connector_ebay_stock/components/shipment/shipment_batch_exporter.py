# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.tools.stored_text import StoredText

#: Deliveries that were done longer ago are ignored.
MAX_AGE_DAYS = 90


class EbayStockPickingBatchExporter(Component):
    """Find deliveries that are not on eBay, in part or for certain; enqueue their jobs.

    Repairs what was missed: a killed worker, or a delivery done while the account was
    paused.
    """

    _name = "ebay.stock.picking.batch.exporter"
    _inherit = ["base.exporter", "ebay.base"]
    _apply_on = "ebay.stock.picking"
    _usage = "batch.exporter"

    def run(self) -> str:
        """Enqueue a job for each delivery found; return the result of the job."""
        pickings = self.env["stock.picking"].browse(self._incomplete_picking_ids())
        for picking in pickings:
            self.model._enqueue_picking(self.backend, picking, delay=None)
        return StoredText._("%s deliveries to send.", len(pickings))

    def _incomplete_picking_ids(self) -> list[int]:
        """Return done deliveries to buyers without or with unfinished shipments.

        A shipment that waits for a tracking number is unfinished if the delivery has
        one by now, or needs none any more. A failed or stopped one is not: a person
        has to act first.
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
            FROM ebay_sale_order_line order_line
            JOIN stock_move move
              ON move.sale_line_id IN (
                order_line.odoo_id, order_line.remainder_line_id
              )
            JOIN stock_picking picking ON picking.id = move.picking_id
            JOIN stock_location destination
              ON destination.id = picking.location_dest_id
            WHERE order_line.backend_id = %(backend)s
              AND move.state = 'done'
              AND picking.state = 'done'
              AND move.origin_returned_move_id IS NULL
              AND destination.usage = 'customer'
              AND picking.date_done
                  > (now() AT TIME ZONE 'UTC') - make_interval(days => %(days)s)
              AND (
                NOT EXISTS (
                    SELECT FROM ebay_stock_picking shipment
                    WHERE shipment.odoo_id = picking.id
                      AND shipment.backend_id = %(backend)s
                )
                OR EXISTS (
                    SELECT FROM ebay_stock_picking shipment
                    WHERE shipment.odoo_id = picking.id
                      AND shipment.backend_id = %(backend)s
                      AND (
                        shipment.state = ANY(%(states)s)
                        OR (
                            shipment.state = 'waiting'
                            AND coalesce(picking.carrier_tracking_ref, '') != ''
                        )
                      )
                )
              )
            ORDER BY picking.id
            """,
            {"backend": self.backend.id, "days": MAX_AGE_DAYS, "states": states},
        )
        return [picking_id for (picking_id,) in self.env.cr.fetchall()]
