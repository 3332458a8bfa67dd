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
    "data": [
        # Security
        "security/connector_ebay_groups.xml",
        "security/ir.model.access.csv",
        "security/connector_ebay_rules.xml",
        # Data
        "data/ebay_marketplace_data.xml",
        "data/ir_config_parameter_data.xml",
        "data/ir_cron_data.xml",
        "data/queue_job_channel_data.xml",
        "data/queue_job_function_data.xml",
        # Views
        "views/ebay_backend_views.xml",
        "views/ebay_product_template_views.xml",
        "views/oauth_templates.xml",
        "views/queue_job_views.xml",
    ],
}
