# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from contextlib import contextmanager

from odoo import api, fields, models

from ..tools.budget_turns import (
    MARGIN_SECONDS,
    NO_SHOW_SECONDS,
    OVERDUE_SECONDS,
    WINDOW_SECONDS,
    Window,
)
from .ebay_job_request import IS_ASKED_FOR

LANES = [("pull", "Reading"), ("push", "Writing")]

#: Name of the lock under which calls are taken.
LOCK = "connector_ebay.budget"
LOCK_TIMEOUT = "60s"

#: What a worker has to know before it takes calls, read after it has got the lock.
READ = f"""
    WITH line AS (
        SELECT * FROM ebay_api_budget
        WHERE backend_id = %(backend)s AND lane = %(lane)s
    ), moment AS (
        SELECT clock_timestamp() AT TIME ZONE 'UTC' AS now
    ), job AS (
        SELECT priority, {IS_ASKED_FOR} AS is_asked_for
        FROM queue_job WHERE uuid = %(job)s
    ), mine AS (
        SELECT asked_at, calls FROM line WHERE taken_at IS NULL AND job_uuid = %(job)s
    ), turn AS (
        SELECT COALESCE(mine.asked_at, now) AS asked_at,
            CASE WHEN mine.asked_at < now - %(overdue)s * interval '1 second' THEN 0
                ELSE COALESCE(job.priority, %(priority)s) END AS rank
        FROM moment LEFT JOIN mine ON true LEFT JOIN job ON true
    )
    SELECT now,
        (SELECT is_asked_for FROM job),
        COALESCE((SELECT priority FROM job), %(priority)s),
        turn.asked_at,
        COALESCE((SELECT calls FROM mine), 1),
        ARRAY(
            SELECT extract(epoch FROM taken_at - now)::float8 FROM line
            WHERE taken_at > now - %(window)s * interval '1 second' ORDER BY taken_at
        ),
        (
            SELECT COALESCE(sum(calls), 0) FROM line
            WHERE taken_at IS NULL AND job_uuid IS DISTINCT FROM %(job)s
              AND due_at > now - %(no_show)s * interval '1 second'
              AND EXISTS (
                  SELECT FROM queue_job WHERE uuid = job_uuid
                  AND state IN ('pending', 'enqueued', 'started')
              )
              AND (
                  CASE WHEN line.asked_at < now - %(overdue)s * interval '1 second'
                  THEN 0 ELSE line.priority END, line.asked_at
              ) < (turn.rank, turn.asked_at)
        )
    FROM moment CROSS JOIN turn
"""


