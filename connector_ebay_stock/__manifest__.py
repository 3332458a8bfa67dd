# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
{
    "name": "eBay Connector: Stock and Shipments",
    "summary": "Export quantities and prices, import stock, send shipments to eBay",
    "version": "19.0.1.0.0",
    "category": "Sales/eBay",
    "license": "LGPL-3",
    "author": "connector_ebay contributors",
    "depends": ["connector_ebay_sale", "sale_stock", "stock_delivery"],
    "data": [],
}
