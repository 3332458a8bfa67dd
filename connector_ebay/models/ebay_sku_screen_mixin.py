# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

from .ebay_sku_status_mixin import STATUSES


class EbaySkuScreenMixin(models.AbstractModel):
    """Show on a SKU, and on its product, how Odoo and eBay stand to each other.

    Whoever sees the product sees this: it needs no rights on prices or pricelists.
    """

    _name = "ebay.sku.screen.mixin"
    _description = "eBay SKU Screen Mixin"

    currency_id = fields.Many2one("res.currency", readonly=True)
    sync_status = fields.Selection(
        STATUSES, string="Sync", compute="_compute_sync", compute_sudo=True
    )
    sync_note = fields.Char(string="Why", compute="_compute_sync", compute_sudo=True)
    odoo_quantity = fields.Char(
        string="Quantity in Odoo", compute="_compute_sync", compute_sudo=True
    )
    odoo_price = fields.Monetary(
        string="Price in Odoo",
        compute="_compute_sync",
        compute_sudo=True,
        help="Empty: no pricelist gives a price, so eBay's stays as it is.",
    )

    def _compute_sync(self):
        syncs = self.env["ebay.sku.sync"].search([("sku_id", "in", self.ids)])
        by_sku = {sync.sku_id.id: sync for sync in syncs}
        for sku in self:
            sync = by_sku.get(sku._origin.id)
            if not sync or sku.backend_id.stock_master != "odoo":
                sku.sync_status = sku.odoo_quantity = False
                sku.odoo_price = 0.0
                sku.sync_note = self._note_without_sync(sku)
                continue
            known = sync.has_wanted_quantity
            sku.sync_status = sync.status
            sku.sync_note = sync.note
            sku.odoo_quantity = str(sync.wanted_quantity) if known else False
            sku.odoo_price = sync.wanted_price

    def _note_without_sync(self, sku):
        """Return in words why Odoo sends nothing for a SKU."""
        if sku.status != "active":
            return self.env._("The listing has ended.")
        if sku.backend_id.stock_master != "odoo":
            return self.env._("eBay is master of stock and prices.")
        return self.env._("Not compared with eBay yet.")

    def action_open_sync(self):
        """Open the status of this SKU, with what was sent."""
        self.check_access("read")
        self.env["ebay.sku.sync"].check_access("read")
        self.ensure_one()
        sync = self.env["ebay.sku.sync"].search([("sku_id", "=", self.id)], limit=1)
        return sync.get_formview_action() if sync else self.get_formview_action()
