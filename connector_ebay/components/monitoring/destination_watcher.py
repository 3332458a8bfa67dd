# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.models import BaseModel

from odoo.addons.component.core import Component


class EbayDestinationWatcher(Component):
    """Close the alert about stopped notifications when one has arrived again.

    The next daily comparison closes it as well if eBay delivers.
    """

    _name = "ebay.destination.watcher"
    _inherit = "ebay.event.alert.watcher"
    _codes = ("destination_down",)

    def over(self, alerts: BaseModel) -> BaseModel:
        """Return the alerts of accounts with a notification received since."""
        events = self.env["ebay.webhook.event"].sudo()
        newest = dict(
            events._read_group(
                [
                    ("backend_id", "in", alerts.backend_id.ids),
                    ("received_at", ">", min(alerts.mapped("last_at"))),
                ],
                ["backend_id"],
                ["received_at:max"],
            )
        )
        return alerts.filtered(
            lambda alert: (
                alert.backend_id in newest and newest[alert.backend_id] > alert.last_at
            )
        )
