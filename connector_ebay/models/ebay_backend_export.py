# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL

from .ebay_sku_mark import BURST_SECONDS

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


class EbayBackend(models.Model):
    """Settings of the export of prices and quantities, and what starts it."""

    _inherit = "ebay.backend"

    marketplace_pricelist_ids = fields.One2many(
        "ebay.marketplace.pricelist",
        "backend_id",
        string="Pricelists by Marketplace",
        help="Pricelists of marketplaces that do not use the account's pricelist.",
    )
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
        string="Sold Out at Once (%)",
        default=20,
        help="If more than this share of the SKUs would go to zero within an hour, "
        "they are held until a user releases them. 0: never held.",
    )
    guard_price = fields.Integer(
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
    push_budget = fields.Integer(
        default=60,
        help="Number of calls within ten minutes that may write prices and quantities. "
        "0: only eBay's own limit.",
    )
    sku_pending_count = fields.Integer(
        compute="_compute_sku_sync_counts", string="Pending SKUs"
    )
    sku_error_count = fields.Integer(
        compute="_compute_sku_sync_counts", string="SKUs with Errors"
    )
    sku_held_count = fields.Integer(
        compute="_compute_sku_sync_counts", string="Held SKUs"
    )
    sku_drift_count = fields.Integer(
        compute="_compute_sku_sync_counts", string="SKUs That Differ"
    )

    _guards_are_shares = models.Constraint(
        "CHECK (guard_zero BETWEEN 0 AND 100 AND guard_price BETWEEN 0 AND 100)",
        "The limits for mass changes are percentages between 0 and 100.",
    )
    _factor_is_above_one = models.Constraint(
        "CHECK (guard_factor > 1)", "The price factor must be greater than 1."
    )
    _no_negative_price_settings = models.Constraint(
        "CHECK (price_rounding >= 0 AND price_floor_amount >= 0 AND push_budget >= 0)",
        "Rounding, lowest price and budget must not be negative.",
    )

    def _compute_sku_sync_counts(self):
        held = self._count_by_backend("ebay.sku.sync", [("state", "=", "held")])
        errors = self._count_by_backend("ebay.sku.sync", [("state", "=", "error")])
        drift = self._count_by_backend("ebay.sku.sync", [("drift_since", "!=", False)])
        pending = self._count_by_backend("ebay.sku.sync", [("pending", "=", True)])
        for backend in self:
            backend.sku_held_count = held.get(backend, 0)
            backend.sku_error_count = errors.get(backend, 0)
            backend.sku_drift_count = drift.get(backend, 0)
            backend.sku_pending_count = pending.get(backend, 0)

    @api.model
    def _price_quantity_settings(self):
        """Return the names of the settings that change prices or quantities."""
        return PRICE_QUANTITY_SETTINGS

    def write(self, vals):
        """Mark all SKUs if a setting changes that their prices or quantities use."""
        result = super().write(vals)
        if self._price_quantity_settings() & set(vals):
            self._mark_all_skus()
        return result

    def _mark_all_skus(self):
        """Mark every SKU of these accounts for comparison."""
        where = SQL("sku.backend_id IN %s", tuple(self.ids))
        self.env["ebay.sku.mark"]._mark_where(where, "stock")

    # === EXPORT ===

    def export_offers(self):
        """Send the prices and quantities that differ from what eBay last accepted."""
        self._check_can_run()
        for backend in self:
            backend._enqueue_comparison()
        return True

    def export_all_offers(self):
        """Compare every SKU with what eBay last accepted, and send the differences."""
        self._mark_all_skus()
        return self.export_offers()

    def _enqueue_comparison(self, seconds=0):
        """Enqueue the job that compares marked SKUs.

        A job that is due later has a key of its own, so that it does not delay one that
        is due now.

        :param seconds: delay until the job runs
        """
        seconds = round(seconds)
        self._ebay_delay(
            "export",
            f"offers:{seconds}" if seconds > BURST_SECONDS else "offers",
            eta=seconds or None,
            description=self.env._("Compare prices and quantities with eBay"),
        ).push_offers()

    def push_offers(self):
        """Compare changed prices and quantities with eBay, and send the differences"""
        self.env["ebay.sku.mark"]._comparison_begins(self)
        with self._ebay_work(self) as work:
            return work.component(usage="export.planner").run()

    @api.model
    def _cron_export_offers(self):
        """Enqueue jobs that were lost, and mark the SKUs of dated price rules."""
        cron = self.env.ref("connector_ebay.ir_cron_ebay_export_offers")
        self.env["product.pricelist.item"]._mark_dated(cron.lastcall)
        self.env["ebay.export.batch"].sudo()._enqueue_lost()
        marks = self.env["ebay.sku.mark"].sudo()
        for [backend] in marks._read_group(
            [("backend_id.state", "=", "connected")], ["backend_id"]
        ):
            backend._enqueue_comparison()

    # === BUTTONS ===

    def action_take_over(self):
        """Show what would change on eBay if Odoo became the master."""
        self.ensure_one()
        self.check_access("write")
        self._check_can_run()
        take_over = self.env["ebay.take.over"]._preview(self)
        return take_over.get_formview_action()

    def action_heal_all(self):
        """Send the values of Odoo for all SKUs that differ on eBay."""
        syncs = self.env["ebay.sku.sync"].search(
            [("backend_id", "in", self.ids), ("drift_since", "!=", False)]
        )
        syncs.action_heal()

    def action_open_sku_sync(self):
        """List the SKUs, filtered as the button says."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.ebay_sku_sync_action"
        )
        context = {
            name: value
            for name, value in self.env.context.items()
            if name.startswith("search_default_")
        }
        return {
            **action,
            "domain": [("backend_id", "in", self.ids)],
            "context": context,
        }
