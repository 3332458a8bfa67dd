# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component

from ...connection.keyset import CONSENT_KEYS, Keyset
from ...tools.health_result import HealthResult, error, ok


class EbayKeysCheck(Component):
    """Check that the keyset of the account's environment is complete."""

    _name = "ebay.keys.check"
    _inherit = "ebay.health.check"
    _code = "keys"
    _sequence = 10

    @property
    def title(self) -> str:
        """Return the name of the check on screens, translated."""
        return self.env._("Keys")

    def check(self) -> HealthResult:
        """Return what was found."""
        keyset = Keyset(self.backend)
        missing = keyset.missing(CONSENT_KEYS)
        if missing:
            return error(
                self.env._(
                    "Missing for %(environment)s: %(missing)s.",
                    environment=self.backend.environment,
                    missing=", ".join(missing),
                ),
                self.env._(
                    "Enter the keys from developer.ebay.com in Settings > eBay."
                ),
                "connector_ebay.res_config_settings_action",
                self.env._("Open Settings"),
            )
        # Refuses an address that is not allowed.
        keyset.environment()
        return ok(
            self.env._("All keys are set for %s.", self.backend.environment),
        )
