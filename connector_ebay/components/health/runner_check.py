# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component
from odoo.addons.queue_job.jobrunner.runner import PG_ADVISORY_LOCK_ID

from ...tools.health_result import HealthResult, error, ok

#: The Job Queue's runner holds this lock in each database that it serves.
RUNNER_QUERY = """
    SELECT activity.backend_start
    FROM pg_locks AS locks
    LEFT JOIN pg_stat_activity AS activity ON activity.pid = locks.pid
    WHERE locks.locktype = 'advisory' AND locks.granted AND locks.objsubid = 1
      AND locks.classid = %(high)s AND locks.objid = %(low)s
      AND locks.database = (
          SELECT oid FROM pg_database WHERE datname = current_database()
      )
"""


class EbayRunnerCheck(Component):
    """Check that a job runner serves this database."""

    _name = "ebay.runner.check"
    _inherit = "ebay.health.check"
    _code = "runner"
    _sequence = 120

    @property
    def title(self) -> str:
        """Return the name of the check on screens, translated."""
        return self.env._("Job Runner")

    def check(self) -> HealthResult:
        """Return what was found."""
        if self._is_running():
            return ok(self.env._("A job runner serves this database."))
        return error(
            self.env._("No job runner serves this database: nothing is done."),
            self.env._(
                "Add queue_job to server_wide_modules in Odoo's configuration file "
                "(server_wide_modules = base,web,queue_job) and restart Odoo."
            ),
        )

    def _is_running(self) -> bool:
        high, low = divmod(PG_ADVISORY_LOCK_ID, 2**32)
        self.env.cr.execute(RUNNER_QUERY, {"high": high, "low": low})
        return bool(self.env.cr.fetchone())
