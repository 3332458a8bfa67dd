# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.models import BaseModel

from odoo.addons.component.core import Component


class EbayMissingListingsWatcher(Component):
    """Close the alert about missing listings when no run waits for approval."""

    _name = "ebay.missing.listings.watcher"
    _inherit = "ebay.event.alert.watcher"
    _codes = ("listings_missing",)

    def over(self, alerts: BaseModel) -> BaseModel:
        """Return the alerts of accounts without a full run that runs or is held.

        The alert is opened just before the run is held, in another transaction.
        """
        open_runs = self.env["ebay.run"].search(
            [
                ("backend_id", "in", alerts.backend_id.ids),
                ("flow", "=", "listings"),
                ("kind", "=", "full"),
                ("state", "in", ("running", "held")),
            ]
        )
        return alerts.filtered(
            lambda alert: alert.backend_id not in open_runs.backend_id
        )
