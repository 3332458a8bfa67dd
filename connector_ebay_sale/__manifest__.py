# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
{
    "name": "eBay Connector: Orders",
    "summary": "Import eBay orders as sales orders, right to the cent",
    "version": "19.0.1.0.0",
    "category": "Sales/eBay",
    "license": "LGPL-3",
    "author": "connector_ebay contributors, Odoo Community Association (OCA)",
    "website": "https://github.com/OCA/connector-ebay",
    "development_status": "Beta",
    "depends": ["connector_ebay", "sale_management"],
    "data": [
        # Security
        "security/connector_ebay_sale_groups.xml",
        "security/ir.model.access.csv",
        "security/connector_ebay_sale_rules.xml",
        # Data
        "data/product_data.xml",
        "data/sale_data.xml",
        "data/ir_cron_data.xml",
        "data/queue_job_function_data.xml",
        # Views
        "views/order/ebay_sale_order_list_views.xml",
        "views/order/ebay_sale_order_views.xml",
        "views/order/ebay_sale_order_line_views.xml",
        "views/order/ebay_tax_mapping_views.xml",
        "views/ebay_backend_views.xml",
        "views/monitoring/ebay_backend_alert_views.xml",
        "views/ebay_dashboard_views.xml",
        "views/order/sale_order_views.xml",
        "views/res_config_settings_views.xml",
        "wizards/ebay_order_import_wizard_views.xml",
        "wizards/ebay_order_request_wizard_views.xml",
        "views/connector_ebay_sale_menus.xml",
    ],
    "uninstall_hook": "uninstall_hook",
    "assets": {
        "web.assets_backend": ["connector_ebay_sale/static/src/**/*"],
        "web.assets_tests": ["connector_ebay_sale/static/tests/tours/*.js"],
    },
}
