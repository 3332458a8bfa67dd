# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.models import BaseModel

from odoo.addons.component.core import AbstractComponent


class EbayEventAlertWatcher(AbstractComponent):
    """Close alerts that are opened where something happens, when it is over."""

    _name = "ebay.event.alert.watcher"
    _inherit = "ebay.alert.watcher"
    _for_paused = True

    def over(self, alerts: BaseModel) -> BaseModel:
        """Return those of these open alerts whose reason is gone."""
        raise NotImplementedError(self._name)

    def watch(self, close: bool = True) -> None:
        """Close the alerts whose reason is gone."""
        alerts = self.env["ebay.alert"]
        opened = alerts._find_open(self.backends, self.codes)
        if not opened or not close:
            return
        for alert in self.over(opened):
            alerts._close(alert.backend_id, alert.code)
