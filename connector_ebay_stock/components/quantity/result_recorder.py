# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component


class EbayPriceQuantityResultRecorder(Component):
    """What eBay accepted is not what it has, if somebody bought in between."""

    _inherit = "ebay.price.quantity.result.recorder"

    def record(self, batches):
        """Doubt the quantities of what was bought while eBay was asked."""
        kinds = super().record(batches)
        accepted = [
            line.sku_id.id
            for results in batches.values()
            for line, result in results.items()
            if result.kind == "accepted" and line.has_quantity
        ]
        skus = self.env["ebay.product.product"].browse(accepted)
        self.env["ebay.sku.sync"].sudo()._doubt(skus)
        return kinds
