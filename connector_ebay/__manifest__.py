# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
{
    "name": "eBay Connector",
    "summary": "Connect eBay seller accounts: listings, categories, prices, webhooks",
    "version": "19.0.1.0.0",
    "category": "Sales/eBay",
    "license": "LGPL-3",
    "author": "connector_ebay contributors",
    "application": True,
    "depends": ["connector", "product", "mail"],
    "external_dependencies": {"python": ["httpx", "lxml", "cryptography"]},
    "data": [],
}
