# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class EbayMarketplace(models.Model):
    """An eBay site as a seller knows it: ebay.de, ebay.pl, ebay.com, ...

    The REST APIs name it by ``code`` (``EBAY_DE``), the Trading API by ``site_id``
    (77) and, in its answers, by ``site_name`` ("Germany").
    """

    _name = "ebay.marketplace"
    _description = "eBay Marketplace"
    _order = "sequence, code"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True, help="As eBay's REST APIs name it, for example EBAY_DE."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    site_id = fields.Integer(
        required=True, help="As eBay's Trading API numbers it, for example 77."
    )
    site_name = fields.Char(
        required=True, help="As eBay's Trading API names it, for example Germany."
    )
    domain = fields.Char(required=True, help="Host of the public site: www.ebay.de")
    locale = fields.Char(required=True, help="Language of its texts: de-DE")
    country_id = fields.Many2one("res.country", required=True)
    currency_id = fields.Many2one("res.currency", required=True)
    price_include_vat = fields.Boolean(
        string="Prices include VAT",
        help="Buyers see prices with VAT on this marketplace, "
        "and eBay reports them so.",
    )

    _code_uniq = models.Constraint(
        "unique(code)", "There is one record for each marketplace."
    )

    @api.model
    def _by_site_name(self):
        """All marketplaces by the name the Trading API gives them."""
        # There are a few dozen of them, and all are wanted.
        marketplaces = self.with_context(active_test=False).search(  # pylint: disable=no-search-all
            [], order="id"
        )
        return {marketplace.site_name: marketplace for marketplace in marketplaces}
