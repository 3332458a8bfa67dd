# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.models import BaseModel

from odoo.addons.component.core import AbstractComponent

from ...tools.alert_findings import Finding


class EbayAlertWatcher(AbstractComponent):
    """Find out which accounts have a reason for an alert.

    The scheduled action opens an alert for each finding and closes those without one.
    An add-on adds alerts by adding a component that inherits this one. A watcher makes
    a few queries for all accounts, not some for each.
    """

    _name = "ebay.alert.watcher"
    _inherit = "ebay.base"
    _usage = "alert.watcher"
    _apply_on = "ebay.alert"

    #: Codes of the alerts that this watcher opens and closes.
    _codes: tuple[str, ...] = ()
    #: Whether paused accounts have these alerts, too.
    _for_paused = False

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the alerts that this watcher opens and closes."""
        return self._codes

    @property
    def backends(self) -> BaseModel:
        """Return the accounts that are watched; several, other than ``backend``."""
        if self._for_paused:
            return self.collection
        return self.collection.filtered(lambda backend: backend.state != "paused")

    def find(self) -> list[Finding]:
        """Return a finding for each account and code with a reason for an alert."""
        raise NotImplementedError(self._name)

    def watch(self, close: bool = True) -> None:
        """Open the alerts of what is found; close the accounts' other ones.

        :param close: False: an alert without a finding stays open
        """
        alerts = self.env["ebay.alert"]
        findings = self.find()
        for one in findings:
            alerts._open(
                one.backend,
                one.code,
                one.message,
                one.mend,
                action=one.action,
                severity=one.severity,
                count=one.count,
            )
        if not close:
            return
        found = {(one.backend.id, one.code) for one in findings}
        for alert in alerts._find_open(self.collection, self.codes):
            if (alert.backend_id.id, alert.code) not in found:
                alerts._close(alert.backend_id, alert.code)
