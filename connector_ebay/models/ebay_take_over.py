# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

#: SKUs that are compared at once: a small account while its seller waits, a large
#: one's rest by jobs.
CHUNK = 2000


class EbayTakeOver(models.Model):
    """Odoo becomes right about stock and prices: first a preview, then the switch.

    What eBay had is kept, so that there is a way back.
    """

    _name = "ebay.take.over"
    _description = "eBay Take-over"
    _inherit = ["ebay.job.mixin"]
    _order = "id desc"
    _rec_name = "backend_id"

    backend_id = fields.Many2one(
        "ebay.backend", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="backend_id.company_id", store=True, index=True
    )
    state = fields.Selection(
        [("preview", "Preview"), ("done", "Odoo is right"), ("back", "Given back")],
        required=True,
        default="preview",
        readonly=True,
    )
    line_ids = fields.One2many("ebay.take.over.line", "take_over_id", readonly=True)
    complete = fields.Boolean(readonly=True, help="Every SKU has been compared.")
    last_sku_id = fields.Integer(readonly=True, help="So far has been compared.")
    sku_count = fields.Integer(string="SKUs Compared", readonly=True)
    change_count = fields.Integer(string="SKUs That Change", readonly=True)
    warning_count = fields.Integer(string="Risky", readonly=True)

    @api.model
    def _preview(self, backend):
        """Compare every SKU with what eBay has; nothing is sent."""
        take_over = self.sudo().create({"backend_id": backend.id})
        take_over._compare_more()
        return take_over

    def _compare_more(self):
        """Compare the next SKUs; a job does the rest."""
        self.ensure_one()
        backend = self.backend_id
        skus = self.env["ebay.product.product"].search(
            [
                ("backend_id", "=", backend.id),
                ("odoo_id", "!=", False),
                ("status", "=", "active"),
                ("id", ">", self.last_sku_id),
            ],
            order="id",
            limit=CHUNK,
        )
        lines = self._compare(backend, skus)
        self.env["ebay.take.over.line"].create(
            [{**line, "take_over_id": self.id} for line in lines]
        )
        self.write(
            {
                "complete": len(skus) < CHUNK,
                "last_sku_id": skus[-1:].id,
                "sku_count": self.sku_count + len(skus),
                "change_count": self.change_count + len(lines),
                "warning_count": self.warning_count
                + sum(bool(line["warning"]) for line in lines),
            }
        )
        if not self.complete:
            self._ebay_delay(
                "export",
                f"take_over:{self.id}:{self.last_sku_id}",
                description=self.env._("Compare what a take-over would change"),
            ).compare_more(self.last_sku_id)

    @api.model
    def _compare(self, backend, skus):
        """Values of a line for each SKU that would change."""
        with backend.sudo().work_on("ebay.product.product") as work:
            quantities = work.component(usage="sku.quantities").quantities(skus)
        with backend.work_on("ebay.backend") as work:
            pricer = work.component(usage="sku.pricer")
            prices = pricer.prices(skus)
            floors = {sku: pricer.floor(sku) for sku in prices}
        lines = []
        for sku in skus:
            quantity = quantities.get(sku, sku.quantity)
            price = prices.get(sku, sku.price)
            if quantity == sku.quantity and (
                not sku.currency_id
                or sku.currency_id.compare_amounts(price, sku.price) == 0
            ):
                continue
            lines.append(
                {
                    "sku_id": sku.id,
                    "currency_id": sku.currency_id.id,
                    "quantity_before": sku.quantity,
                    "quantity": quantity,
                    "price_before": sku.price,
                    "price": price,
                    "warning": self._warning(
                        backend, sku, quantity, price, floors.get(sku, 0.0)
                    ),
                }
            )
        return lines

    @api.model
    def _warning(self, backend, sku, quantity, price, floor):
        """Why somebody should look at it first."""
        if sku.quantity and not quantity:
            return self.env._("Would be sold out.")
        if price < floor:
            return self.env._("Below the lowest price: it would be held.")
        factor = backend.guard_factor
        if sku.price and (price >= sku.price * factor or price * factor <= sku.price):
            return self.env._("The price jumps.")
        if sku.quantity and quantity >= sku.quantity * 10:
            return self.env._("Ten times as many, or more.")
        return False

    # === BUTTONS ===

    def action_confirm(self):
        """From now on Odoo is right."""
        self.check_access("write")
        for take_over in self.filtered(lambda one: one.state == "preview"):
            if not take_over.complete:
                raise UserError(
                    self.env._("Some SKUs are still being compared: wait for them.")
                )
            take_over.state = "done"
            take_over.backend_id.stock_master = "odoo"

    # === JOBS ===

    def compare_more(self, last_sku_id):
        """Compare more of what a take-over would change"""
        with self._ebay_work():
            # Not twice, if its job died after it had committed.
            if self.state == "preview" and self.last_sku_id == last_sku_id:
                self._compare_more()
