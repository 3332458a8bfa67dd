# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class EbayBackend(models.Model):
    """*Match listings*: who decides which product a SKU is, and the screen for it."""

    _inherit = "ebay.backend"

    auto_match = fields.Boolean(
        string="Match Automatically",
        default=True,
        tracking=True,
        help="The import links a SKU to the product with the same internal reference "
        "or barcode. Off: the import links and creates nothing, and each link is made "
        "by a person, in Match Listings.",
    )

    def _match_work(self):
        """A work context on SKUs, with all rights, in the account's company.

        Who matches listings decides what a SKU is; product rights are not needed.
        """
        self.ensure_one()
        backend = self.sudo().with_company(self.company_id)
        return backend.work_on("ebay.product.product")

    def action_match_listings(self):
        """Look for the products of all SKUs that have none, and show what is found."""
        skus = self.env["ebay.product.product"]
        skus._to_match(self)._propose()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.ebay_match_action"
        )
        return {**action, "domain": skus._to_match_domain(self)}

    @api.model
    def action_match_all_listings(self):
        """*Match listings* of all accounts of the user's companies."""
        backends = self.search([("company_id", "in", self.env.companies.ids)])
        return backends.action_match_listings()
