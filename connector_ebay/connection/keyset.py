# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The keyset of an account's environment, stored in ``ir.config_parameter``."""

from odoo.exceptions import UserError

from ..ebay_client import API_SCOPE, SELLER_SCOPES, Credentials, Environment
from . import Backend

#: Keys without which eBay cannot be called, with their labels.
CALL_KEYS = {
    "client_id": "App ID (Client ID)",
    "client_secret": "Cert ID (Client Secret)",
}

#: Keys without which a seller cannot give consent.
CONSENT_KEYS = {**CALL_KEYS, "ru_name": "RuName (redirect name)"}


class Keyset:
    """Read the settings of an account's environment, and its refresh token."""

    def __init__(self, backend: Backend):
        self.backend = backend

    def parameter(self, name: str) -> str:
        """Return the ``ir.config_parameter`` key of a setting."""
        return f"connector_ebay.{self.backend.environment}.{name}"

    def get(self, name: str) -> str:
        """Return the value of a setting; empty if it is not set."""
        parameters = self.backend.env["ir.config_parameter"].sudo()
        return parameters.get_param(self.parameter(name), "")

    @property
    def refresh_token_parameter(self) -> str:
        """Return the ``ir.config_parameter`` key of the seller's refresh token."""
        return self.parameter(f"refresh_token.{self.backend.id}")

    @property
    def refresh_token(self) -> str:
        """Return the seller's refresh token; empty without consent."""
        return self.get(f"refresh_token.{self.backend.id}")

    def missing(self, keys: dict[str, str]) -> list[str]:
        """Return the labels of those ``keys`` that are not set."""
        missing = [label for name, label in keys.items() if not self.get(name)]
        if self.backend.environment == "simulator" and not self.get("api_url"):
            missing.append(self.backend.env._("Simulator address"))
        return missing

    def check(self, keys: dict[str, str] | None = None) -> None:
        """Check that all ``keys`` are set, by default those that every call needs.

        :raise UserError: names each key that is missing
        """
        missing = self.missing(keys or CALL_KEYS)
        if missing:
            raise UserError(
                self.backend.env._(
                    "Settings > eBay lacks for the %(environment)s environment: "
                    "%(missing)s.",
                    environment=self.backend.environment,
                    missing=", ".join(missing),
                )
            )

    def environment(self) -> Environment:
        """Return eBay's addresses. Only those of a simulator can be set.

        :raise UserError: the simulator's address is not valid
        """
        if self.backend.environment == "production":
            return Environment.production()
        if self.backend.environment == "sandbox":
            return Environment.sandbox()
        try:
            return Environment.simulator(
                self.get("api_url"),
                apiz_url=self.get("apiz_url") or None,
                auth_url=self.get("auth_url") or None,
                apim_url=self.get("apim_url") or None,
            )
        except ValueError as error:
            raise UserError(str(error)) from error

    def credentials(self) -> Credentials:
        """Return the credentials of the application."""
        return Credentials(
            client_id=self.get("client_id"),
            client_secret=self.get("client_secret"),
            ru_name=self.get("ru_name"),
            dev_id=self.get("dev_id"),
        )

    def scopes(self) -> tuple[str, ...]:
        """Return the scopes to ask the seller for.

        These are the scopes of every keyset and those in the parameter
        ``optional_scopes`` of the environment, for example ``commerce.message``. A
        scope that eBay has not granted to the keyset makes the whole consent fail, so
        optional ones have to be named by a person.
        """
        optional = self.get("optional_scopes").split()
        return (*SELLER_SCOPES, *(f"{API_SCOPE}/{name}" for name in optional))
