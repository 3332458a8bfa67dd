# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..connection.keyset import CONSENT_KEYS
from ..tools.environments import ENVIRONMENTS

#: Form of a verification token.
VERIFICATION_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,80}")


def _key(environment, name, **attributes):
    """Return the field of a keyset's setting; only administrators read it."""
    return fields.Char(
        config_parameter=f"connector_ebay.{environment}.{name}",
        groups="base.group_system",
        **attributes,
    )


class ResConfigSettings(models.TransientModel):
    """Settings of eBay's keysets, one for each environment."""

    _inherit = "res.config.settings"

    ebay_production_client_id = _key("production", "client_id", string="App ID")
    ebay_production_client_secret = _key(
        "production", "client_secret", string="Cert ID"
    )
    ebay_production_dev_id = _key("production", "dev_id", string="Dev ID")
    ebay_production_ru_name = _key("production", "ru_name", string="RuName")
    ebay_production_verification_token = _key(
        "production", "verification_token", string="Verification Token"
    )
    ebay_sandbox_client_id = _key("sandbox", "client_id", string="Sandbox App ID")
    ebay_sandbox_client_secret = _key(
        "sandbox", "client_secret", string="Sandbox Cert ID"
    )
    ebay_sandbox_dev_id = _key("sandbox", "dev_id", string="Sandbox Dev ID")
    ebay_sandbox_ru_name = _key("sandbox", "ru_name", string="Sandbox RuName")
    ebay_sandbox_verification_token = _key(
        "sandbox", "verification_token", string="Sandbox Verification Token"
    )
    ebay_simulator_client_id = _key("simulator", "client_id", string="Simulator App ID")
    ebay_simulator_client_secret = _key(
        "simulator", "client_secret", string="Simulator Cert ID"
    )
    ebay_simulator_ru_name = _key("simulator", "ru_name", string="Simulator RuName")
    ebay_simulator_verification_token = _key(
        "simulator", "verification_token", string="Simulator Verification Token"
    )
    ebay_simulator_api_url = _key("simulator", "api_url", string="Simulator Address")
    ebay_simulator_apiz_url = _key(
        "simulator", "apiz_url", string="Simulator apiz Address"
    )
    ebay_simulator_auth_url = _key(
        "simulator", "auth_url", string="Simulator Consent Address"
    )
    ebay_webhook_url = fields.Char(
        string="eBay Webhook Address",
        config_parameter="connector_ebay.webhook_url",
        groups="base.group_system",
    )
    ebay_webhook_effective_url = fields.Char(compute="_compute_ebay_addresses")
    ebay_callback_url = fields.Char(compute="_compute_ebay_addresses")
    ebay_settings_note = fields.Text(compute="_compute_ebay_settings_note")

    @api.depends("ebay_webhook_url")
    def _compute_ebay_addresses(self):
        """Compute the addresses to enter at eBay's developer site."""
        base = self.env["ir.config_parameter"].sudo().get_param("web.base.url")
        for settings in self:
            settings.ebay_callback_url = f"{base}/api/ebay/oauth/callback"
            settings.ebay_webhook_effective_url = (
                settings.ebay_webhook_url or f"{base}/api/ebay/webhook"
            )

    def _ebay_keys_missing(self, environment):
        """Return the labels of missing keys; none if the keyset is empty."""
        values = {
            label: self[f"ebay_{environment}_{name}"]
            for name, label in CONSENT_KEYS.items()
        }
        if not any(values.values()):
            return []
        return [label for label, value in values.items() if not value]

    @api.depends(
        *(
            f"ebay_{environment}_{name}"
            for environment in ENVIRONMENTS
            for name in CONSENT_KEYS
        )
    )
    def _compute_ebay_settings_note(self):
        """Name each missing key of the keysets that are not empty."""
        for settings in self:
            lines = [
                self.env._(
                    "%(environment)s lacks: %(missing)s.",
                    environment=label,
                    missing=", ".join(missing),
                )
                for environment, label in ENVIRONMENTS.items()
                if (missing := settings._ebay_keys_missing(environment))
            ]
            settings.ebay_settings_note = "\n".join(lines)

    @api.constrains(
        *(f"ebay_{environment}_verification_token" for environment in ENVIRONMENTS)
    )
    def _check_ebay_verification_token(self):
        for settings in self:
            for environment, label in ENVIRONMENTS.items():
                token = settings[f"ebay_{environment}_verification_token"]
                if token and not VERIFICATION_TOKEN.fullmatch(token):
                    raise ValidationError(
                        self.env._(
                            "eBay wants 32 to 80 letters, digits, hyphens or "
                            "underscores as verification token (%s).",
                            label,
                        )
                    )
