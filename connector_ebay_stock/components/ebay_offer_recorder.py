# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component


class EbayOfferRecorder(Component):
    """What eBay accepted is not what it has, if somebody bought in between."""

    _inherit = "ebay.offer.recorder"

    def record(self, results):
        """Doubt the quantities of what was bought while eBay was asked."""
        sentence = super().record(results)
        accepted = [
            line.id
            for batch_results in results.values()
            for line, result in batch_results.items()
            if result.kind == "accepted" and line.has_quantity
        ]
        lines = self.env["ebay.export.batch.line"].browse(accepted)
        self.env["ebay.offer"].sudo()._doubt(lines)
        return sentence
