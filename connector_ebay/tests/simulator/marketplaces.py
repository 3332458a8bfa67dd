# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""eBay's sites as far as the simulated seller uses them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Marketplace:
    """One eBay site under the names that its APIs use for it."""

    code: str
    site: str
    site_id: int
    country: str
    currency: str
    language: str
    locale: str
    host: str
    tree_id: str
    tree_version: str
    vat_percent: float
    no_identifier: str

    def item_url(self, item_id):
        """Return the address of a listing's page."""
        return f"https://{self.host}/itm/{item_id}"


MARKETPLACES = {
    marketplace.code: marketplace
    for marketplace in (
        Marketplace(
            "EBAY_DE",
            "Germany",
            77,
            "DE",
            "EUR",
            "de",
            "de_DE",
            "www.ebay.de",
            "77",
            "129",
            19.0,
            "Nicht zutreffend",
        ),
        Marketplace(
            "EBAY_PL",
            "Poland",
            212,
            "PL",
            "PLN",
            "pl",
            "pl_PL",
            "www.ebay.pl",
            "212",
            "119",
            23.0,
            "Nie dotyczy",
        ),
        Marketplace(
            "EBAY_US",
            "US",
            0,
            "US",
            "USD",
            "en",
            "en_US",
            "www.ebay.com",
            "0",
            "134",
            0.0,
            "Does not apply",
        ),
        Marketplace(
            "EBAY_GB",
            "UK",
            3,
            "GB",
            "GBP",
            "en",
            "en_GB",
            "www.ebay.co.uk",
            "3",
            "131",
            20.0,
            "Does not apply",
        ),
    )
}
BY_SITE_ID = {market.site_id: market for market in MARKETPLACES.values()}
BY_SITE = {market.site: market for market in MARKETPLACES.values()}
BY_TREE_ID = {market.tree_id: market for market in MARKETPLACES.values()}
