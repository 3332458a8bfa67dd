# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from odoo import fields
from odoo.tools import SQL

from odoo.addons.component.core import Component

from ...tools.alert_findings import Finding
from ...tools.stored_text import StoredText


class DueJobs(NamedTuple):
    """Jobs of an account that are due and do not run."""

    backend_id: int
    number: int
    oldest: datetime


class EbayQueueWatcher(Component):
    """Find accounts whose work is due and is not done.

    If no job of any kind has begun meanwhile, the job runner does not run; otherwise
    the work is piling up. This runs in a scheduled action, which needs no job runner.
    """

    _name = "ebay.queue.watcher"
    _inherit = "ebay.alert.watcher"
    _codes = ("queue_stuck", "runner_missing")

    def find(self) -> list[Finding]:
        """Return whether the runner is missing, or else whether work piles up."""
        now = fields.Datetime.now()
        found: list[Finding] = []
        begun: dict[int, bool] = {}
        by_id = {backend.id: backend for backend in self.backends}
        for due in self._due_jobs(now):
            backend = by_id[due.backend_id]
            minutes = backend.alert_runner_minutes
            if minutes and due.oldest <= now - timedelta(minutes=minutes):
                if minutes not in begun:
                    begun[minutes] = self._is_running(now - timedelta(minutes=minutes))
                if not begun[minutes]:
                    found.append(self._runner_missing(backend, due))
                    continue
            minutes = backend.alert_queue_minutes
            if minutes and due.oldest <= now - timedelta(minutes=minutes):
                found.append(self._queue_stuck(backend, due))
        return found

    def _runner_missing(self, backend: Any, due: DueJobs) -> Finding:
        return Finding(
            backend,
            "runner_missing",
            StoredText._(
                "No job begins, although some are due since %(time)s (now %(number)s): "
                "the job runner does not run.",
                number=due.number,
                time=due.oldest,
            ),
            StoredText._(
                "Let an administrator start Odoo with the job runner: "
                "server_wide_modules = base,web,queue_job and at least two workers. "
                "No order and no stock is exchanged until then; nothing is lost."
            ),
            action=self._jobs_action(backend, ("pending", "enqueued")),
        )

    def _queue_stuck(self, backend: Any, due: DueJobs) -> Finding:
        return Finding(
            backend,
            "queue_stuck",
            StoredText._(
                "Jobs that are due have waited since %(time)s (now %(number)s).",
                number=due.number,
                time=due.oldest,
            ),
            StoredText._(
                "Look at the jobs that run: if one takes too long, let an "
                "administrator stop it. If there is simply much to do, more workers "
                "and a higher capacity of eBay's channels help."
            ),
            action=self._jobs_action(backend, ("pending", "enqueued", "started")),
        )

    @staticmethod
    def _jobs_action(backend: Any, states: tuple[str, ...]) -> dict[str, Any]:
        return {
            "model": "queue.job",
            "xmlid": "connector_ebay.queue_job_action_ebay",
            "domain": [
                ("ebay_backend_id", "=", backend.id),
                ("state", "in", list(states)),
            ],
        }

    def _due_jobs(self, now: datetime) -> list[DueJobs]:
        """Return the number of due jobs of each account, and since when the first is.

        A job that the runner has handed out, but no worker has begun, is due as well.
        """
        self.env.cr.execute(
            SQL(
                """
                SELECT ebay_backend_id, count(*), min(ebay_due_at)
                FROM queue_job
                WHERE state IN ('pending', 'enqueued') AND ebay_backend_id IN %s
                  AND ebay_due_at <= %s
                GROUP BY ebay_backend_id
                """,
                tuple(self.backends.ids) or (0,),
                now,
            )
        )
        return [DueJobs(*row) for row in self.env.cr.fetchall()]

    def _is_running(self, since: datetime) -> bool:
        """Return whether any job has begun since then, or one is still being run.

        A job whose worker was killed stays *started*. Who runs one holds its lock.
        """
        self.env.cr.execute(
            "SELECT 1 FROM queue_job WHERE date_started >= %s LIMIT 1", (since,)
        )
        if self.env.cr.fetchone():
            return True
        self.env.cr.execute("SELECT count(*) FROM queue_job WHERE state = 'started'")
        started = self.env.cr.fetchone()[0]
        if not started:
            return False
        # In a transaction of its own: the locks are released at once.
        with self.env.registry.cursor() as cr:
            cr.execute(
                """
                SELECT lock.id FROM queue_job_lock lock
                JOIN queue_job job ON job.id = lock.queue_job_id
                WHERE job.state = 'started'
                FOR NO KEY UPDATE OF lock SKIP LOCKED
                """
            )
            dead = cr.rowcount
            cr.rollback()
        return started > dead
