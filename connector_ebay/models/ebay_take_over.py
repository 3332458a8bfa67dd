# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.stored_text import StoredText

PRICE_CHOICES = [
    ("keep", "Keep eBay's prices"),
    ("odoo", "Send Odoo's prices"),
]

QUANTITY_CHOICES = [
    ("keep", "Keep eBay's quantities until the stock changes or eBay sells"),
    ("lower", "Send Odoo's quantities where Odoo has fewer; keep the others"),
    ("odoo", "Send Odoo's quantities"),
]


#: A take-over of which more SKUs differ is confirmed by jobs.
CONFIRM_AT_ONCE = 10000


class EbayTakeOver(models.Model):
    """Make Odoo the master of stock and prices: first a preview, then the switch.

    By default the switch changes nothing on eBay: prices that differ are kept in a
    pricelist, and quantities that differ until they change. The values eBay had are
    stored. When eBay becomes the master again, it gets its prices back; quantities stay
    as they are on eBay, and Odoo follows them.

    The same preview is opened when a setting would change prices or quantities while
    Odoo is master (``kind`` is ``change``).
    """

    _name = "ebay.take.over"
    _description = "eBay Take-over"
    _inherit = [
        "ebay.job.mixin",
        "ebay.user.fields.mixin",
        "ebay.settings.review.mixin",
    ]
    _order = "id desc"
    _rec_name = "backend_id"

    backend_id = fields.Many2one(
        "ebay.backend", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="backend_id.company_id", store=True, index=True
    )
    kind = fields.Selection(
        [
            ("take_over", "Take-over"),
            ("change", "Changed settings"),
            ("comparison", "Comparison with eBay"),
        ],
        required=True,
        default="take_over",
        readonly=True,
    )
    state = fields.Selection(
        [
            ("preview", "Preview"),
            ("applying", "In progress"),
            ("done", "Odoo is master"),
            ("back", "eBay is master again"),
            ("applied", "Applied"),
            ("discarded", "Discarded"),
            ("report", "Report"),
        ],
        required=True,
        default="preview",
        readonly=True,
    )
    price_choice = fields.Selection(
        PRICE_CHOICES,
        string="Prices",
        required=True,
        default="keep",
        help="Kept prices are fixed prices in a pricelist of the marketplace, exactly "
        "as buyers see them. Change or remove them there later.",
    )
    quantity_choice = fields.Selection(
        QUANTITY_CHOICES,
        string="Quantities",
        required=True,
        default="keep",
        help="A kept quantity is replaced as soon as Odoo's quantity of the product "
        "changes, for example by a delivery, a receipt or an order.",
    )
    line_ids = fields.One2many("ebay.take.over.line", "take_over_id", readonly=True)
    complete = fields.Boolean(readonly=True, help="All SKUs have been compared.")
    last_sku_id = fields.Integer(
        string="Last SKU Compared", readonly=True, help="Database id."
    )
    sku_count = fields.Integer(string="SKUs Compared", readonly=True)
    change_count = fields.Integer(string="SKUs That Differ", readonly=True)
    warning_count = fields.Integer(string="Warnings", readonly=True)
    price_count = fields.Integer(string="Prices That Differ", readonly=True)
    quantity_count = fields.Integer(string="Quantities That Differ", readonly=True)
    run_id = fields.Many2one(
        "ebay.run", readonly=True, ondelete="cascade", index="btree_not_null"
    )
    stock_master = fields.Selection(related="backend_id.stock_master")
    zero_count = fields.Integer(
        string="SKUs That Would Be Sold Out",
        readonly=True,
        help="SKUs whose quantity on eBay would become zero.",
    )
    done_count = fields.Integer(
        readonly=True, help="SKUs processed of a confirmation in several jobs."
    )
    last_line_id = fields.Integer(readonly=True, help="Last line processed.")
    progress = fields.Float(compute="_compute_progress")
    price_note = fields.Text(
        string="Price Changes",
        compute="_compute_price_note",
        help="Number, median and largest change for each currency.",
    )
    fewer_count = fields.Integer(
        string="SKUs of Which Odoo Has Fewer",
        readonly=True,
        help="SKUs of which Odoo has fewer than eBay offers.",
    )

    # Two users or jobs can never open a second review.
    _one_review = models.UniqueIndex(
        "(backend_id) WHERE kind = 'change' AND state = 'preview'",
        "Another change of this account's settings waits for a decision.",
    )

    @api.depends("done_count", "change_count", "state")
    def _compute_progress(self):
        for one in self:
            share = one.done_count / one.change_count if one.change_count else 1.0
            one.progress = 100.0 * (min(1.0, share) if one.state == "applying" else 1.0)

    @api.depends("kind", "create_date")
    def _compute_display_name(self):
        for one in self:
            name = one.backend_id.name or ""
            if one.kind == "change":
                name = self.env._("Changed settings of %s", name)
            elif one.kind == "comparison":
                name = self.env._("Comparison of %s with eBay", name)
            one.display_name = name

    @api.depends("line_ids")
    def _compute_price_note(self):
        """Sum up the price changes, with a query for each preview."""
        for one in self:
            one.price_note = one._price_note()

    def _price_note(self):
        """Return the price changes in words, one line for each currency."""
        self.flush_recordset()
        self.env["ebay.take.over.line"].flush_model()
        self.env.cr.execute(
            """
            SELECT currency_id, price_before, price, sku_id FROM ebay_take_over_line
            WHERE take_over_id = %s AND price_differs AND currency_id IS NOT NULL
            """,
            (self.id or None,),
        )
        return self.env["ebay.sku.sync"]._price_changes_in_words(self.env.cr.fetchall())

    @api.model
    def _user_fields(self):
        return super()._user_fields() | {"price_choice", "quantity_choice"}

    @api.model
    def _preview(self, backend):
        """Compare every SKU with eBay, without sending; return the take-over."""
        take_over = self.sudo().create({"backend_id": backend.id})
        take_over._compare_now()
        return take_over

    @api.model
    def _report(self, run):
        """Report what differs after a run has read eBay; jobs do so if it is much."""
        report = self.create(
            {
                "backend_id": run.backend_id.id,
                "kind": "comparison",
                "state": "report",
                "run_id": run.id,
            }
        )
        report._compare_now()

    def _compare_now(self):
        """Compare a small account while its user waits; jobs compare a large one."""
        self.ensure_one()
        if not self.complete:
            with self.backend_id.work_on(self._name) as work:
                work.component(usage="take.over.previewer").compare_next(self)

    # === BUTTONS ===

    def action_confirm(self):
        """Make Odoo the master, or apply changed settings, as the preview shows."""
        self._ebay_check_user(group="connector_ebay.group_ebay_manager")
        takes = self.sudo()._ebay_by_person()
        for take_over in takes.filtered(lambda one: one.state == "preview"):
            if not take_over.complete:
                raise UserError(
                    self.env._("Some SKUs are still being compared. Please wait.")
                )
            if take_over.kind == "change":
                take_over._release_lines()
                take_over._close("applied")
                take_over.backend_id._ebay_log_action(
                    self.env._(
                        "applied changed settings to %s SKUs", take_over.change_count
                    )
                )
                continue
            take_over.backend_id._ebay_log_action(
                self.env._("made Odoo the master of stock and prices")
            )
            if take_over.change_count > CONFIRM_AT_ONCE and take_over._keeps():
                take_over.state = "applying"
                take_over._enqueue_confirmation()
            else:
                # First: nobody else may confirm the same preview meanwhile.
                take_over.state = "done"
                take_over.flush_recordset(["state"])
                take_over._keep()
                take_over._switch_to_odoo()

    def _keeps(self):
        """Return whether a price or quantity is kept as it is on eBay."""
        return self.price_choice == "keep" or self.quantity_choice != "odoo"

    def _switch_to_odoo(self):
        """Make Odoo the master, and let the values pass that the preview has shown."""
        self.state = "done"
        with self.backend_id.work_on(self._name) as work:
            work.component(usage="take.over.keeper").prepare_export(self)
        self.backend_id.stock_master = "odoo"

    def _keep(self):
        """Keep the prices and quantities that eBay has, as chosen.

        This creates pricelists with all rights: who may take over needs no others.
        """
        take_over = self.sudo()
        backend = take_over.backend_id.with_company(take_over.company_id)
        with backend.work_on(self._name) as work:
            work.component(usage="take.over.keeper").keep(take_over)

    def action_back(self):
        """Make eBay the master again, and enqueue the job that restores its prices."""
        self._ebay_check_user(group="connector_ebay.group_ebay_manager")
        takes = self.sudo()._ebay_by_person()
        for take_over in takes.filtered(lambda one: one.state == "done"):
            take_over.state = "back"
            take_over.backend_id.stock_master = "ebay"
            take_over.backend_id._ebay_log_action(
                self.env._("made eBay the master of stock and prices again")
            )
            self.env["ebay.sku.sync"].sudo()._stop_keeping_all(take_over.backend_id)
            take_over._enqueue_restore(1)

    # === JOBS ===

    def _enqueue_comparison(self):
        """Enqueue the comparison of the next SKUs."""
        self._ebay_delay(
            "export",
            f"take_over:{self.id}:{self.last_sku_id}",
            description=StoredText._("Compare the effects of a take-over"),
        ).compare_more(self.last_sku_id)

    @api.private
    def compare_more(self, last_sku_id):
        """Compare more effects of a take-over"""
        with self._ebay_work() as work:
            # Only once, even if the job ended after it had committed.
            current = self.state in ("preview", "report") and not self.complete
            if current and self.last_sku_id == last_sku_id:
                work.component(usage="take.over.previewer").compare_next(self)

    def _enqueue_confirmation(self):
        """Enqueue the next part of the confirmation of a large take-over."""
        self._ebay_delay(
            "export",
            f"take_over_confirm:{self.id}:{self.last_line_id}",
            description=StoredText._("Take over: keep what is on eBay"),
        ).confirm_more(self.last_line_id)

    @api.private
    def confirm_more(self, last_line_id):
        """Keep more prices of a large take-over, then make Odoo the master"""
        with self._ebay_work() as work:
            # Only once, even if the job ended after it had committed.
            if self.state != "applying" or self.last_line_id != last_line_id:
                return self.env._("This part is done already.")
            keeper = work.component(usage="take.over.keeper")
            if keeper.keep_next(self):
                self._enqueue_confirmation()
            else:
                self._switch_to_odoo()
            return self.env._(
                "%(done)s of %(total)s SKUs.",
                done=self.done_count,
                total=self.change_count,
            )

    def _enqueue_restore(self, attempt, seconds=None):
        """Enqueue an attempt to restore prices, after a delay in seconds."""
        self._ebay_delay(
            "export",
            f"take_over_back:{self.id}:{attempt}",
            eta=seconds and round(seconds),
            description=StoredText._("Restore the former prices on eBay"),
        ).restore_prices(attempt)

    @api.private
    def restore_prices(self, attempt):
        """Restore the former prices on eBay"""
        with self._ebay_work() as work:
            return work.component(usage="price.restorer").restore(self, attempt)
