# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import time
from functools import partial
from math import ceil

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.transactions import new_transaction

REASONS = [
    ("stock", "Stock"),
    ("price", "Price"),
    ("orders", "Waiting for orders"),
    ("setting", "Setting or pricelist"),
    ("check", "Compared again"),
]

#: Reasons that may be a person's button; all others are changes in Odoo.
BY_PERSON = {"setting", "check"}

#: SQL of since when a change of a SKU waits that is marked again: as its marks say, or
#: the line that could not be sent.
SINCE = """
    LEAST(
        (
            SELECT min(COALESCE(mark.since, mark.changed_at))
            FROM ebay_sku_mark mark WHERE mark.sku_id = sku.id
        ),
        (
            SELECT CASE WHEN line.state IN ('retry', 'lost', 'dropped')
                THEN line.changed_at END
            FROM ebay_export_batch_line line
            WHERE line.sku_id = sku.id ORDER BY line.id DESC LIMIT 1
        )
    )
"""
NOT_EARLIER = SQL("NULL::timestamp")

#: Key of the ids of the accounts whose comparison this transaction has enqueued.
ENQUEUED = "connector_ebay.comparison_enqueued"

#: Seconds for which the marks of a burst are collected before they are compared.
BURST_SECONDS = 1

#: Comparisons that are due later begin at multiples of this many seconds.
SLOT_SECONDS = 5


def comparison_key(seconds):
    """Return ``(key, seconds)`` of the comparison that is due after a delay.

    A job that is due later has a key of its own, so that it does not delay one that is
    due now. Jobs share a key only if they are due at the same time.
    """
    if seconds <= BURST_SECONDS:
        return "offers", round(seconds)
    now = time.time()
    slot = ceil((now + seconds) / SLOT_SECONDS)
    return f"offers:{slot}", ceil(slot * SLOT_SECONDS - now)


class EbaySkuMark(models.Model):
    """Mark that a change in Odoo may change the price or quantity of a SKU on eBay.

    Marks are only inserted, and deleted by the comparison that has read them. So a user
    who confirms a delivery never waits for an export, nor an export for the user. A SKU
    that changes again while it is sent stays marked, because that is another row.
    """

    _name = "ebay.sku.mark"
    _description = "eBay SKU Mark"
    _log_access = False
    _order = "id"

    sku_id = fields.Many2one(
        "ebay.product.product",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    backend_id = fields.Many2one(
        "ebay.backend", required=True, readonly=True, ondelete="cascade", index=True
    )
    reason = fields.Selection(REASONS, required=True, readonly=True)
    changed_at = fields.Datetime(required=True, readonly=True)
    since = fields.Datetime(
        readonly=True,
        help="When the change was made that is not on eBay yet, if the SKU was marked "
        "again since.",
    )
    due_at = fields.Datetime(
        required=True,
        readonly=True,
        help="Not compared before this time: a pause after errors.",
    )

    @api.model
    def _any_due(self, backend):
        """Return whether any mark of the account may be compared now."""
        self.env.cr.execute(
            "SELECT 1 FROM ebay_sku_mark WHERE backend_id = %s "
            "AND due_at <= clock_timestamp() AT TIME ZONE 'UTC' LIMIT 1",
            (backend.id,),
        )
        return bool(self.env.cr.fetchone())

    @api.model
    def _mark(self, skus, reason, seconds=0, again=False):
        """Mark these SKUs.

        :param seconds: delay before they are compared
        :param again: whether nothing has changed in Odoo: an earlier change is not on
            eBay yet
        """
        if skus:
            where = SQL("sku.id IN %s", tuple(skus.ids))
            since = NOT_EARLIER
            if again:
                self.env["ebay.export.batch.line"].flush_model()
                since = SQL(SINCE)
            self._mark_where(where, reason, seconds=seconds, since=since)

    @api.model
    def _mark_products(self, product_ids, reason):
        """Mark all SKUs that sell one of these products."""
        if product_ids:
            where = SQL("sku.odoo_id IN %s", tuple(set(product_ids)))
            self._mark_where(where, reason)

    @api.model
    def _mark_orders_known(self, backend):
        """Mark the SKUs again that wait because the newest orders were not known."""
        where = SQL(
            """sku.backend_id = %s AND EXISTS (
                SELECT FROM ebay_sku_mark mark
                WHERE mark.sku_id = sku.id AND mark.reason = 'orders'
                  AND mark.due_at > clock_timestamp() AT TIME ZONE 'UTC'
            )""",
            backend.id,
        )
        self._mark_where(where, "stock")

    @api.model
    def _mark_where(self, where, reason, seconds=0, since=NOT_EARLIER):
        """Mark SKUs in one statement, and enqueue the comparison of their accounts.

        :param where: SQL condition on ``sku`` (ebay_product_product), ``listing``
            (ebay_product_template), ``backend`` (ebay_backend)
        :param seconds: delay before they are compared
        :param since: SQL of when an earlier change of ``sku`` was made
        :return: the accounts of which a SKU was marked
        """
        for model in ("ebay.product.product", "ebay.product.template", "ebay.backend"):
            self.env[model].flush_model()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO ebay_sku_mark
                    (sku_id, backend_id, reason, changed_at, due_at, since)
                SELECT sku.id, sku.backend_id, %(reason)s,
                       clock_timestamp() AT TIME ZONE 'UTC',
                       clock_timestamp() AT TIME ZONE 'UTC'
                           + %(seconds)s * interval '1 second',
                       %(since)s
                FROM ebay_product_product sku
                JOIN ebay_product_template listing ON listing.id = sku.listing_id
                JOIN ebay_backend backend ON backend.id = sku.backend_id
                WHERE backend.stock_master = 'odoo' AND backend.active AND sku.active
                  AND sku.odoo_id IS NOT NULL AND listing.status = 'active'
                  AND %(where)s
                RETURNING backend_id
                """,
                reason=reason,
                seconds=seconds,
                since=since,
                where=where,
            )
        )
        backend_ids = {row[0] for row in self.env.cr.fetchall()}
        backends = self.env["ebay.backend"].sudo().browse(sorted(backend_ids))
        self._enqueue_comparisons(backends, seconds, reason)
        return backends

    @api.model
    def _enqueue_comparisons(self, backends, seconds, reason):
        """Enqueue the comparison of these accounts, once for all marks of a burst."""
        enqueued = self.env.cr.precommit.data.setdefault(ENQUEUED, set())
        if reason not in BY_PERSON:
            backends = backends._ebay_automatic()
        for backend in backends:
            if seconds or backend.id not in enqueued:
                job = backend._enqueue_comparison(max(seconds, BURST_SECONDS))
                if not seconds and isinstance(job, models.BaseModel):
                    # A job that waited when this transaction began.
                    self.env.cr.postcommit.add(partial(self._enqueue_again, backend))
            if not seconds:
                enqueued.add(backend.id)

    @api.model
    def _enqueue_again(self, backend):
        """Enqueue the comparison if the job that waited has run in the meantime.

        It did not see marks that were not committed yet, and the transaction that made
        them did not see that it was running.
        """
        with new_transaction(backend) as fresh:
            if fresh.env["ebay.sku.mark"]._any_due(fresh):
                fresh._enqueue_comparison(BURST_SECONDS)

    @api.model
    def _comparison_begins(self, backend):
        """Let marks that are made from now on enqueue another comparison."""
        self.env.cr.precommit.data.get(ENQUEUED, set()).discard(backend.id)
