# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_datetime

from ..tools.stored_text import render_text

STATUSES = [
    ("in_sync", "In sync"),
    ("kept", "Kept as on eBay"),
    ("waiting", "Waiting"),
    ("waiting_orders", "Waiting (orders not read)"),
    ("waiting_budget", "Waiting (budget)"),
    ("sending", "Being sent"),
    ("differs", "Differs"),
    ("held", "Held"),
    ("error", "Error"),
    ("off", "Not on sale"),
]

#: SQL: batches that a job is sending, or sends as soon as a worker is free. The job of
#: a file waits for eBay, which has the file.
BATCHES_ON_THEIR_WAY = """
    SELECT batch.id FROM ebay_export_batch batch
    JOIN queue_job job ON job.identity_key = concat(
        'ebay:', batch.backend_id, ':offer_batch:', batch.job_group, ':',
        coalesce(batch.feed_checks, 0))
    WHERE batch.state = 'pending' AND (
        job.state IN ('enqueued', 'started')
        OR job.state = 'pending' AND (
            batch.feed_checks > 0 OR job.eta IS NULL
            OR job.eta <= now() AT TIME ZONE 'UTC')
    )
"""


class EbaySkuStatusMixin(models.AbstractModel):
    """Tell the truth about a SKU: what eBay has, and what is still on its way.

    ``state`` is what the last comparison has found. Since then a SKU may have been
    marked, or its batch may wait for calls; so the status is computed when it is read,
    by one SQL expression that is used for reading, searching and grouping.
    """

    _name = "ebay.sku.status.mixin"
    _description = "eBay SKU Status Mixin"

    status = fields.Selection(
        STATUSES, compute="_compute_status", search="_search_status"
    )
    note = fields.Char(string="Reason", compute="_compute_status")
    quantity_error = fields.Char(compute="_compute_stored_texts")
    price_error = fields.Char(compute="_compute_stored_texts")
    drift_note = fields.Char(string="Why It Differs", compute="_compute_stored_texts")

    @api.depends("quantity_error_text", "price_error_text", "drift_text")
    @api.depends_context("lang", "tz")
    def _compute_stored_texts(self):
        for sync in self:
            for name, text in (
                ("quantity_error", sync.quantity_error_text),
                ("price_error", sync.price_error_text),
                ("drift_note", sync.drift_text),
            ):
                sync[name] = render_text(sync.env, text) or False

    def _field_to_sql(self, alias, field_expr, query=None):
        if field_expr == "status":
            return self._status_sql(alias)
        return super()._field_to_sql(alias, field_expr, query)

    def _search_status(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s IN %s", model._status_sql(alias), tuple(value) or ("",)
            )
        )

    @api.model
    def _status_sql(self, alias):
        """Return the SQL expression of the status."""
        self.env["ebay.sku.mark"].flush_model()
        self.env["ebay.export.batch.line"].flush_model()
        self.env["ebay.export.batch"].flush_model()
        self.env["ebay.product.product"].flush_model()
        self.env["ebay.product.template"].flush_model()
        self.flush_model()
        used_up, nearly_used_up = self._accounts_without_budget()
        return SQL(
            """(
            CASE
            WHEN coalesce(%(sync)s.quantity_error_text, %(sync)s.price_error_text)
                 IS NOT NULL THEN 'error'
            WHEN EXISTS (
                SELECT FROM ebay_export_batch_line line
                WHERE line.sku_id = %(sync)s.sku_id AND line.state = 'pending'
                  AND line.batch_id IN (%(on_their_way)s)
            ) THEN CASE WHEN %(sync)s.backend_id IN %(used_up)s
                   THEN 'waiting_budget' ELSE 'sending' END
            WHEN EXISTS (
                SELECT FROM ebay_export_batch_line line
                WHERE line.sku_id = %(sync)s.sku_id AND line.state = 'pending'
            ) THEN CASE WHEN %(sync)s.backend_id IN %(nearly_used_up)s
                   THEN 'waiting_budget' ELSE 'waiting' END
            WHEN coalesce(%(sync)s.hold_reason, '') <> '' THEN 'held'
            WHEN EXISTS (
                SELECT FROM ebay_sku_mark mark WHERE mark.sku_id = %(sync)s.sku_id
                  AND (mark.reason <> 'orders'
                       OR mark.due_at <= now() AT TIME ZONE 'UTC')
            ) THEN 'waiting'
            WHEN EXISTS (
                SELECT FROM ebay_sku_mark mark WHERE mark.sku_id = %(sync)s.sku_id
            ) THEN 'waiting_orders'
            ELSE (
                SELECT CASE
                WHEN NOT sku.active OR sku.odoo_id IS NULL
                     OR listing.status <> 'active' THEN 'off'
                WHEN %(sync)s.drift_since IS NOT NULL THEN 'differs'
                WHEN %(sync)s.quantity_kept OR coalesce(sku.kept_price, 0) <> 0
                    THEN 'kept'
                WHEN %(sync)s.quantity_unsure
                     OR %(sync)s.has_wanted_quantity
                        AND %(sync)s.wanted_quantity <> %(sync)s.accepted_quantity
                     OR coalesce(%(sync)s.wanted_price, 0) <> 0
                        AND abs(%(sync)s.wanted_price
                                - coalesce(%(sync)s.accepted_price, 0)) > 0.0001
                    THEN 'differs'
                ELSE 'in_sync' END
                FROM ebay_product_product sku
                JOIN ebay_product_template listing ON listing.id = sku.listing_id
                WHERE sku.id = %(sync)s.sku_id
            ) END)""",
            sync=SQL.identifier(alias),
            on_their_way=SQL(BATCHES_ON_THEIR_WAY),
            used_up=used_up,
            nearly_used_up=nearly_used_up,
        )

    @api.model
    def _accounts_without_budget(self):
        """Return ids of accounts whose budget is used up, and nearly used up.

        Prices leave the last fifth of the budget to what is more urgent: they wait
        earlier.
        """
        used_up, nearly_used_up = [0], [0]
        for backend in (
            self.env["ebay.backend"].sudo().search([("push_budget", ">", 0)])
        ):
            used, limit = backend._budget_used()["push"]
            if used >= limit:
                used_up.append(backend.id)
            if used >= (limit * 4 // 5 or 1):
                nearly_used_up.append(backend.id)
        return tuple(used_up), tuple(nearly_used_up)

    @api.depends_context("lang", "tz")
    def _compute_status(self):
        self.status = self.note = False
        ids = tuple(self._ids_stored())
        if not ids:
            return
        self.env.cr.execute(
            SQL(
                "SELECT sync.id, %s FROM ebay_sku_sync sync WHERE sync.id IN %s",
                self._status_sql("sync"),
                ids,
            )
        )
        found = dict(self.env.cr.fetchall())
        waiting = self.browse(
            sync_id
            for sync_id, status in found.items()
            if status in ("waiting", "waiting_budget")
        )
        until = waiting._waiting_until()
        for sync in self:
            moment, job = until.get(sync.id, (False, self.env["queue.job"]))
            sync.status = found.get(sync.id)
            note = sync._status_in_words(sync.status, moment)
            problem = sync.status == "waiting" and job._ebay_problem()
            sync.note = f"{note} {problem}" if problem else note

    def _ids_stored(self):
        """Return the ids of the records that are in the database."""
        return [record_id for record_id in self._ids if record_id]

    def _waiting_until(self):
        """Return ``{id: (time at which the work goes on, the job that sends)}``."""
        if not self:
            return {}
        self.env.cr.execute(
            """
            SELECT sync.id, min(coalesce(job.eta, mark.due_at)), max(job.id)
            FROM ebay_sku_sync sync
            LEFT JOIN ebay_export_batch_line line
                ON line.sku_id = sync.sku_id AND line.state = 'pending'
            LEFT JOIN ebay_export_batch batch ON batch.id = line.batch_id
            LEFT JOIN queue_job job
                ON job.state = 'pending' AND job.identity_key = concat(
                    'ebay:', batch.backend_id, ':offer_batch:', batch.job_group, ':',
                    coalesce(batch.feed_checks, 0))
            LEFT JOIN ebay_sku_mark mark
                ON mark.sku_id = sync.sku_id AND line.id IS NULL
            WHERE sync.id IN %s
            GROUP BY sync.id
            """,
            (tuple(self.ids),),
        )
        now = fields.Datetime.now()
        rows = self.env.cr.fetchall()
        jobs = self.env["queue.job"].sudo().browse([row[2] for row in rows if row[2]])
        by_id = {job.id: job for job in jobs}
        return {
            sync_id: (until, by_id.get(job_id, jobs.browse()))
            for sync_id, until, job_id in rows
            if until and until > now
        }

    def _status_in_words(self, status, until):
        """Return one line that says why the SKU has this status, or False."""
        self.ensure_one()
        moment = until and format_datetime(self.env, until, dt_format="short")
        if status == "error":
            return self.quantity_error or self.price_error
        if status == "held":
            return self._hold_in_words()
        if status == "kept":
            return self._kept_note()
        if status == "differs":
            return self._difference_in_words()
        if status == "waiting_orders":
            return self.env._("The newest orders on eBay are not read yet.")
        if status == "waiting_budget":
            if moment:
                return self.env._("The budget of calls is used up until %s.", moment)
            return self.env._("The budget of calls is used up for now.")
        if status == "waiting":
            return self._waiting_in_words(moment)
        if status == "off":
            return self.env._("The listing has ended, or it has no product.")
        if status == "in_sync" and not self.wanted_price:
            return self.env._("No pricelist gives a price: eBay's stays as it is.")
        return False

    def _hold_in_words(self):
        """Return why a value is held, with the change of the price."""
        reasons = dict(self._fields["hold_reason"]._description_selection(self.env))
        if self.hold_reason != "jump" or not self.accepted_price:
            return reasons.get(self.hold_reason)
        change = (self.wanted_price - self.accepted_price) * 100 / self.accepted_price
        return self.env._("The price would jump by %+d %%.", round(change))

    def _waiting_in_words(self, moment):
        """Return why a SKU is neither compared nor sent yet."""
        backend = self.backend_id.sudo()
        if backend.state == "paused":
            return self.env._("The account is paused.")
        if backend.state == "reconnect":
            return self.env._("The account has to be connected again.")
        if moment:
            return self.env._("Waiting until %s.", moment)
        return self.env._("Changed in Odoo, compared with eBay in a moment.")

    def _difference_in_words(self):
        """Return why Odoo and eBay differ although nothing is pending."""
        if self.drift_note:
            return self.drift_note
        backend = self.backend_id.sudo()
        if backend.stock_master != "odoo":
            return self.env._("eBay is master of stock and prices.")
        if backend.test_mode:
            return self.env._("Test mode: nothing is sent.")
        return self.env._("Not sent yet. Press 'Send Odoo's Values'.")
