# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields
from odoo.tools import config

from odoo.addons.component.core import Component
from odoo.addons.queue_job.jobrunner.channels import ChannelManager
from odoo.addons.queue_job.jobrunner.runner import _channels

from ...tools.health_result import HealthResult, error, ok, warning

#: Work that is due and waits longer than this is reported.
LATE = timedelta(minutes=15)

#: Connections to PostgreSQL that a job may need at the same time.
CONNECTIONS_PER_JOB = 3

JOBS = "connector_ebay.queue_job_action_ebay"


class EbayQueueCheck(Component):
    """Check the capacity of the job channels, and jobs that failed or wait."""

    _name = "ebay.queue.check"
    _inherit = "ebay.health.check"
    _code = "queue"
    _sequence = 110

    @property
    def title(self) -> str:
        """Return the name of the check on screens, translated."""
        return self.env._("Job Queue")

    def check(self) -> HealthResult:
        """Return what was found."""
        return self._check_jobs() or self._check_capacity()

    def _check_jobs(self) -> HealthResult | None:
        jobs = self.env["queue.job"].sudo()
        own = [("ebay_backend_id", "=", self.backend.id)]
        limit = fields.Datetime.now() - LATE
        late = jobs.search_count(
            [
                *own,
                ("state", "in", ("pending", "enqueued")),
                ("date_created", "<", limit),
                "|",
                ("eta", "=", False),
                ("eta", "<", limit),
            ]
        )
        if late:
            return error(
                self.env._("%s jobs are due and have waited for 15 minutes.", late),
                self.env._(
                    "See the check of the job runner. If it runs, raise the capacity "
                    "of the channels."
                ),
                JOBS,
                self.env._("Jobs"),
            )
        failed = jobs.search_count([*own, ("state", "=", "failed")])
        if failed:
            return warning(
                self.env._("Failed jobs: %s.", failed),
                self.env._("Open them: each one says why and what to do."),
                JOBS,
                self.env._("Jobs"),
            )
        return None

    def _check_capacity(self) -> HealthResult:
        root, ebay = self._capacities(_channels())
        workers = config["workers"]
        mend = self.env._(
            "Change [queue_job] channels in Odoo's configuration file, for example to "
            "root:4,root.ebay:3 with six workers, and restart Odoo."
        )
        if ebay == 0:
            return error(self.env._("The channel root.ebay has no capacity."), mend)
        if ebay == 1:
            return warning(
                self.env._(
                    "One job of eBay runs at a time: a long import holds orders up."
                ),
                mend,
            )
        if workers and ebay >= workers:
            return warning(
                self.env._(
                    "Jobs may use %(jobs)s workers at a time, and there are "
                    "%(workers)s: pages and notifications then wait.",
                    jobs=ebay,
                    workers=workers,
                ),
                mend,
            )
        if not workers and ebay * CONNECTIONS_PER_JOB > config["db_maxconn"]:
            return warning(
                self.env._(
                    "%(jobs)s jobs at a time need more connections to the database "
                    "than there are (db_maxconn = %(most)s).",
                    jobs=ebay,
                    most=config["db_maxconn"],
                ),
                mend,
            )
        return ok(
            self.env._(
                "No failed jobs; %(jobs)s of eBay's run at a time (root: %(root)s).",
                jobs=ebay,
                root=root,
            )
        )

    @staticmethod
    def _capacities(channels: str) -> tuple[int, int]:
        """Return how many jobs, and how many of eBay's, may run at a time."""
        configured = {
            f"root.{row['name']}".replace("root.root", "root"): row["capacity"]
            for row in ChannelManager.parse_simple_config(channels)
        }
        # A channel that is not configured has no limit of its own.
        root = configured.get("root", 1)
        return root, min(root, configured.get("root.ebay", root))
