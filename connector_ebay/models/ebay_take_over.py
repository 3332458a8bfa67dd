# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..components.ebay_offer_change import OfferChange

#: SKUs that are compared at once.
CHUNK = 2000


class EbayTakeOver(models.Model):
    """Odoo becomes right about stock and prices: first a preview, then the switch.

    What eBay had is kept, so that there is a way back.
    """

    _name = "ebay.take.over"
    _description = "eBay Take-over"
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
    sku_count = fields.Integer(string="SKUs Compared", readonly=True)
    change_count = fields.Integer(string="SKUs That Change", readonly=True)
    warning_count = fields.Integer(string="Risky", readonly=True)

    @api.model
    def _preview(self, backend):
        """Compare every SKU with what eBay has; nothing is sent."""
        skus = self.env["ebay.product.product"].search(
            [
                ("backend_id", "=", backend.id),
                ("odoo_id", "!=", False),
                ("status", "=", "active"),
            ]
        )
        lines = []
        for start in range(0, len(skus), CHUNK):
            chunk = skus[start : start + CHUNK]
            lines += self._compare(backend, chunk)
        return self.sudo().create(
            {
                "backend_id": backend.id,
                "sku_count": len(skus),
                "change_count": len(lines),
                "warning_count": sum(bool(line["warning"]) for line in lines),
                "line_ids": [(0, 0, line) for line in lines],
            }
        )

    @api.model
    def _compare(self, backend, skus):
        """Values of a line for each SKU that would change."""
        quantities = backend.sudo()._offer_quantities(skus)
        with backend.work_on("ebay.backend") as work:
            pricer = work.component(usage="offer.pricer")
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

    def action_confirm(self):
        """From now on Odoo is right."""
        self.check_access("write")
        for take_over in self.filtered(lambda one: one.state == "preview"):
            take_over.state = "done"
            take_over.backend_id.stock_master = "odoo"

    def action_back(self):
        """eBay is right again, with the prices it had.

        Quantities stay as they are on eBay: what was sold since must not come back.
        Odoo then follows them.
        """
        self.check_access("write")
        for take_over in self.filtered(lambda one: one.state == "done"):
            backend = take_over.backend_id
            take_over.state = "back"
            backend.stock_master = "ebay"
            with backend.sudo().work_on("ebay.backend") as work:
                builder = work.component(usage="offer.batch.builder")
                builder.build(take_over.sudo()._prices_back())

    def _prices_back(self):
        """The changes that give eBay its prices back; those on their way wait."""
        lines = self.line_ids
        busy = self.env["ebay.export.batch.line"].search(
            [("sku_id", "in", lines.sku_id.ids), ("state", "=", "pending")]
        )
        offers = self.env["ebay.offer"]._ensure(lines.sku_id - busy.sku_id)
        changes = [
            OfferChange(
                line.sku_id,
                offers[line.sku_id],
                None,
                line.price_before,
                send_price=True,
            )
            for line in lines
            if line.sku_id in offers
        ]
        return [
            change
            for change in changes
            if not change.same_price(change.offer.accepted_price)
        ]
