# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..tools.price_changes import summarize


class EbayReleaseMixin(models.AbstractModel):
    """Show what releasing held SKUs would change, before they are released."""

    _name = "ebay.release.mixin"
    _description = "eBay Release Mixin"

    def _to_release(self):
        """Return the ``ebay.sku.sync`` that are held."""
        return self.filtered(lambda sync: sync.state == "held" or sync.hold_reason)

    def _holds_price(self):
        """Return whether the price of this SKU is held."""
        self.ensure_one()
        if self.hold_reason == "setting":
            currency = self.currency_id
            return bool(currency and self.wanted_price) and bool(
                currency.compare_amounts(self.wanted_price, self.accepted_price)
            )
        return self.hold_reason in ("price", "floor", "jump")

    def _holds_quantity(self):
        """Return whether the quantity of this SKU is held."""
        self.ensure_one()
        if self.hold_reason == "setting":
            changed = self.wanted_quantity != self.accepted_quantity
            return self.has_wanted_quantity and not self.quantity_kept and changed
        return self.hold_reason in ("zero", "ends")

    def action_open_release(self):
        """Open the dialog that says what would change on eBay."""
        self.check_access("read")
        self._ebay_check_user(group="connector_ebay.group_ebay_manager")
        wizard = self.env["ebay.release"].create(
            {"sync_ids": [(6, 0, self._to_release().ids)]}
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Release to eBay"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "view_mode": "form",
            "target": "new",
        }

    @api.model
    def _price_changes_in_words(self, rows):
        """Return price changes in words, one line for each currency.

        :param rows: ``(currency id, price before, price after, SKU id)``
        """
        lines = []
        for one in summarize(rows):
            currency = self.env["res.currency"].browse(one.currency_id)
            sku = self.env["ebay.product.product"].browse(one.reference)
            lines.append(
                self.env._(
                    "%(count)s prices in %(currency)s: median %(median)s %%, largest "
                    "%(largest)s %% (%(sku)s: %(before)s → %(after)s)",
                    count=one.count,
                    currency=currency.name,
                    median=f"{one.median:+.1f}",
                    largest=f"{one.largest:+.1f}",
                    sku=sku.display_name,
                    before=currency.format(one.before),
                    after=currency.format(one.after),
                )
            )
        return "\n".join(lines)
