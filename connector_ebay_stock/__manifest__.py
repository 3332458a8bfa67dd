# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
{
    "name": "eBay Connector: Stock and Shipments",
    "summary": "Export quantities and prices, import stock, send shipments to eBay",
    "version": "19.0.1.0.0",
    "category": "Sales/eBay",
    "license": "LGPL-3",
    "author": "connector_ebay contributors, Odoo Community Association (OCA)",
    "website": "https://github.com/OCA/connector-ebay",
    "development_status": "Beta",
    "depends": ["connector_ebay_sale", "sale_stock", "stock_delivery"],
    "data": [
        # Security
        "security/ir.model.access.csv",
        "security/ebay_fulfillment_rules.xml",
        "security/ebay_stock_rules.xml",
        # Data
        "data/ebay_carrier_mapping_data.xml",
        "data/ir_cron_fulfillment_data.xml",
        "data/queue_job_function_fulfillment_data.xml",
        "data/ebay_stock_data.xml",
        # Views
        "views/shipment/ebay_carrier_mapping_views.xml",
        "views/shipment/ebay_stock_picking_views.xml",
        "views/shipment/stock_picking_views.xml",
        "views/shipment/to_ship_views.xml",
        "views/shipment/ebay_delivery_wizard_views.xml",
        "views/shipment/sale_order_fulfillment_views.xml",
        "views/shipment/ebay_backend_fulfillment_views.xml",
        "views/ebay_dashboard_views.xml",
        "views/shipment/ebay_fulfillment_menus.xml",
        "views/quantity/ebay_backend_stock_views.xml",
    ],
    "uninstall_hook": "uninstall_hook",
    "assets": {
        "web.assets_backend": ["connector_ebay_stock/static/src/**/*"],
        "web.assets_tests": ["connector_ebay_stock/static/tests/tours/*.js"],
    },
}
