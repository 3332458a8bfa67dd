# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class EbayMarketplace(models.Model):
    """An eBay site: ebay.de, ebay.pl, ebay.com, ...

    The REST APIs name it by ``code`` (``EBAY_DE``), the Trading API by ``site_id``
    (77) and, in its answers, by ``site_name`` ("Germany").
    """

    _name = "ebay.marketplace"
    _description = "eBay Marketplace"
    _order = "sequence, code"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True, help="Name in eBay's REST APIs, for example EBAY_DE."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    site_id = fields.Integer(
        required=True, help="Number in eBay's Trading API, for example 77."
    )
    site_name = fields.Char(
        required=True, help="Name in eBay's Trading API, for example Germany."
    )
    domain = fields.Char(
        required=True, help="Host of the public site, for example www.ebay.de."
    )
    locale = fields.Char(
        required=True, help="Language of its texts, for example de-DE."
    )
    country_id = fields.Many2one("res.country", required=True)
    currency_id = fields.Many2one("res.currency", required=True)
    price_include_vat = fields.Boolean(
        string="Prices include VAT",
        help="Prices on this marketplace, and in eBay's reports of them, include VAT.",
    )

    _code_uniq = models.Constraint(
        "unique(code)", "A marketplace with this code already exists."
    )

    @api.model
    def _by_site_name(self):
        """Return ``{name in the Trading API: marketplace}``, archived ones included."""
        # There are only a few dozen.
        marketplaces = self.with_context(active_test=False).search(  # pylint: disable=no-search-all
            [], order="id"
        )
        return {marketplace.site_name: marketplace for marketplace in marketplaces}
