# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
import time

from odoo.exceptions import UserError

from odoo.addons.component.core import Component
from odoo.addons.queue_job.exception import JobError

from ...ebay_client import redact
from ...tools.health_result import OK, HealthResult, HealthRow, error, warning

_logger = logging.getLogger(__name__)

#: Seconds after which no further call is made. With the timeout of the last one this
#: is less than the time that a proxy gives a request.
SECONDS = 15


class EbayHealthReporter(Component):
    """Run all checks of an account's health, one after the other."""

    _name = "ebay.health.reporter"
    _inherit = "ebay.base"
    _apply_on = "ebay.backend"
    _usage = "health.reporter"

    def report(self) -> list[HealthRow]:
        """Return a row for each check, in their order."""
        self.work.ebay_health_deadline = time.monotonic() + SECONDS
        checks = self.many_components(usage="health.check")
        rows: dict[str, HealthRow] = {}
        for check in sorted(checks, key=lambda one: (one.sequence, one.code)):
            connected = "token" not in rows or rows["token"].result.state == OK
            if check.needs_connection and not (connected or self._has_answered()):
                result = self._not_connected()
            else:
                result = self._run(check)
            rows[check.code] = HealthRow(check.code, check.title, result)
        return list(rows.values())

    def _has_answered(self) -> bool:
        """Return whether eBay has answered the seller's first call."""
        return getattr(self.work, "ebay_health_user", None) is not None

    def _not_connected(self) -> HealthResult:
        return warning(
            self.env._("Not checked, because there is no connection to eBay."),
            self.env._("See the check of the connection."),
        )

    def _run(self, check: Component) -> HealthResult:
        """Return what a check found; its failure is an error, too."""
        try:
            with self.env.cr.savepoint():
                return check.check()
        except (JobError, UserError) as problem:
            reason = str(problem)
        except Exception as problem:
            _logger.exception(
                "eBay backend %s: %s failed", self.backend.id, check._name
            )
            reason = f"{type(problem).__name__}: {problem}"
        return error(
            redact(reason),
            self.env._("Try again. If it stays, look at eBay > API Calls for details."),
            "connector_ebay.ebay_api_call_action",
            self.env._("API Calls"),
        )
