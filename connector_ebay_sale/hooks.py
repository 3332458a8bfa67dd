# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.connector_ebay.hooks import delete_jobs


def uninstall_hook(env):
    """Delete the keys that signed refunds, and the jobs of orders and requests."""
    parameters = env["ir.config_parameter"].sudo()
    parameters.search([("key", "=like", "connector\\_ebay.%.signing\\_key")]).unlink()
    delete_jobs(env, "ebay.sale.order", "ebay.order.")
