# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.connector_ebay.hooks import delete_jobs


def uninstall_hook(env):
    """Delete the jobs of shipments."""
    delete_jobs(env, "ebay.stock.")
