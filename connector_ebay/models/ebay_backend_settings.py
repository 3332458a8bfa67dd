# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models
from odoo.exceptions import UserError

from ..ebay_client import Credentials, Environment

#: Keys of a keyset, as the contract names them, and as eBay's developer site does.
CALL_KEYS = {
    "client_id": "App ID (Client ID)",
    "client_secret": "Cert ID (Client Secret)",
}
CONSENT_KEYS = {**CALL_KEYS, "ru_name": "RuName (redirect name)"}


class EbayBackend(models.Model):
    """The keyset of the backend's environment, kept in ``ir.config_parameter``."""

    _inherit = "ebay.backend"

    def _param_key(self, name):
        return f"connector_ebay.{self.environment}.{name}"

    def _param(self, name):
        return (
            self.env["ir.config_parameter"].sudo().get_param(self._param_key(name), "")
        )

    def _refresh_token_key(self):
        return self._param_key(f"refresh_token.{self.id}")

    def _refresh_token(self):
        return self._param(f"refresh_token.{self.id}")

    def _missing_keys(self, keys):
        """What *Settings > eBay* still lacks of ``keys``, in words."""
        missing = [label for name, label in keys.items() if not self._param(name)]
        if self.environment == "simulator" and not self._param("api_url"):
            missing.append(self.env._("Simulator address"))
        return missing

    def _check_settings(self, keys=None):
        """:raise UserError: naming each key that is missing"""
        missing = self._missing_keys(keys or CALL_KEYS)
        if missing:
            raise UserError(
                self.env._(
                    "Settings > eBay lacks for the %(environment)s environment: "
                    "%(missing)s.",
                    environment=self.environment,
                    missing=", ".join(missing),
                )
            )

    def _ebay_environment(self):
        """Where this backend's calls go. Only a simulator's address can be set."""
        if self.environment == "production":
            return Environment.production()
        if self.environment == "sandbox":
            return Environment.sandbox()
        try:
            return Environment.simulator(
                self._param("api_url"),
                apiz_url=self._param("apiz_url") or None,
                auth_url=self._param("auth_url") or None,
            )
        except ValueError as error:
            raise UserError(str(error)) from error

    def _ebay_credentials(self):
        return Credentials(
            client_id=self._param("client_id"),
            client_secret=self._param("client_secret"),
            ru_name=self._param("ru_name"),
            dev_id=self._param("dev_id"),
        )
