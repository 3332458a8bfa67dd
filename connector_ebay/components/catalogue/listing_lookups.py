# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.models import BaseModel

from odoo.addons.component.core import Component


class EbayListingLookups(Component):
    """Look up what the listings of a page refer to, read once for the page."""

    _name = "ebay.listing.lookups"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "listing.lookups"

    def __init__(self, work_context: Any) -> None:
        super().__init__(work_context)
        self._marketplaces = self.env["ebay.marketplace"]._by_site_name()
        currencies = self.env["res.currency"].with_context(active_test=False).search([])
        self._currencies = {currency.name: currency for currency in currencies}
        self._categories: dict[str, BaseModel] = {}

    # === WRITE ===

    def create_missing_categories(self, listings: list[dict[str, Any]]) -> None:
        """Create the categories of these listings that do not exist yet."""
        paths = {
            listing["category_id"]: listing["category_path"]
            for listing in listings
            if listing["category_id"]
        }
        importer = self.component(
            usage="record.importer", model_name="ebay.product.category"
        )
        self._categories = importer.get_or_create(paths)

    def activate_currencies(self, listings: list[dict[str, Any]]) -> None:
        """Activate the currencies of these listings.

        Screens show the amounts of an inactive currency without its symbol.
        """
        for code in {listing["currency"] for listing in listings}:
            currency = self.currency(code)
            if currency and not currency.active:
                currency.active = True

    # === READ ===

    def marketplace(self, site: str) -> BaseModel | None:
        """Return the marketplace with this name in the Trading API."""
        return self._marketplaces.get(site)

    def currency(self, code: str) -> BaseModel | None:
        """Return the currency with this code."""
        return self._currencies.get(code)

    def category(self, category_id: str) -> BaseModel | None:
        """Return the binding of a category."""
        return self._categories.get(category_id)
