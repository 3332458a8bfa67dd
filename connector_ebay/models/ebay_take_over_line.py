# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..tools.price_changes import percent_change


class EbayTakeOverLine(models.Model):
    """One SKU that would change on eBay if Odoo became the master."""

    _name = "ebay.take.over.line"
    _description = "eBay Take-over Line"
    _rec_name = "sku_id"
    _order = "warning, id"

    take_over_id = fields.Many2one(
        "ebay.take.over", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="take_over_id.company_id", store=True)
    sku_id = fields.Many2one(
        "ebay.product.product",
        string="SKU",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    title = fields.Char(related="sku_id.title")
    product_id = fields.Many2one(related="sku_id.odoo_id")
    currency_id = fields.Many2one("res.currency", readonly=True)
    quantity_before = fields.Integer(string="Quantity on eBay", readonly=True)
    quantity = fields.Integer(string="Quantity in Odoo", readonly=True)
    price_before = fields.Monetary(string="Price on eBay", readonly=True)
    price = fields.Monetary(string="Price in Odoo", readonly=True)
    quantity_differs = fields.Boolean(readonly=True)
    price_differs = fields.Boolean(readonly=True)
    warning = fields.Char(readonly=True)
    price_change = fields.Float(
        string="Change (%)", compute="_compute_price_change", digits=(16, 1)
    )
    verdict = fields.Char(string="What Is Right", compute="_compute_verdict")

    @api.depends("price", "price_before", "price_differs")
    def _compute_price_change(self):
        for line in self:
            change = percent_change(line.price_before, line.price)
            line.price_change = change if line.price_differs else 0.0

    @api.depends("take_over_id.backend_id.stock_master")
    def _compute_verdict(self):
        """Say which side is right, and what happens with the difference."""
        syncs = self.env["ebay.sku.sync"].sudo()._by_sku(self.sku_id)
        statuses = self.env["ebay.sku.sync"]._fields["status"]
        labels = dict(statuses._description_selection(self.env))
        for line in self:
            if line.take_over_id.backend_id.stock_master != "odoo":
                line.verdict = self.env._("eBay is master: Odoo follows.")
                continue
            sync = syncs.get(line.sku_id)
            status = sync and labels.get(sync.status)
            line.verdict = self.env._("Odoo is master: %s", status or "?")
            if sync and sync.note:
                line.verdict += f". {sync.note}"
