# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models

from ..connection.keyset import Keyset
from ..tools.health_result import worst


class EbayBackendHealthMixin(models.AbstractModel):
    """The health report of an ``ebay.backend``, for programs and for the screen."""

    _name = "ebay.backend.health.mixin"
    _description = "eBay Backend Health Mixin"

    def check_health(self):
        """Check the account and return the result; a few seconds, nothing is enqueued.

        :return: ``state`` (``ok``, ``warning``, ``error``: the worst of the checks)
            and ``checks``: dicts of ``code``, ``name``, ``state``, ``message`` and
            ``mend``
        """
        rows = self._health_rows()
        return {
            "state": worst([row.result.state for row in rows]),
            "checks": [row.as_dict() for row in rows],
        }

    def _health_rows(self):
        """Return the ``HealthRow`` of each check."""
        self.check_access("read")
        self.ensure_one()
        self._ebay_check_user()
        backend = self.sudo().with_context(ebay_short_timeouts=True)
        with backend.work_on("ebay.backend") as work:
            return work.component(usage="health.reporter").report()

    def action_check_health(self):
        """Check the account and show the result."""
        rows = self._health_rows()
        report = self.env["ebay.health.report"]._create_from(self, rows)
        return report._open()

    def action_remove_signing_key(self):
        """Remove the stored signing key: the next call to be signed creates another."""
        self.check_access("write")
        parameters = self.env["ir.config_parameter"].sudo()
        for backend in self:
            parameters.set_param(Keyset(backend).parameter("signing_key"), False)
