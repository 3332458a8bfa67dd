# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The subcommands of ``odoo ebay``, one a module with a ``run(backend, options)``."""

from odoo import SUPERUSER_ID, api

from . import authorize, health, orders, ping, refresh_token, verify_webhook
from .terminal import EXPECTED_ERRORS, find_backends, reason

MODULES = {
    "authorize": authorize,
    "refresh-token": refresh_token,
    "ping": ping,
    "orders": orders,
    "health": health,
    "verify-webhook": verify_webhook,
}


def run(registry, options):
    """Run a subcommand, each backend in a transaction of its own.

    :return: 0, another exit status, or what is wrong in words
    """
    module = MODULES[options.subcommand]
    several = getattr(module, "SEVERAL_BACKENDS", False)
    status = 0
    try:
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            backend_ids = find_backends(env, options.backend, several).ids
        for backend_id in backend_ids:
            with registry.cursor() as cr:
                env = api.Environment(cr, SUPERUSER_ID, {})
                backend = env["ebay.backend"].browse(backend_id)
                status = max(status, module.run(backend, options))
        # Running servers forget the settings they have cached.
        registry.signal_changes()
    except EXPECTED_ERRORS as error:
        return reason(error)
    return status
