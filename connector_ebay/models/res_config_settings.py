# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import re

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..connection.keyset import CONSENT_KEYS
from ..connection.webhook_address import generate_verification_token
from ..tools.environments import ENVIRONMENTS

#: Form of a verification token.
VERIFICATION_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,80}")


def _secret_key(environment):
    """Return the ``ir.config_parameter`` key of an environment's Cert ID."""
    return f"connector_ebay.{environment}.client_secret"


def _key(environment, name, **attributes):
    """Return the field of a keyset's setting; only administrators read it."""
    return fields.Char(
        config_parameter=f"connector_ebay.{environment}.{name}",
        groups="base.group_system",
        **attributes,
    )


def _secret(**attributes):
    """Return the field of a secret that is entered here and never shown."""
    return fields.Char(
        compute="_compute_ebay_secrets",
        inverse="_inverse_ebay_secrets",
        groups="base.group_system",
        **attributes,
    )


def _is_set():
    """Return the field that says whether a secret is set."""
    return fields.Boolean(
        compute="_compute_ebay_secrets_are_set", groups="base.group_system"
    )


class ResConfigSettings(models.TransientModel):  # pylint: disable=no-wizard-in-models
    """Settings of eBay's keysets, one for each environment.

    The Cert ID is a password: the browser gets to know whether there is one, never
    what it is.
    """

    _name = "res.config.settings"
    _inherit = ["res.config.settings", "ebay.operations.settings.mixin"]

    ebay_production_client_id = _key("production", "client_id", string="App ID")
    ebay_production_client_secret = _secret(string="Cert ID")
    ebay_production_client_secret_is_set = _is_set()
    ebay_production_dev_id = _key("production", "dev_id", string="Dev ID")
    ebay_production_ru_name = _key("production", "ru_name", string="RuName")
    ebay_production_verification_token = _key(
        "production", "verification_token", string="Verification Token"
    )
    ebay_sandbox_client_id = _key("sandbox", "client_id", string="Sandbox App ID")
    ebay_sandbox_client_secret = _secret(string="Sandbox Cert ID")
    ebay_sandbox_client_secret_is_set = _is_set()
    ebay_sandbox_dev_id = _key("sandbox", "dev_id", string="Sandbox Dev ID")
    ebay_sandbox_ru_name = _key("sandbox", "ru_name", string="Sandbox RuName")
    ebay_sandbox_verification_token = _key(
        "sandbox", "verification_token", string="Sandbox Verification Token"
    )
    ebay_simulator_client_id = _key("simulator", "client_id", string="Simulator App ID")
    ebay_simulator_client_secret = _secret(string="Simulator Cert ID")
    ebay_simulator_client_secret_is_set = _is_set()
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
    ebay_simulator_apim_url = _key(
        "simulator", "apim_url", string="Simulator apim Address"
    )
    ebay_webhook_url = fields.Char(
        string="eBay Webhook Address",
        config_parameter="connector_ebay.webhook_url",
        groups="base.group_system",
    )
    ebay_webhook_effective_url = fields.Char(
        compute="_compute_ebay_addresses", groups="base.group_system"
    )
    ebay_callback_url = fields.Char(
        compute="_compute_ebay_addresses", groups="base.group_system"
    )
    ebay_settings_note = fields.Text(
        compute="_compute_ebay_settings_note", groups="base.group_system"
    )

    @api.model
    def default_get(self, fields):
        """Leave out the fields that the user may not read.

        Odoo reads the parameters of all fields that are asked for with all rights, and
        any user may ask.
        """
        known = self._fields
        readable = [
            name
            for name in fields
            if name not in known or self._has_field_access(known[name], "read")
        ]
        return super().default_get(readable)

    # === SECRETS ===

    def _compute_ebay_secrets(self):
        """Show no secret."""
        for settings in self:
            for environment in ENVIRONMENTS:
                settings[f"ebay_{environment}_client_secret"] = False

    def _inverse_ebay_secrets(self):
        """Store the secrets that were entered; an empty field changes nothing."""
        parameters = self.env["ir.config_parameter"]
        for settings in self:
            for environment in ENVIRONMENTS:
                secret = settings[f"ebay_{environment}_client_secret"]
                if secret:
                    parameters.set_param(_secret_key(environment), secret.strip())

    def _compute_ebay_secrets_are_set(self):
        parameters = self.env["ir.config_parameter"]
        for environment in ENVIRONMENTS:
            is_set = bool(parameters.get_param(_secret_key(environment)))
            for settings in self:
                settings[f"ebay_{environment}_client_secret_is_set"] = is_set

    def action_ebay_remove_secret(self):
        """Remove the Cert ID of the environment that the button names."""
        environment = self._ebay_button_environment()
        self.env["ir.config_parameter"].set_param(_secret_key(environment), False)
        return {"type": "ir.actions.client", "tag": "reload"}

    def action_ebay_generate_token(self):
        """Generate the verification token of the environment that the button names."""
        environment = self._ebay_button_environment()
        generate_verification_token(self.env, environment)
        return {"type": "ir.actions.client", "tag": "reload"}

    def _ebay_button_environment(self):
        """Return the environment that a button names.

        :raise AccessError: the user does not administer the database
        """
        self.check_access("create")
        environment = self.env.context.get("ebay_environment")
        if environment not in ENVIRONMENTS:
            raise UserError(self.env._("Choose one of eBay's environments."))
        return environment

    # === ADDRESSES AND NOTES ===

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
        if self[f"ebay_{environment}_client_secret_is_set"]:
            values[CONSENT_KEYS["client_secret"]] = True
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
