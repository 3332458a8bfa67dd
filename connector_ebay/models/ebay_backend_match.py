# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class EbayBackend(models.Model):
    """Decide who matches listings with products, and open the screen for it."""

    _inherit = "ebay.backend"

    auto_match = fields.Boolean(
        string="Match Automatically",
        default=True,
        tracking=True,
        help="On: the import links each SKU to the product with the same internal "
        "reference or barcode. Off: the import neither links nor creates products; "
        "every link is made by a user in Match Listings.",
    )

    def action_match_listings(self):
        """Propose products for all SKUs without product; return the screen."""
        skus = self.env["ebay.product.product"]
        domain = skus._to_match_domain(self)
        skus.search(domain)._propose()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.ebay_match_action"
        )
        return {**action, "domain": domain}

    @api.model
    def action_match_all_listings(self):
        """Open *Match Listings* for all accounts of the user's companies."""
        backends = self.search([("company_id", "in", self.env.companies.ids)])
        return backends.action_match_listings()
