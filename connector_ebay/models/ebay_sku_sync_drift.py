# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class EbaySkuSync(models.Model):
    """What eBay has is compared with what it took: the drift report."""

    _inherit = "ebay.sku.sync"

    def _note_seen(self, quantity, price, sold=0):
        """Take eBay's figures as they were just seen; note where they drifted.

        :param sold: units sold since the figures before: eBay took them off itself
        """
        self.ensure_one()
        backend = self.backend_id
        expected = max(0, self.accepted_quantity - sold)
        currency = self.currency_id
        same_price = (
            not currency or currency.compare_amounts(price, self.accepted_price) == 0
        )
        same = quantity == self.accepted_quantity and same_price
        if same and not self.drift_since and not self.quantity_unsure:
            return
        values = {
            "accepted_quantity": quantity,
            "accepted_price": price,
            "quantity_unsure": False,
        }
        if self.accepted_at:
            values["accepted_at"] = backend._ebay_now()
        if backend.stock_master == "odoo" and self.accepted_at:
            values.update(self._drift(quantity, price, expected, same_price))
        self.write(values)

    def _drift(self, quantity, price, expected, same_price):
        """Since when, and why, eBay differs from what Odoo wants."""
        back = quantity == self.wanted_quantity and (
            not self.wanted_price
            or self.currency_id.compare_amounts(price, self.wanted_price) == 0
        )
        if back:
            return {"drift_since": False, "drift_note": False}
        if quantity == expected and same_price:
            return {}
        return {
            "drift_since": self.drift_since or self.backend_id._ebay_now(),
            "drift_note": self.env._(
                "Changed on eBay: %(quantity)s pieces at %(price)s, where eBay had "
                "taken %(was_quantity)s at %(was_price)s.",
                quantity=quantity,
                price=price,
                was_quantity=self.accepted_quantity,
                was_price=self.accepted_price,
            ),
        }
