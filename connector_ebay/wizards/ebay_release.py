# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..tools.client_actions import CLOSE, show_message


class EbayRelease(models.TransientModel):
    """Say what would change on eBay before held SKUs are released."""

    _name = "ebay.release"
    _description = "Release to eBay"

    sync_ids = fields.Many2many("ebay.sku.sync", readonly=True)
    batch_ids = fields.Many2many("ebay.export.batch", readonly=True)
    sku_count = fields.Integer(string="SKUs", compute="_compute_changes")
    zero_count = fields.Integer(string="Sold Out on eBay", compute="_compute_changes")
    price_count = fields.Integer(string="Prices", compute="_compute_changes")
    quantity_count = fields.Integer(string="Quantities", compute="_compute_changes")
    floor_count = fields.Integer(
        string="Below the Lowest Price",
        compute="_compute_changes",
        help="They stay held: change the price or the lowest price.",
    )
    price_note = fields.Text(string="Price Changes", compute="_compute_changes")

    @api.depends("sync_ids")
    def _compute_changes(self):
        for wizard in self:
            held = wizard.sync_ids.filtered("hold_reason")
            prices, quantities = [], []
            for sync in held:
                if sync._holds_price():
                    prices.append(sync)
                if sync._holds_quantity():
                    quantities.append(sync)
            wizard.sku_count = len(held)
            wizard.price_count = len(prices)
            wizard.quantity_count = len(quantities)
            wizard.zero_count = sum(not sync.wanted_quantity for sync in quantities)
            wizard.floor_count = sum(sync.hold_reason == "floor" for sync in held)
            wizard.price_note = held._price_changes_in_words(
                (
                    sync.currency_id.id,
                    sync.accepted_price,
                    sync.wanted_price,
                    sync.sku_id.id,
                )
                for sync in prices
            )

    def _check_manager(self):
        if not self.env.user.has_group("connector_ebay.group_ebay_manager"):
            raise AccessError(self.env._("Only eBay managers may release SKUs."))

    def action_release(self):
        """Release the SKUs; the next comparison sends them."""
        self._check_manager()
        self.ensure_one()
        if self.batch_ids:
            self.batch_ids.action_release()
        else:
            self.sync_ids.action_release()
        message = self.env._(
            "%s SKUs are released. They are sent within moments.", self.sku_count
        )
        return show_message(message, then=CLOSE)
