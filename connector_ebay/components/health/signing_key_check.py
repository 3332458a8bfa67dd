# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json

from odoo import fields

from odoo.addons.component.core import Component

from ...connection.keyset import Keyset
from ...tools.health_result import HealthResult, error, ok


class EbaySigningKeyCheck(Component):
    """Check the key that signs refunds of sellers in the EU and UK."""

    _name = "ebay.signing.key.check"
    _inherit = "ebay.health.check"
    _code = "signing_key"
    _sequence = 150
    _needs_connection = True

    @property
    def title(self) -> str:
        """Return the name of the check on screens, translated."""
        return self.env._("Signing Key")

    def check(self) -> HealthResult:
        """Return what was found.

        The key is created when the first call has to be signed, and renewed by itself.
        """
        keys = self._call("key_management", "get_signing_keys")
        try:
            own = json.loads(Keyset(self.backend).get("signing_key") or "{}")
        except ValueError:
            return self._broken(self.env._("The stored signing key cannot be read."))
        if not own:
            return ok(
                self.env._(
                    "None yet: it is created with the first refund or cancellation."
                )
            )
        if not any(key.jwe == own.get("jwe") for key in keys):
            return self._broken(
                self.env._("eBay does not know the stored signing key.")
            )
        until = own.get("until", "")
        if until and until < str(fields.Datetime.now()):
            return ok(
                self.env._("The key has expired; the next call to be signed renews it.")
            )
        return ok(self.env._("Valid until %s.", until[:10]))

    def _broken(self, message: str) -> HealthResult:
        return error(
            message,
            self.env._(
                "Press the button: the next refund creates a new one. Until then, "
                "refunds and cancellations of sellers in the EU and UK fail."
            ),
            "action_remove_signing_key",
            self.env._("Remove the Key"),
        )
