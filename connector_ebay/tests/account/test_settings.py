# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user

from ...connection.keyset import Keyset
from ..common import EbayCase


class TestSettings(EbayCase):
    def settings(self, **values):
        return self.env["res.config.settings"].create(values)

    def test_keys_go_where_the_contract_says(self):
        self.settings(
            ebay_sandbox_client_id="app", ebay_sandbox_client_secret="cert"
        ).execute()
        get_param = self.env["ir.config_parameter"].get_param
        self.assertEqual(get_param("connector_ebay.sandbox.client_id"), "app")
        self.assertEqual(get_param("connector_ebay.sandbox.client_secret"), "cert")
        self.assertFalse(get_param("connector_ebay.production.client_id"))

    def test_each_missing_key_of_a_begun_keyset_is_named(self):
        note = self.settings(ebay_sandbox_client_id="app").ebay_settings_note
        self.assertIn("Sandbox", note)
        self.assertIn("Cert ID", note)
        self.assertIn("RuName", note)
        self.assertNotIn("Production", note, "nobody has begun that one")

    def test_verification_token_is_as_ebay_wants_it(self):
        for token in ("short", "x" * 81, "ü" * 40, "a b" * 20):
            with self.assertRaises(ValidationError):
                self.settings(ebay_production_verification_token=token)
        self.settings(ebay_production_verification_token="x-_9" * 8)

    def test_only_administrators_read_secrets(self):
        manager = new_test_user(
            self.env, "boss", groups="connector_ebay.group_ebay_manager"
        )
        with self.assertRaises(AccessError):
            self.env["res.config.settings"].with_user(manager).create({})

    def test_only_the_simulator_has_an_address_of_its_own(self):
        """A real token can never be sent elsewhere."""
        parameters = self.env["ir.config_parameter"]
        for environment, host in (
            ("production", "https://api.ebay.com"),
            ("sandbox", "https://api.sandbox.ebay.com"),
        ):
            parameters.set_param(
                f"connector_ebay.{environment}.api_url", "https://evil.example"
            )
            self.backend.environment = environment
            self.assertEqual(Keyset(self.backend).environment().api_url, host)

    def test_plain_http_only_on_loopback(self):
        for address in ("http://example.com", "ftp://127.0.0.1", "nonsense"):
            self.set_parameter("api_url", address)
            with self.assertRaises(UserError):
                Keyset(self.backend).environment()

    def test_settings_page_opens(self):
        with Form(self.env["res.config.settings"]) as form:
            self.assertTrue(form)

    def test_the_simulators_media_api_can_be_elsewhere(self):
        environment = Keyset(self.backend).environment()
        self.assertEqual(environment.apim_url, environment.api_url)
        self.settings(ebay_simulator_apim_url="http://127.0.0.1:8091").execute()
        environment = Keyset(self.backend).environment()
        self.assertEqual(environment.apim_url, "http://127.0.0.1:8091")
