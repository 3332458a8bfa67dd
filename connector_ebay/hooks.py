# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What uninstalling leaves behind without these functions."""


def uninstall_hook(env):
    """Delete the keysets, tokens and signing keys of eBay, and eBay's jobs."""
    parameters = env["ir.config_parameter"].sudo()
    parameters.search([("key", "=like", "connector\\_ebay.%")]).unlink()
    delete_jobs(env, "ebay.")
    env["queue.job"].sudo().search([("ebay_backend_id", "!=", False)]).unlink()


def delete_jobs(env, *prefixes):
    """Delete the jobs of models whose names begin so: nothing could run them."""
    jobs = env["queue.job"].sudo()
    for prefix in prefixes:
        jobs.search([("model_name", "=like", f"{prefix}%")]).unlink()
