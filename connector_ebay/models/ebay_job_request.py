# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

#: How the identity key of a run's page begins: the key of the whole run.
RUN_KEY = r"^ebay:\d+:run:\d+"

#: Key of the transaction's cache of ``{job uuid: answer}``.
ANSWERS = "connector_ebay.job_requests"

#: Whether a person asked for a job, as a condition of SQL on ``queue_job``.
IS_ASKED_FOR = f"""
    EXISTS (
        SELECT FROM ebay_job_request request
        WHERE request.key IN (
            queue_job.uuid, substring(queue_job.identity_key FROM '{RUN_KEY}')
        )
    )
"""


class EbayJobRequest(models.Model):
    """Work that a person asked for after the schedule had begun it.

    A job that is running must not be written by others: it would have to start again
    at its end. So what it does for a person from now on stands in a row of its own. The
    row of a run also covers the pages that follow.
    """

    _name = "ebay.job.request"
    _description = "eBay Job Request"
    _log_access = False

    key = fields.Char(
        required=True, readonly=True, help="The uuid of a job, or the key of a run."
    )
    asked_at = fields.Datetime(readonly=True)

    _key_uniq = models.UniqueIndex("(key)", "Asked for once.")
    _asked_idx = models.Index("(asked_at)")

    @api.model
    def _add(self, keys):
        """Record that a person asks for this work; forget what is long over.

        :param keys: uuids of jobs, or keys of runs
        """
        self.env.cr.cache.pop(ANSWERS, None)
        self.env.cr.execute(
            """
            DELETE FROM ebay_job_request
            WHERE asked_at < now() AT TIME ZONE 'UTC' - interval '30 days';
            INSERT INTO ebay_job_request (key, asked_at)
            SELECT unnest(%s), now() AT TIME ZONE 'UTC' ON CONFLICT DO NOTHING
            """,
            (list(keys),),
        )

    @api.model
    def _is_asked_for(self, job_uuid):
        """Return whether a person asked for a job before its transaction began."""
        answers = self.env.cr.cache.setdefault(ANSWERS, {})
        if job_uuid not in answers:
            self.env.cr.execute(
                f"SELECT {IS_ASKED_FOR} FROM queue_job WHERE uuid = %s",
                (job_uuid,),
            )
            answers[job_uuid] = any(row[0] for row in self.env.cr.fetchall())
        return answers[job_uuid]
