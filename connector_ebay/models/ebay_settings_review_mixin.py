# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.price_changes import FEW_SKUS
from ..tools.stored_text import StoredText
from .ebay_reviewed_setting_mixin import UNDO


class EbaySettingsReviewMixin(models.AbstractModel):
    """Review what changed settings would change on eBay, before it is sent.

    The settings are stored already. As long as the review is open, the SKUs that they
    concern are held. Fewer than five SKUs are sent without a review.
    """

    _name = "ebay.settings.review.mixin"
    _description = "eBay Settings Review Mixin"

    changes = fields.Json(
        readonly=True, help="What was changed: [[model, field or name], ...]"
    )
    undo = fields.Json(
        readonly=True, help="How to set it back: [[model, id, values], ...]"
    )
    discarding = fields.Boolean(readonly=True)
    change_note = fields.Char(string="Changed", compute="_compute_change_note")

    @api.depends("changes")
    def _compute_change_note(self):
        """Name the changed settings in the language of the reader."""
        for review in self:
            names = [self._change_name(*change) for change in review.changes or []]
            review.change_note = ", ".join(dict.fromkeys(filter(None, names)))

    @api.model
    def _change_name(self, model, name):
        """Return a changed setting in words."""
        if model not in self.env:
            return name
        field = self.env[model]._fields.get(name)
        if field:
            return field._description_string(self.env)
        if model == "product.pricelist":
            return self.env._("pricelist %s", name)
        if model == "account.tax":
            return self.env._("tax %s", name)
        if model == "ebay.marketplace.pricelist":
            return self.env._("pricelists by marketplace")
        return self.env._("stock rules")

    # === OPEN AND CLOSE ===

    @api.model
    def _open_review(self, backend):
        """Return the open review of an account's settings, if there is one."""
        return self.search(
            [
                ("backend_id", "=", backend.id),
                ("kind", "=", "change"),
                ("state", "=", "preview"),
            ],
            limit=1,
        )

    @api.model
    def _review(self, backends, changes, undo=()):
        """Open a review of changed settings, or compare the open one again.

        Nothing is sent in test mode, so nothing has to be reviewed then.
        """
        for backend in backends.filtered(lambda one: not one.test_mode):
            review = self._open_review(backend)
            if not review:
                review = self.create({"backend_id": backend.id, "kind": "change"})
            own = [entry for entry in undo if self._is_of(entry, backend)]
            review.write(
                {
                    "changes": [*(review.changes or []), *changes],
                    "undo": [*(review.undo or []), *own],
                }
            )
            review._restart_comparison()

    @api.model
    def _is_of(self, entry, backend):
        """Return whether a change was made to the settings of this account."""
        model, res_id, values = entry
        if model == "ebay.backend":
            return res_id == backend.id
        if not res_id:
            return values["backend_id"] == backend.id
        return self.env[model].sudo().browse(res_id).backend_id == backend

    @api.model
    def _close_reviews(self, backends):
        """Close open reviews: the account's master was switched."""
        for backend in backends:
            self._open_review(backend)._close("discarded")

    def _close(self, state):
        """End an open review; its SKUs are compared without it."""
        for review in self:
            review.state = state
            review._mark_held()
            review._watch_mass_change()

    def _watch_mass_change(self):
        """Open or close the account's alert at once."""
        self.env["ebay.alert"]._watch(self.backend_id, ["mass_change"])

    def _mark_held(self):
        """Mark the SKUs that changed settings hold, so that they are compared."""
        where = SQL(
            """sku.backend_id = %(backend)s AND (
                EXISTS (SELECT FROM ebay_sku_sync sync
                        WHERE sync.sku_id = sku.id AND sync.hold_reason = 'setting')
                OR EXISTS (SELECT FROM ebay_take_over_line line
                           WHERE line.sku_id = sku.id
                             AND line.take_over_id = %(review)s))""",
            backend=self.backend_id.id,
            review=self.id,
        )
        self.env["ebay.sku.sync"].flush_model()
        self.env["ebay.sku.mark"].sudo()._mark_where(where, "check")

    # === COMPARE ===

    def _restart_comparison(self):
        """Compare all SKUs again that changed settings concern."""
        self.ensure_one()
        self.env.flush_all()
        self.env.cr.execute(
            "DELETE FROM ebay_take_over_line WHERE take_over_id = %s", (self.id,)
        )
        self.invalidate_recordset(["line_ids"])
        self.write(
            {
                "complete": False,
                "last_sku_id": 0,
                "sku_count": 0,
                "change_count": 0,
                "price_count": 0,
                "quantity_count": 0,
                "fewer_count": 0,
                "zero_count": 0,
                "warning_count": 0,
            }
        )
        self._enqueue_comparison()

    def _comparison_complete(self):
        """Decide whether a person has to see the changes; called once all are known."""
        self.ensure_one()
        if self.run_id:
            self.run_id.note_text = StoredText._(
                "%(differ)s of %(all)s SKUs differ.",
                differ=self.change_count,
                all=self.sku_count,
            ).dump()
        if self.kind != "change" or self.state != "preview":
            return
        if self.change_count >= FEW_SKUS:
            self.discarding = False
            self._watch_mass_change()
            return
        # The guards check these few as any other change.
        self._close("discarded" if self.discarding else "applied")

    def _release_lines(self, prices=True, quantities=True):
        """Let the values of the lines pass the guards, in one statement.

        Only these very values: the guards check others.
        """
        self.flush_model()
        self.env["ebay.take.over.line"].flush_model()
        self.env["ebay.sku.sync"].flush_model()
        self.env.cr.execute(
            """
            UPDATE ebay_sku_sync sync
            SET released = true,
                hold_reason = CASE WHEN hold_reason = 'floor' THEN 'floor' END,
                state = CASE WHEN state = 'held' AND hold_reason <> 'floor'
                             THEN 'in_sync' ELSE state END,
                wanted_price = CASE WHEN %(prices)s AND line.price_differs
                               THEN line.price ELSE sync.wanted_price END,
                wanted_quantity = CASE
                    WHEN %(quantities)s AND line.quantity_differs
                    THEN line.quantity ELSE sync.wanted_quantity END,
                quantity_kept = CASE
                    WHEN %(quantities)s AND line.quantity_differs
                    THEN false ELSE sync.quantity_kept END
            FROM ebay_take_over_line line
            WHERE line.take_over_id = %(review)s AND line.sku_id = sync.sku_id
              AND (%(prices)s AND line.price_differs
                   OR %(quantities)s AND line.quantity_differs)
            """,
            {"review": self.id, "prices": prices, "quantities": quantities},
        )
        self.env["ebay.sku.sync"].invalidate_model()

    # === BUTTONS ===

    def action_discard(self):
        """Set changed settings back; nothing was sent."""
        self.check_access("read")
        self._ebay_check_user(group="connector_ebay.group_ebay_manager")
        for review in self.sudo():
            if review.kind != "change" or review.state != "preview":
                continue
            if not review.undo:
                raise UserError(
                    self.env._(
                        "%s: change it back where you changed it. Until then its SKUs "
                        "stay as they are on eBay.",
                        review.change_note,
                    )
                )
            undo, review.undo = review.undo, False
            review.discarding = True
            review._set_back(undo)
            review._restart_comparison()
            review._compare_now()
            review.backend_id._ebay_log_action(
                self.env._("discarded changed settings: %s", review.change_note)
            )

    def _set_back(self, undo):
        """Set the settings back, the last change first."""
        for model, res_id, values in reversed(undo):
            records = self.env[model].sudo().with_context(**{UNDO: True})
            if not res_id:
                records.create(values)
                continue
            record = records.browse(res_id).exists()
            if values is None:
                record.unlink()
            else:
                record.write(values)
