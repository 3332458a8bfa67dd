# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL

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

    _guards_are_shares = models.Constraint(
        "CHECK (guard_zero BETWEEN 0 AND 100 AND guard_price BETWEEN 0 AND 100)",
        "The limits for mass changes are percentages between 0 and 100.",
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

    def write(self, vals):
        """Mark all SKUs if a setting changes that their prices or quantities use."""
        result = super().write(vals)
        if "company_id" in vals:
            # Odoo checks the company before the change only.
            self.check_access("write")
        if self._price_quantity_settings() & set(vals):
            self._mark_all_skus()
        return result

    def _mark_all_skus(self):
        """Mark every SKU of these accounts for comparison."""
        where = SQL("sku.backend_id IN %s", tuple(self.ids))
        self.env["ebay.sku.mark"]._mark_where(where, "stock")

    # === COMPARISON ===

    def _enqueue_comparison(self, seconds=0):
        """Enqueue the job that compares marked SKUs; return it, or the one that waits.

        :param seconds: delay until the job runs
        """
        key, seconds = comparison_key(seconds)
        return self._ebay_delay(
            "export",
            key,
            eta=seconds or None,
            description=self.env._("Compare prices and quantities with eBay"),
            flow="offers",
        ).push_offers()

    @api.private
    def push_offers(self):
        """Compare changed prices and quantities with eBay, and send the differences"""
        self._ebay_check_job()
        self.env["ebay.sku.mark"]._comparison_begins(self)
        with self._ebay_work(self) as work:
            result = work.component(usage="export.planner").run()
            self.env["ebay.flow"]._record_success(self, "offers", result)
            return result
