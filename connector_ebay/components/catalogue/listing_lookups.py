# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component


class EbayListingLookups(Component):
    """What a page's listings refer to, read once for the page."""

    _name = "ebay.listing.lookups"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "listing.lookups"

    def __init__(self, work_context):
        super().__init__(work_context)
        self._marketplaces = self.env["ebay.marketplace"]._by_site_name()
        currencies = self.env["res.currency"].with_context(active_test=False).search([])
        self._currencies = {currency.name: currency for currency in currencies}
        self._categories = {}

    def load_categories(self, listings):
        """Make sure that the categories of these listings exist."""
        paths = {
            listing["category_id"]: listing["category_path"]
            for listing in listings
            if listing["category_id"]
        }
        importer = self.component(
            usage="record.importer", model_name="ebay.product.category"
        )
        self._categories = importer.ensure(paths)

    def marketplace(self, site):
        """By the Trading API's name of the site; None when there is no such."""
        return self._marketplaces.get(site)

    def currency(self, code):
        """By its code. One that a listing uses is in use: screens show no sign for
        the prices of an inactive one."""
        currency = self._currencies.get(code)
        if currency and not currency.active:
            currency.active = True
        return currency

    def category(self, category_id):
        return self._categories.get(category_id)
