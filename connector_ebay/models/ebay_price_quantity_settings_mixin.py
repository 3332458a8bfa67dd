# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.stored_text import StoredText
from .ebay_backend_budget_mixin import COLLECT_SECONDS
from .ebay_sku_mark import comparison_key

#: Settings that change the price or quantity of all SKUs.
PRICE_QUANTITY_SETTINGS = {
    "stock_master",
    "pricelist_id",
    "price_rounding",
    "price_floor",
    "price_floor_amount",
    "test_mode",
    "zero_policy",
}


class EbayPriceQuantitySettingsMixin(models.AbstractModel):
    """Settings of an ``ebay.backend`` that prices and quantities depend on.

    Also the job that compares them with what eBay has accepted.
    """

    _name = "ebay.price.quantity.settings.mixin"
    _description = "eBay Price and Quantity Settings Mixin"
    _inherit = ["ebay.reviewed.setting.mixin"]

    price_rounding = fields.Float(
        default=0.0,
        help="Prices are rounded to a multiple of this. 0: to the currency's unit.",
    )
    price_floor = fields.Selection(
        [("none", "None"), ("cost", "Cost"), ("fixed", "Fixed amount")],
        required=True,
        default="cost",
        help="A price below this is never sent.",
    )
    price_floor_amount = fields.Float(string="Lowest Price")
    guard_zero = fields.Integer(
        tracking=True,
        string="Sold Out at Once (%)",
        default=20,
        help="If more than this share of the SKUs would go to zero within an hour, "
        "they are held until a user releases them. 0: never held.",
    )
    guard_price = fields.Integer(
        tracking=True,
        string="Repriced at Once (%)",
        default=20,
        help="If the prices of more than this share of the SKUs would change by the "
        "price factor within an hour, they are held until a user releases them. "
        "0: never held.",
    )
    guard_factor = fields.Float(
        string="Price Factor",
        default=2.0,
        help="A price change is large if the price is multiplied or divided by this.",
    )
    guard_price_jump = fields.Integer(
        string="Price Jump (%)",
        default=30,
        help="A price that would rise or fall by more than this, compared with what "
        "eBay has accepted last, is held until a user releases it. 0: never held.",
    )
    zero_policy = fields.Selection(
        [
            ("hold", "Hold the SKU, so that the listing stays"),
            ("end", "Send zero: eBay ends the listing"),
        ],
        string="Sold Out Without Out-of-Stock Control",
        required=True,
        default="hold",
        help="Without eBay's out-of-stock control a listing at zero ends. "
        "To keep listings, switch the control on in eBay's selling preferences.",
    )
    out_of_stock_control = fields.Selection(
        [("on", "On"), ("off", "Off")], readonly=True, copy=False
    )
    out_of_stock_checked_at = fields.Datetime(readonly=True, copy=False)
    inventory_batch_size = fields.Integer(
        default=25,
        readonly=True,
        copy=False,
        help="SKUs in one call of the Inventory API. Reduced if eBay refuses the size.",
    )
    feed_threshold = fields.Integer(
        default=2000,
        help="If more SKUs of the Trading API change at once, they are sent as a file, "
        "which eBay processes within minutes, instead of four SKUs in a call. "
        "0: never.",
    )

    review_open = fields.Boolean(compute="_compute_review")
    review_complete = fields.Boolean(compute="_compute_review")
    review_count = fields.Integer(
        compute="_compute_review",
        string="SKUs to Review",
        help="SKUs that a changed setting would change on eBay.",
    )
    review_note = fields.Char(compute="_compute_review")

    _guards_are_shares = models.Constraint(
        "CHECK (guard_zero BETWEEN 0 AND 100 AND guard_price BETWEEN 0 AND 100)",
        "The limits for mass changes are percentages between 0 and 100.",
    )
    _price_jump_is_positive = models.Constraint(
        "CHECK (guard_price_jump >= 0)", "The price jump must not be negative."
    )
    _factor_is_above_one = models.Constraint(
        "CHECK (guard_factor > 1)", "The price factor must be greater than 1."
    )
    _no_negative_price_settings = models.Constraint(
        "CHECK (price_rounding >= 0 AND price_floor_amount >= 0)",
        "Rounding and lowest price must not be negative.",
    )

    @api.model
    def _price_quantity_settings(self):
        """Return the names of the settings that change prices or quantities."""
        return PRICE_QUANTITY_SETTINGS

    def _compute_review(self):
        """Show what waits for a decision, also to users who may not decide."""
        reviews = (
            self.env["ebay.take.over"]
            .sudo()
            .search(
                [
                    ("backend_id", "in", self.ids),
                    ("kind", "=", "change"),
                    ("state", "=", "preview"),
                ]
            )
            .grouped(lambda review: review.backend_id.id)
        )
        for backend in self:
            review = reviews.get(backend._origin.id)
            backend.review_open = bool(review)
            backend.review_complete = review and review.complete
            backend.review_count = review.change_count if review else 0
            backend.review_note = review and review.change_note

    def _reviewed_fields(self):
        return super()._reviewed_fields() | self._price_quantity_settings()

    def write(self, vals):
        """Write, and check the company that an account was moved to."""
        result = super().write(vals)
        if "company_id" in vals:
            # Odoo checks the company before the change only.
            self.check_access("write")
        return result

    def _settings_changed(self, undo):
        """Open a review, unless the same call has changed the master.

        Who makes Odoo the master says that its values are sent.
        """
        switched = {
            res_id for _model, res_id, values in undo if "stock_master" in values
        }
        if switched:
            backends = self.browse(switched)
            self.env["ebay.take.over"].sudo()._close_reviews(backends)
            backends._mark_all_skus()
        undo = [entry for entry in undo if entry[1] not in switched]
        others = self.browse(entry[1] for entry in undo)
        return super(EbayPriceQuantitySettingsMixin, others)._settings_changed(undo)

    def _row_deleted(self, undo):
        """Open a review after rows with settings were deleted."""
        return super()._settings_changed(undo) if self else None

    def _review_mark_skus(self):
        return self._mark_all_skus("setting")

    def _mark_all_skus(self, reason="stock"):
        """Mark every SKU of these accounts; return the accounts that have some."""
        if not self:
            return self
        where = SQL("sku.backend_id IN %s", tuple(self.ids))
        return self.env["ebay.sku.mark"].sudo()._mark_where(where, reason)

    # === COMPARISON ===

    def compare_all(self):
        """Read all prices and quantities from eBay, and report what differs."""
        self.check_access("read")
        self._check_can_run()
        runs = self.env["ebay.run"]
        for backend in self:
            now = backend._ebay_now().replace(microsecond=0)
            with backend.work_on("ebay.sku.sync") as work:
                work.component(usage="batch.importer").start(
                    kind="full", phase="comparison", window_from=now, window_to=now
                )
            runs |= runs._newest(backend, "comparison", "running", "done")
        return runs.get_formview_action() if len(runs) == 1 else True

    def _enqueue_comparison(self, seconds=0):
        """Enqueue the job that compares marked SKUs; return it, or the one that waits.

        :param seconds: delay until the job runs
        """
        key, seconds = comparison_key(seconds)
        return self._ebay_delay(
            "export",
            key,
            eta=seconds or None,
            description=StoredText._("Compare prices and quantities with eBay"),
            flow="offers",
        ).push_offers()

    @api.private
    def push_offers(self):
        """Compare changed prices and quantities with eBay, and send the differences"""
        self._ebay_check_job()
        if self._collects_changes():
            self._enqueue_comparison(COLLECT_SECONDS)
            return self.env._(
                "Most of the budget of calls is used: changes are collected for a "
                "moment, so that more of them share a call."
            )
        self.env["ebay.sku.mark"]._comparison_begins(self)
        with self._ebay_work(self) as work:
            result = work.component(usage="export.planner").run()
            self.env["ebay.flow"]._record_success(self, "offers", result)
            return result
