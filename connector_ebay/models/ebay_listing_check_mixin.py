# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.stored_text import StoredText
from ..tools.transactions import new_transaction

#: Seconds for which changes are collected before the drafts are checked again.
CHECK_SECONDS = 5

#: So many listings are checked while the user waits; more of them in a job.
CHECK_AT_ONCE = 200

#: Drafts that are checked in one transaction.
CHECK_SLICE = 500


class EbayListingCheckMixin(models.AbstractModel):
    """How far an ``ebay.product.template`` is from being published.

    *Ready* is a draft whose last check found no error. What changes the draft, its
    product or its template takes that back, and a job checks it again.
    """

    _name = "ebay.listing.check.mixin"
    _description = "eBay Listing Check Mixin"

    problem_ids = fields.One2many("ebay.listing.problem", "listing_id")
    error_count = fields.Integer(readonly=True)
    warning_count = fields.Integer(readonly=True)
    checked_at = fields.Datetime(
        readonly=True, copy=False, help="Empty: something has changed since then."
    )
    refused_content = fields.Char(
        readonly=True,
        copy=False,
        help="Checksum of what eBay refused: its refusal counts until that changes.",
    )
    publish_state = fields.Selection(
        [
            ("draft", "Draft"),
            ("ready", "Ready"),
            ("waiting", "Waiting"),
            ("publishing", "Publishing"),
            ("published", "Published"),
            ("refused", "Refused"),
        ],
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="How far publishing has come. Empty: the listing was not made in Odoo.",
    )

    def _set_checked(self, error_count, warning_count, refused):
        """Store the result of a check; a draft without error is ready.

        :param refused: eBay's refusal still counts
        """
        self.write(
            {
                "error_count": error_count,
                "warning_count": warning_count,
                "checked_at": fields.Datetime.now(),
            }
        )
        for listing in self:
            state = listing._state_after_check(error_count, refused)
            if listing.publish_state != state:
                listing.publish_state = state
            if listing.refused_content and not refused:
                listing.refused_content = False

    def _state_after_check(self, error_count, refused):
        """Return the state that follows from a check; what is being sent stays."""
        if self.publish_state in ("waiting", "publishing"):
            return self.publish_state
        if refused:
            return "refused"
        if self.status == "draft":
            return "draft" if error_count else "ready"
        return "published" if self.publish_state == "refused" else self.publish_state

    # === CHANGES ===

    def _check_now_or_soon(self):
        """Check these listings while the user waits; many of them in a job."""
        if len(self) <= CHECK_AT_ONCE:
            self.check_listings()
        else:
            self.sudo()._mark_unchecked(SQL("id IN %s", tuple(self.ids)))

    @api.model
    def _mark_products_unchecked(self, product_ids):
        """Check the drafts of these ``product.template`` again."""
        if product_ids:
            self._mark_unchecked(SQL("odoo_id IN %s", tuple(product_ids)))

    @api.model
    def _mark_unchecked(self, where):
        """Take back that drafts are ready, and enqueue a check of them.

        One statement, whether there are drafts or not.

        :param where: SQL condition on ``ebay_product_template``
        """
        self.flush_model(["checked_at", "publish_state", "status"])
        self.env.cr.execute(
            SQL(
                """
                UPDATE ebay_product_template
                SET checked_at = NULL,
                    publish_state = CASE publish_state
                        WHEN 'ready' THEN 'draft' ELSE publish_state END
                WHERE status = 'draft' AND checked_at IS NOT NULL AND %s
                RETURNING id, backend_id
                """,
                where,
            )
        )
        rows = self.env.cr.fetchall()
        if rows:
            ids = [row[0] for row in rows]
            self.browse(ids).invalidate_recordset(["checked_at", "publish_state"])
            backend_ids = sorted({row[1] for row in rows})
            self._enqueue_checks(self.env["ebay.backend"].sudo().browse(backend_ids))

    @api.model
    def _enqueue_checks(self, backends):
        """Enqueue a check of the drafts of these accounts that have changed."""
        for backend in backends:
            self.env["ebay.product.template"]._ebay_delay(
                "export_listing",
                "check_drafts",
                backend=backend,
                eta=CHECK_SECONDS,
                description=StoredText._("Check drafts that have changed"),
            ).check_drafts(backend)

    @api.private
    def check_drafts(self, backend):
        """Check drafts that have changed

        Some hundred at a time, each part in a transaction of its own: who publishes
        some of them meanwhile does not wait.
        """
        with self._ebay_work(backend):
            drafts = self.search(
                [
                    ("backend_id", "=", backend.id),
                    ("status", "=", "draft"),
                    ("listing_template_id", "!=", False),
                    ("checked_at", "=", False),
                    ("publish_state", "not in", ("waiting", "publishing")),
                ]
            )
            for start in range(0, len(drafts), CHECK_SLICE):
                with new_transaction(drafts[start : start + CHECK_SLICE]) as fresh:
                    fresh.exists().check_listings()
        return StoredText._("%s drafts were checked.", len(drafts))
