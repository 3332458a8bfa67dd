# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL

#: Accounts whose export this transaction has woken already.
WOKEN = "connector_ebay.woken"

#: Seconds in which the changes of a burst gather before the export looks at them.
GATHER_SECONDS = 1

#: Settings that decide what is offered: a change of one concerns all SKUs.
OFFER_SETTINGS = {
    "stock_master",
    "pricelist_id",
    "price_rounding",
    "price_floor",
    "price_floor_amount",
    "test_mode",
    "zero_policy",
}


class EbayBackend(models.Model):
    """Prices and quantities out of Odoo: settings, and what starts the export."""

    _inherit = "ebay.backend"

    marketplace_pricelist_ids = fields.One2many(
        "ebay.marketplace.pricelist",
        "backend_id",
        string="Pricelists by Marketplace",
        help="Where a marketplace has prices of its own.",
    )
    price_rounding = fields.Float(
        default=0.0,
        help="Prices are rounded to a multiple of this; 0: to the currency's cent.",
    )
    price_floor = fields.Selection(
        [("none", "None"), ("cost", "Cost"), ("fixed", "Fixed amount")],
        required=True,
        default="cost",
        help="A price below it is never sent.",
    )
    price_floor_amount = fields.Float(string="Lowest Price")
    guard_zero = fields.Integer(
        string="Sold Out at Once (%)",
        default=20,
        help="When more than this share of the SKUs would go to zero within an hour, "
        "they are held for a person. 0: never held.",
    )
    guard_price = fields.Integer(
        string="Repriced at Once (%)",
        default=20,
        help="When more than this share of the SKUs would jump by the price factor "
        "within an hour, they are held for a person. 0: never held.",
    )
    guard_factor = fields.Float(
        string="Price Factor",
        default=2.0,
        help="A price jumps when it becomes this many times as high, or as low.",
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
        "Switch the control on in eBay's selling preferences to keep listings.",
    )
    out_of_stock_control = fields.Selection(
        [("on", "On"), ("off", "Off")], readonly=True, copy=False
    )
    out_of_stock_checked_at = fields.Datetime(readonly=True, copy=False)
    inventory_batch_size = fields.Integer(
        default=25,
        readonly=True,
        copy=False,
        help="SKUs in one call of the Inventory API, as eBay has taken them so far.",
    )
    feed_threshold = fields.Integer(
        default=2000,
        help="When more SKUs of the Trading API change at once, they go to eBay as a "
        "file, which takes eBay minutes, instead of four in a call. 0: never.",
    )
    push_budget = fields.Integer(
        default=60,
        help="Calls that may write prices and quantities within ten minutes. "
        "0: no limit but eBay's own.",
    )
    export_batch_ids = fields.One2many("ebay.export.batch", "backend_id")
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
        "The guards are percentages, 0 to 100.",
    )
    _factor_is_above_one = models.Constraint(
        "CHECK (guard_factor > 1)", "The price factor is more than 1."
    )
    _no_negative_price_settings = models.Constraint(
        "CHECK (price_rounding >= 0 AND price_floor_amount >= 0 AND push_budget >= 0)",
        "Rounding, lowest price and budget are not negative.",
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
    def _offer_settings(self):
        """Names of the settings that decide what is offered."""
        return OFFER_SETTINGS

    def write(self, vals):
        """A setting that decides what is offered concerns every SKU."""
        result = super().write(vals)
        if self._offer_settings() & set(vals):
            self._mark_all()
        return result

    def _mark_all(self):
        """Look at every SKU anew."""
        where = SQL("sku.backend_id IN %s", tuple(self.ids))
        self.env["ebay.sku.mark"]._mark_where(where, "stock")

    # === WHAT ENQUEUES ===

    def export_offers(self):
        """Send the prices and quantities that differ from what eBay last accepted."""
        self._check_can_run()
        for backend in self:
            backend._enqueue_push()
        return True

    def export_all_offers(self):
        """Compare every SKU with what eBay last accepted, and send what differs."""
        self._mark_all()
        return self.export_offers()

    def _wake_offers(self, seconds=0):
        """Let the export look at what has changed, once a burst is over."""
        woken = self.env.cr.precommit.data.setdefault(WOKEN, set())
        for backend in self:
            if seconds or backend.id not in woken:
                backend._enqueue_push(max(seconds, GATHER_SECONDS))
            if not seconds:
                woken.add(backend.id)

    def _enqueue_push(self, seconds=None):
        """The job that looks at changes; with a late one waiting, an early one too."""
        later = seconds and seconds > GATHER_SECONDS
        self._ebay_delay(
            "export",
            f"offers:{round(seconds)}" if later else "offers",
            eta=seconds and round(seconds),
            description=self.env._("Compare prices and quantities with eBay's"),
        ).push_offers()

    # === BUTTONS ===

    def action_take_over(self):
        """Show what would change on eBay if Odoo were right from now on."""
        self.ensure_one()
        self.check_access("write")
        self._check_can_run()
        take_over = self.env["ebay.take.over"]._preview(self)
        return take_over.get_formview_action()

    def action_heal_all(self):
        """Send what Odoo has to wherever eBay differs."""
        offers = self.env["ebay.sku.sync"].search(
            [("backend_id", "in", self.ids), ("drift_since", "!=", False)]
        )
        offers.action_heal()

    def action_open_sku_sync(self):
        """List what is offered, the filter chosen by the button."""
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

    # === JOBS ===

    def push_offers(self):
        """Compare changed prices and quantities with eBay's, and send them"""
        self.env.cr.precommit.data.get(WOKEN, set()).discard(self.id)
        with self._ebay_work(self) as work:
            return work.component(usage="export.planner").run()

    # === SCHEDULE ===

    @api.model
    def _cron_export_offers(self):
        """Look after changes whose job was lost, and after dated price rules."""
        cron = self.env.ref("connector_ebay.ir_cron_ebay_export_offers")
        self.env["product.pricelist.item"]._mark_dated(cron.lastcall)
        changes = self.env["ebay.sku.mark"].sudo()
        waiting = [backend for [backend] in changes._read_group([], ["backend_id"])]
        self.env["ebay.export.batch"].sudo()._look_after()
        self.browse([backend.id for backend in waiting])._filtered_running()._push_all()

    def _filtered_running(self):
        return self.filtered(lambda backend: backend.state == "connected")

    def _push_all(self):
        for backend in self:
            backend._enqueue_push()