class EbayApiBudget(models.Model):
    """A call of the last ten minutes that a budget counts, or a job that waits for one.

    All times are those of the database's clock. Workers on several machines take their
    calls one after the other, under a lock of the account and lane, in transactions of
    their own. Jobs that found no call left come in their order: by priority, then by
    the time when they first asked; whoever waits for long comes first.
    """

    _name = "ebay.api.budget"
    _description = "eBay Call Budget"
    _log_access = False

    backend_id = fields.Many2one(
        "ebay.backend", required=True, readonly=True, ondelete="cascade"
    )
    lane = fields.Selection(LANES, required=True, readonly=True)
    taken_at = fields.Datetime(readonly=True, help="When the call was made.")
    job_uuid = fields.Char(readonly=True, help="The job that made it, or waits.")
    priority = fields.Integer(readonly=True)
    asked_at = fields.Datetime(readonly=True, help="Since when the job waits.")
    due_at = fields.Datetime(readonly=True, help="When its turn will come.")
    calls = fields.Integer(readonly=True, help="How many calls it needs at once.")

    _taken_idx = models.Index("(backend_id, lane, taken_at)")
    _job_idx = models.UniqueIndex(
        "(job_uuid, lane) WHERE taken_at IS NULL", "A job waits once."
    )

    @api.model
    @contextmanager
    def _locked(self, backend, lane):
        """Yield a cursor that sees what others took before, and shuts them out.

        Its transaction begins after the lock was given by that of another cursor: one
        that waits for the lock itself would not see what the last holder has written.
        """
        number = 2 * backend.id + (lane == "push")
        with self.env.registry.cursor() as guard:
            guard.execute("SET LOCAL lock_timeout = %s", (LOCK_TIMEOUT,))
            guard.execute(
                "SELECT pg_advisory_xact_lock(hashtext(%s), %s)", (LOCK, number)
            )
            with self.env.registry.cursor() as cr:
                # The next worker sees it at once; only the disk may be a moment late.
                cr.execute("SET LOCAL synchronous_commit = off")
                yield cr

    @api.model
    def _take(self, backend, lane, limit, *, low=False, made=0, priority=10):
        """Take a call out of a budget, or wait in line for one.

        :param limit: calls in ten minutes
        :param low: work of low priority, which leaves a fifth to all other
        :param made: calls that this try of the job has made already; once its turn
            comes, that many and one more are free for it
        :param priority: of work that is no job
        :return: ``(seconds until the turn comes, ids of the calls taken)``
        """
        job_uuid = self.env.context.get("job_uuid")
        with self._locked(backend, lane) as cr:
            cr.execute(
                READ,
                {
                    "backend": backend.id,
                    "lane": lane,
                    "job": job_uuid,
                    "priority": priority,
                    "window": WINDOW_SECONDS + MARGIN_SECONDS,
                    "no_show": NO_SHOW_SECONDS,
                    "overdue": OVERDUE_SECONDS,
                },
            )
            now, is_asked_for, rank, asked_at, needed, taken, ahead = cr.fetchone()
            if is_asked_for:
                self._leave_line(cr, lane, job_uuid)
                return 0, []
            if low and (now - asked_at).total_seconds() > OVERDUE_SECONDS:
                low = False
            window = Window(limit, taken, ahead, low=low)
            calls = 1 if made else needed
            seconds = window.seconds_until(calls)
            if seconds:
                calls = max(needed, made + 1)
                self._wait(cr, backend, lane, rank, asked_at, seconds, calls)
                return seconds, []
            return 0, self._insert_taken(cr, backend, lane, calls)

    def _wait(self, cr, backend, lane, priority, asked_at, seconds, calls):
        """Put the job in line, where it stays until it has got its calls."""
        job_uuid = self.env.context.get("job_uuid")
        if not job_uuid:
            return
        cr.execute(
            """
            INSERT INTO ebay_api_budget
                (backend_id, lane, job_uuid, priority, asked_at, due_at, calls)
            VALUES (%s, %s, %s, %s, %s, clock_timestamp() AT TIME ZONE 'UTC'
                + %s * interval '1 second', %s)
            ON CONFLICT (job_uuid, lane) WHERE taken_at IS NULL
            DO UPDATE SET due_at = excluded.due_at, calls = excluded.calls,
                priority = excluded.priority
            """,
            (backend.id, lane, job_uuid, priority, asked_at, seconds, calls),
        )

    @staticmethod
    def _leave_line(cr, lane, job_uuid):
        """Let a job wait no longer: a person has asked for it, who is not counted."""
        cr.execute(
            "DELETE FROM ebay_api_budget "
            "WHERE taken_at IS NULL AND lane = %s AND job_uuid = %s",
            (lane, job_uuid),
        )

    def _insert_taken(self, cr, backend, lane, calls):
        """Count calls as made now; return the ids of their rows.

        Rows that count no more are deleted, and those of jobs that never came back.
        """
        job_uuid = self.env.context.get("job_uuid")
        cr.execute(
            """
            DELETE FROM ebay_api_budget
            WHERE backend_id = %(backend)s AND lane = %(lane)s AND (
                taken_at < clock_timestamp() AT TIME ZONE 'UTC' - interval '1 hour'
                OR taken_at IS NULL AND (job_uuid = %(job)s
                    OR due_at < clock_timestamp() AT TIME ZONE 'UTC' - interval '1 day')
            );
            INSERT INTO ebay_api_budget (backend_id, lane, job_uuid, taken_at)
            SELECT %(backend)s, %(lane)s, %(job)s, clock_timestamp() AT TIME ZONE 'UTC'
            FROM generate_series(1, %(calls)s) RETURNING id
            """,
            {"backend": backend.id, "lane": lane, "job": job_uuid, "calls": calls},
        )
        return [row[0] for row in cr.fetchall()]

    @api.model
    def _touch(self, row_id):
        """Move a call that was taken earlier to the moment in which it is made."""
        with self.env.registry.cursor() as cr:
            cr.execute(
                "UPDATE ebay_api_budget SET taken_at = clock_timestamp() "
                "AT TIME ZONE 'UTC' WHERE id = %s",
                (row_id,),
            )

    @api.model
    def _give_back(self, row_ids):
        """Return calls that were taken and not made."""
        with self.env.registry.cursor() as cr:
            cr.execute("DELETE FROM ebay_api_budget WHERE id IN %s", (tuple(row_ids),))

    @api.model
    def _wake(self, backend, lane):
        """Make the jobs in line due now; they keep their places among each other."""
        line = [("backend_id", "=", backend.id), ("lane", "=", lane)]
        waiting = self.search([*line, ("taken_at", "=", False)])
        jobs = self.env["queue.job"].sudo()
        jobs.search([("uuid", "in", waiting.mapped("job_uuid"))])._ebay_wake()
        if not backend[f"{lane}_budget"]:
            waiting.unlink()

    @api.model
    def _used(self, backends):
        """Return ``{(account id, lane): calls}`` of the last ten minutes."""
        self.env.cr.execute(
            """
            SELECT backend_id, lane, count(*) FROM ebay_api_budget
            WHERE backend_id IN %s
              AND taken_at > clock_timestamp() AT TIME ZONE 'UTC'
                - %s * interval '1 second'
            GROUP BY backend_id, lane
            """,
            (tuple(backends.ids) or (0,), WINDOW_SECONDS),
        )
        return {(backend, lane): used for backend, lane, used in self.env.cr.fetchall()}
