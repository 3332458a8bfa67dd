# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

PRICE_CHOICES = [
    ("keep", "Keep eBay's prices"),
    ("odoo", "Send Odoo's prices"),
]

QUANTITY_CHOICES = [
    ("keep", "Keep eBay's quantities until the stock changes or eBay sells"),
    ("lower", "Send Odoo's quantities where Odoo has fewer; keep the others"),
    ("odoo", "Send Odoo's quantities"),
]


class EbayTakeOver(models.Model):
    """Make Odoo the master of stock and prices: first a preview, then the switch.

    By default the switch changes nothing on eBay: prices that differ are kept in a
    pricelist, and quantities that differ until they change. The values eBay had are
    stored. When eBay becomes the master again, it gets its prices back; quantities stay
    as they are on eBay, and Odoo follows them.
    """

    _name = "ebay.take.over"
    _description = "eBay Take-over"
    _inherit = ["ebay.job.mixin", "ebay.user.fields.mixin"]
    _order = "id desc"
    _rec_name = "backend_id"

    backend_id = fields.Many2one(
        "ebay.backend", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="backend_id.company_id", store=True, index=True
    )
    state = fields.Selection(
        [
            ("preview", "Preview"),
            ("done", "Odoo is master"),
            ("back", "eBay is master again"),
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
    fewer_count = fields.Integer(
        string="SKUs of Which Odoo Has Fewer",
        readonly=True,
        help="SKUs of which Odoo has fewer than eBay offers.",
    )

    @api.model
    def _user_fields(self):
        return super()._user_fields() | {"price_choice", "quantity_choice"}

    @api.model
    def _preview(self, backend):
        """Compare every SKU with eBay, without sending; return the take-over."""
        take_over = self.sudo().create({"backend_id": backend.id})
        with take_over.backend_id.work_on(self._name) as work:
            work.component(usage="take.over.previewer").compare_next(take_over)
        return take_over

    # === BUTTONS ===

    def action_confirm(self):
        """Make Odoo the master of stock and prices, and keep what is to be kept."""
        self._ebay_check_user(group="connector_ebay.group_ebay_manager")
        for take_over in self.sudo().filtered(lambda one: one.state == "preview"):
            if not take_over.complete:
                raise UserError(
                    self.env._("Some SKUs are still being compared. Please wait.")
                )
            # First: nobody else may confirm the same preview meanwhile.
            take_over.state = "done"
            take_over.flush_recordset(["state"])
            take_over._keep()
            take_over.backend_id.stock_master = "odoo"
            take_over.backend_id._ebay_log_action(
                self.env._("made Odoo the master of stock and prices")
            )

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
        for take_over in self.sudo().filtered(lambda one: one.state == "done"):
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
            description=self.env._("Compare the effects of a take-over"),
        ).compare_more(self.last_sku_id)

    @api.private
    def compare_more(self, last_sku_id):
        """Compare more effects of a take-over"""
        with self._ebay_work() as work:
            # Only once, even if the job ended after it had committed.
            if self.state == "preview" and self.last_sku_id == last_sku_id:
                work.component(usage="take.over.previewer").compare_next(self)

    def _enqueue_restore(self, attempt, seconds=None):
        """Enqueue an attempt to restore prices, after a delay in seconds."""
        self._ebay_delay(
            "export",
            f"take_over_back:{self.id}:{attempt}",
            eta=seconds and round(seconds),
            description=self.env._("Restore the former prices on eBay"),
        ).restore_prices(attempt)

    @api.private
    def restore_prices(self, attempt):
        """Restore the former prices on eBay"""
        with self._ebay_work() as work:
            return work.component(usage="price.restorer").restore(self, attempt)
