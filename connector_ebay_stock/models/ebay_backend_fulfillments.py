# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


# pylint: disable-next=consider-merging-classes-inherited
class EbayBackend(models.Model):
    """Shipments: what enqueues them, and how they are to be told to eBay."""

    _inherit = "ebay.backend"

    ship_without_tracking = fields.Boolean(
        string="Ship Without Number",
        help="Tell eBay about a delivery at once though it has no tracking number. "
        "Off: it waits until it gets one. eBay takes no number for it later, only a "
        "further shipment.",
    )
    check_before_shipping = fields.Boolean(
        string="Look Before Each Shipment",
        help="Read the order from eBay before each shipment, which is two calls more: "
        "for sellers who also ship by Seller Hub or another program. Off: eBay is "
        "asked only if an order is known to be shipped there, or after an "
        "interruption.",
    )
    fulfillment_open_count = fields.Integer(compute="_compute_fulfillment_counts")
    fulfillment_failed_count = fields.Integer(compute="_compute_fulfillment_counts")

    def _compute_fulfillment_counts(self):
        unfinished = self._count_by_backend(
            "ebay.stock.picking", [("state", "in", ("waiting", "to_send", "sending"))]
        )
        failed = self._count_by_backend(
            "ebay.stock.picking", [("state", "in", ("failed", "stopped"))]
        )
        for backend in self:
            backend.fulfillment_open_count = unfinished.get(backend, 0)
            backend.fulfillment_failed_count = failed.get(backend, 0)

    def export_fulfillments(self):
        """Tell eBay about deliveries and tracking numbers that it does not know."""
        self._check_can_run()
        for backend in self:
            self.env["ebay.stock.picking"]._ebay_delay(
                "export",
                "fulfillments",
                backend=backend,
                description=self.env._("Look for deliveries to send to eBay"),
            ).export_missing(backend)
        return True

    @api.model
    def _cron_export_fulfillments(self):
        """Find what was missed: a killed worker, a delivery done while paused."""
        self._running().export_fulfillments()

    def action_open_fulfillments(self):
        """List this account's shipments."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay_stock.ebay_stock_picking_action"
        )
        return {**action, "domain": [("backend_id", "in", self.ids)], "context": {}}

    def action_open_failed_fulfillments(self):
        """List the shipments that wait for a person."""
        action = self.action_open_fulfillments()
        return {**action, "context": {"search_default_failed": 1}}
