# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
{
    "name": "eBay Connector: Orders",
    "summary": "Import eBay orders as sales orders, right to the cent",
    "version": "19.0.1.0.0",
    "category": "Sales/eBay",
    "license": "LGPL-3",
    "author": "connector_ebay contributors",
    "depends": ["connector_ebay", "sale_management"],
    "data": [],
}
