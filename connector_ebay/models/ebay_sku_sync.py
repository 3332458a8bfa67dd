# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..tools.stored_text import StoredText

STATES = [
    ("in_sync", "In sync"),
    ("kept", "Kept as on eBay"),
    ("sending", "Being sent"),
    ("held", "Held"),
    ("error", "Error"),
]

HOLD_REASONS = [
    ("zero", "Too many SKUs go to zero"),
    ("price", "Too many large price changes"),
    ("jump", "The price jumps"),
    ("setting", "A setting was changed: apply or discard it"),
    ("floor", "Price below the lowest price"),
    ("ends", "Quantity zero would end the listing"),
]


class EbaySkuSync(models.Model):
    """What Odoo wants to offer of a SKU, and what eBay has accepted of it.

    A table of its own, so that the export never waits for the import of listings.
    ``accepted_*`` is what eBay has as far as is known: accepted from Odoo or seen by an
    import, less the units sold since. A new record starts with the price and quantity
    that the import of listings has stored on the SKU.
    """

    _name = "ebay.sku.sync"
    _description = "eBay SKU Synchronization"
    _inherit = ["ebay.job.mixin", "ebay.sku.status.mixin", "ebay.release.mixin"]
    _order = "id desc"
    _rec_name = "sku_id"

    sku_id = fields.Many2one(
        "ebay.product.product",
        string="SKU",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    backend_id = fields.Many2one(
        "ebay.backend", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="backend_id.company_id", store=True, index=True
    )
    product_id = fields.Many2one(related="sku_id.odoo_id")
    listing_id = fields.Many2one(related="sku_id.listing_id")
    title = fields.Char(related="sku_id.title", string="Listing Title")
    variation = fields.Char(related="sku_id.variation")
    marketplace_id = fields.Many2one(related="sku_id.marketplace_id")
    channel = fields.Selection(related="sku_id.channel")
    currency_id = fields.Many2one(related="sku_id.currency_id")

    wanted_quantity = fields.Integer(
        string="Quantity in Odoo",
        readonly=True,
        help="The quantity to offer, as Odoo computed it last.",
    )
    has_wanted_quantity = fields.Boolean(
        readonly=True, help="Odoo computes a quantity for this SKU."
    )
    wanted_price = fields.Monetary(
        string="Price in Odoo",
        readonly=True,
        help="Empty: no pricelist gives a price, so eBay's stays as it is.",
    )
    accepted_quantity = fields.Integer(string="Quantity on eBay", readonly=True)
    accepted_price = fields.Monetary(string="Price on eBay", readonly=True)
    sent_at = fields.Datetime(string="Last Sent", readonly=True)
    accepted_at = fields.Datetime(
        string="Last Accepted", readonly=True, help="Time on eBay's clock."
    )
    quantity_unsure = fields.Boolean(
        readonly=True,
        help="A sale was so close to eBay's acceptance that it is not known which came "
        "first. The quantity is sent once more.",
    )
    quantity_kept = fields.Boolean(
        readonly=True,
        index="btree_not_null",
        help="eBay's quantity was kept at the take-over. It is replaced as soon as "
        "Odoo's quantity changes or eBay sells.",
    )
    kept_quantity = fields.Integer(
        readonly=True, help="eBay's quantity at the take-over."
    )
    kept_price = fields.Monetary(related="sku_id.kept_price")
    state = fields.Selection(
        STATES, required=True, default="in_sync", readonly=True, index=True
    )
    pending = fields.Boolean(compute="_compute_pending", search="_search_pending")
    held_quantity = fields.Integer(
        readonly=True, help="Quantity in Odoo when a changed setting held the SKU."
    )
    held_accepted_quantity = fields.Integer(
        readonly=True, help="Quantity on eBay when a changed setting held the SKU."
    )
    hold_reason = fields.Selection(HOLD_REASONS, readonly=True, index="btree_not_null")
    released = fields.Boolean(
        readonly=True, help="A user released it: the next export skips the guards."
    )
    quantity_error_text = fields.Json(
        readonly=True, help="Reason why eBay refused the quantity, in any language."
    )
    price_error_text = fields.Json(
        readonly=True, help="Reason why eBay refused the price, in any language."
    )
    failures = fields.Integer(readonly=True, help="Temporary failures in a row.")
    drift_since = fields.Datetime(
        string="Differs Since",
        readonly=True,
        index="btree_not_null",
        help="Time at which a change made on eBay was noticed.",
    )
    drift_text = fields.Json(readonly=True, help="Why it differs, in any language.")
    line_ids = fields.One2many(
        "ebay.export.batch.line", compute="_compute_line_ids", string="History"
    )

    _sku_uniq = models.Constraint(
        "unique(sku_id)", "A SKU has only one synchronization record."
    )

    def _kept_note(self):
        """Return in words what is kept as it is on eBay, or False."""
        if self.quantity_kept and self.kept_price:
            return self.env._("Quantity and price are kept as they are on eBay.")
        if self.quantity_kept:
            return self.env._(
                "eBay's quantity is kept until Odoo's quantity changes or eBay sells."
            )
        return bool(self.kept_price) and self.env._("eBay's price is kept.")

    def _compute_line_ids(self):
        lines = (
            self.env["ebay.export.batch.line"]
            .search([("sku_id", "in", self.sku_id.ids)])
            .grouped("sku_id")
        )
        for sync in self:
            sync.line_ids = lines.get(sync.sku_id, False)

    def _compute_pending(self):
        marks = self.env["ebay.sku.mark"].sudo()
        marked = marks.search([("sku_id", "in", self.sku_id.ids)]).sku_id
        for sync in self:
            sync.pending = sync.sku_id in marked or sync.state == "sending"

    def _search_pending(self, operator, value):
        if operator != "in":
            return NotImplemented
        marks = self.env["ebay.sku.mark"].sudo()._search([])
        marked = marks.subselect("sku_id")
        domain = ["|", ("state", "=", "sending"), ("sku_id", "in", marked)]
        return domain if True in value else ["!", *domain]

    # === FIND AND CREATE ===

    @api.model
    def _get_or_create(self, skus):
        """Return ``{sku: sync}``; create the missing ones in one statement.

        Existing rows are not touched: PostgreSQL would refuse to update those that
        another worker has written since this transaction began.
        """
        if skus:
            skus.flush_recordset()
            self.env.cr.execute(
                """
                INSERT INTO ebay_sku_sync (
                    sku_id, backend_id, company_id, state, accepted_quantity,
                    accepted_price, wanted_quantity, create_uid, create_date
                )
                SELECT id, backend_id, company_id, 'in_sync', quantity, price, 0,
                       %s, now() AT TIME ZONE 'UTC'
                FROM ebay_product_product sku
                WHERE id IN %s AND NOT EXISTS (
                    SELECT FROM ebay_sku_sync sync WHERE sync.sku_id = sku.id
                )
                ON CONFLICT (sku_id) DO NOTHING
                """,
                (self.env.uid, tuple(skus.ids)),
            )
        return self._by_sku(skus)

    @api.model
    def _by_sku(self, skus):
        """Return ``{sku: sync}`` of those that exist."""
        syncs = self.search_fetch([("sku_id", "in", skus.ids)])
        return {sync.sku_id: sync for sync in syncs}

    # === STATE ===

    def _update_state(self):
        """Set the state of SKUs that are not being sent any more."""
        for sync in self:
            if sync.quantity_error_text or sync.price_error_text:
                state = "error"
            elif sync.hold_reason:
                state = "held"
            else:
                is_kept = sync.quantity_kept or sync.sku_id.kept_price
                state = "kept" if is_kept else "in_sync"
            if sync.state != state:
                sync.state = state

    # === VALUES KEPT AS ON EBAY ===

    @api.model
    def _keep_quantities(self, take_over):
        """Keep eBay's quantities that differ from Odoo's, in one statement.

        Odoo's quantity is stored, so that a later change of it is noticed. A quantity
        that is unsure is kept too: eBay has subtracted what it has sold itself.
        """
        self.flush_model()
        self.env["ebay.take.over.line"].flush_model()
        self.env["ebay.product.product"].flush_model()
        self.env.cr.execute(
            """
            UPDATE ebay_sku_sync sync
            SET wanted_quantity = compared.quantity,
                kept_quantity = sync.accepted_quantity,
                quantity_kept = compared.is_kept,
                quantity_error_text = NULL,
                hold_reason = NULL,
                state = CASE WHEN compared.is_kept THEN 'kept' ELSE 'in_sync' END
            FROM (
                SELECT sync.id, coalesce(line.quantity, sku.quantity) AS quantity,
                       CASE WHEN %(lower)s
                            AND coalesce(line.quantity, sku.quantity)
                                < sync.accepted_quantity
                       THEN false
                       ELSE sync.quantity_unsure IS TRUE
                            OR coalesce(line.quantity, sku.quantity)
                               <> sync.accepted_quantity
                       END AS is_kept
                FROM ebay_sku_sync sync
                JOIN ebay_product_product sku ON sku.id = sync.sku_id
                LEFT JOIN ebay_take_over_line line
                    ON line.sku_id = sku.id AND line.take_over_id = %(take_over)s
                WHERE sync.backend_id = %(backend)s AND sku.odoo_id IS NOT NULL
                  AND sync.state <> 'sending'
            ) compared
            WHERE compared.id = sync.id
            """,
            {
                "lower": take_over.quantity_choice == "lower",
                "take_over": take_over.id,
                "backend": take_over.backend_id.id,
            },
        )
        self.invalidate_model()

    @api.model
    def _stop_keeping_all(self, backend):
        """Stop keeping eBay's values of an account, because eBay is master again."""
        own = [("backend_id", "=", backend.id)]
        self.search([*own, ("quantity_kept", "=", True)])._stop_keeping()
        skus = self.env["ebay.product.product"].search([*own, ("kept_price", "!=", 0)])
        skus.write({"kept_price": 0.0})
        self.search([*own, ("state", "=", "kept")])._update_state()

    def _stop_keeping(self):
        """Let prices and quantities come from Odoo."""
        self.write({"quantity_kept": False})
        self.sku_id.filtered("kept_price").write({"kept_price": 0.0})
        self._update_state()

    # === DIFFERENCES MADE ON EBAY ===

    def _record_seen(self, quantity, price, sold=0):
        """Store the values an import has read; note a change made on eBay.

        :param sold: units sold since the last import: eBay has subtracted them itself
        """
        self.ensure_one()
        backend = self.backend_id
        expected = max(0, self.accepted_quantity - sold)
        currency = self.currency_id
        same_price = (
            not currency or currency.compare_amounts(price, self.accepted_price) == 0
        )
        same = quantity == self.accepted_quantity and same_price
        if same and not self.drift_since and not self.quantity_unsure:
            return
        values = {
            "accepted_quantity": quantity,
            "accepted_price": price,
            "quantity_unsure": False,
        }
        if self.accepted_at:
            values["accepted_at"] = backend._ebay_now()
        if backend.stock_master == "odoo" and self.accepted_at:
            values.update(self._drift_values(quantity, price, expected, same_price))
        self.write(values)

    def _drift_values(self, quantity, price, expected, same_price):
        """Return the values that describe how eBay differs from Odoo, if it does."""
        equals_odoo = quantity == self.wanted_quantity and (
            not self.wanted_price
            or self.currency_id.compare_amounts(price, self.wanted_price) == 0
        )
        if equals_odoo:
            return {"drift_since": False, "drift_text": False}
        if quantity == expected and same_price:
            return {}
        return {
            "drift_since": self.drift_since or self.backend_id._ebay_now(),
            "drift_text": StoredText._(
                "Changed on eBay to %(quantity)s pieces at %(price)s. eBay had "
                "accepted %(was_quantity)s at %(was_price)s.",
                quantity=quantity,
                price=StoredText.money(price, self.currency_id),
                was_quantity=self.accepted_quantity,
                was_price=StoredText.money(self.accepted_price, self.currency_id),
            ).dump(),
        }

    # === COMPARISON ===

    @api.private
    def compare_page(self, run, page):
        """Compare a page of eBay's listings with Odoo"""
        run = run.with_env(self.env)
        with self._ebay_work(run.backend_id, ebay_run=run) as work:
            return work.component(usage="batch.importer").run_page(run.phase, page)

    # === BUTTONS ===

    def action_try_again(self):
        """Clear what eBay refused, and send the values of Odoo."""
        self.check_access("read")
        syncs = self.sudo()
        syncs.write(
            {"quantity_error_text": False, "price_error_text": False, "failures": 0}
        )
        syncs.filtered(lambda sync: sync.state == "error")._update_state()
        self._send(self.env._("Try again"))

    def action_release(self):
        """Send held values once without the guards; only a manager may do this."""
        self._ebay_check_user(group="connector_ebay.group_ebay_manager")
        held = self.filtered(lambda sync: sync.state == "held")
        held.sudo().write({"released": True, "state": "in_sync", "hold_reason": False})
        alerts = self.env["ebay.alert"].sudo()
        alerts._watch(held.backend_id, ["mass_change"])
        held._send(self.env._("Release"))
        for backend, syncs in held.grouped("backend_id").items():
            backend._ebay_log_action(
                self.env._("released the held values of %s SKUs", len(syncs))
            )

    def action_stop_keeping(self):
        """Send the values of Odoo instead of those kept; only a manager may do this."""
        self._ebay_check_user(group="connector_ebay.group_ebay_manager")
        self.sudo().filtered(lambda sync: sync.state == "kept")._stop_keeping()
        self._send(self.env._("Send Odoo's values"))

    def action_heal(self):
        """Send the values of Odoo where eBay differs."""
        self.check_access("read")
        self.sudo().filtered("quantity_kept").write({"quantity_kept": False})
        self._send(self.env._("Send Odoo's values"))

    def _send(self, label):
        """Compare these SKUs and send what differs; tell the user the result.

        :param label: the name of the button that was pressed
        """
        asked = self._ebay_by_person()
        pressed = self.env["ebay.button.press"]._follow(asked, label)
        pressed.env["ebay.sku.mark"].sudo()._mark(pressed.sku_id, "check")

    def action_open_listing(self):
        """Open the listing on eBay."""
        self.check_access("read")
        self.ensure_one()
        return self.listing_id.action_open_listing()

    def action_open_review(self):
        """Open the preview of the changed settings that hold this SKU."""
        self.check_access("read")
        self.ensure_one()
        return self.backend_id.action_review_changes()

    def action_open_sku(self):
        """Open the SKU."""
        self.check_access("read")
        self.ensure_one()
        return self.sku_id.get_formview_action()
