# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import UserError
from odoo.service.model import call_kw
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from ..common import EbayCase

#: Roles that must not read a secret by any route.
ROLES = {
    "public": "base.group_public",
    "portal": "base.group_portal",
    "internal": "base.group_user",
    "ebay_user": "connector_ebay.group_ebay_user",
    "ebay_manager": "connector_ebay.group_ebay_manager",
    "queue_manager": "base.group_user,queue_job.group_queue_job_manager",
    "access_rights": "base.group_erp_manager",
}

KEYS = ("client_id", "client_secret", "dev_id", "ru_name", "verification_token")


class TestSecrets(EbayCase):
    """Only administrators of the database read a keyset; nobody reads its Cert ID."""

    def setUp(self):
        super().setUp()
        self.secrets = set()
        parameters = self.env["ir.config_parameter"]
        for environment in ("production", "sandbox", "simulator"):
            for key in KEYS:
                secret = f"Sentinel-{environment}-{key}-0123456789abcdef"
                parameters.set_param(f"connector_ebay.{environment}.{key}", secret)
                self.secrets.add(secret)
        for key in ("refresh_token.1", "signing_key"):
            secret = f"Sentinel-{key}"
            parameters.set_param(f"connector_ebay.simulator.{key}", secret)
            self.secrets.add(secret)
        self.settings = self.env["res.config.settings"].create({})

    def names(self):
        """Return the names of the settings' fields that hold something of eBay."""
        fields = self.env["res.config.settings"]._fields
        return [name for name in fields if name.startswith("ebay_")]

    def routes(self):
        """Yield ``(model, method, arguments)`` of every way to ask for a setting."""
        names, ids = self.names(), self.settings.ids
        spec = {name: {} for name in names}
        settings, parameters = "res.config.settings", "ir.config_parameter"
        yield settings, "default_get", [names]
        yield settings, "get_values", []
        yield settings, "fields_get", []
        yield settings, "onchange", [[], {}, [], spec]
        yield settings, "onchange", [ids, {names[0]: "x"}, names[:1], spec]
        yield settings, "create", [{}]
        yield settings, "web_save", [[], {}, spec]
        yield settings, "read", [ids, names]
        yield settings, "web_read", [ids, spec]
        yield settings, "search_read", [[], names]
        yield settings, "web_search_read", [[], spec]
        yield settings, "export_data", [ids, names]
        yield settings, "copy", [ids]
        yield settings, "formatted_read_group", [[], [names[0]], []]
        for key in KEYS:
            name = f"connector_ebay.simulator.{key}"
            yield parameters, "get_param", [name]
        yield parameters, "search_read", [[], ["key", "value"]]
        yield parameters, "formatted_read_group", [[], ["value"], []]
        yield parameters, "search_count", [[("value", "like", "Sentinel")]]
        yield "ebay.backend", "read", [self.backend.ids]
        yield "ebay.backend", "web_search_read", [[], {"display_name": {}}]
        yield "ebay.backend", "default_get", [list(self.env["ebay.backend"]._fields)]
        yield "ebay.token", "search_read", [[]]
        yield "ebay.oauth.state", "search_read", [[]]

    def ask(self, user, model_name, method, args):
        """Return what a client gets for a call, as text; empty if it is refused."""
        model = self.env[model_name].with_user(user)
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.models", "odoo.http"):
                answer = call_kw(model, method, args, {})
                if method in ("create", "copy") and answer:
                    answer = model.browse(answer).read(self.names())
                return repr(answer)
        except UserError:
            return ""
        finally:
            self.env.invalidate_all()

    def test_no_role_reads_a_secret_by_any_route(self):
        seen = []
        for role, groups in ROLES.items():
            user = new_test_user(self.env, f"role_{role}", groups=groups)
            for model_name, method, args in self.routes():
                answer = self.ask(user, model_name, method, args)
                if any(secret in answer for secret in self.secrets):
                    seen.append((role, model_name, method))
        self.assertFalse(seen)

    def test_administrators_see_the_settings_but_no_cert_id(self):
        """The browser is told that a Cert ID is set, never what it is."""
        admin = new_test_user(self.env, "role_admin", groups="base.group_system")
        names = self.names()
        model = self.env["res.config.settings"].with_user(admin)
        values = model.default_get(names)
        self.assertIn("Sentinel", values["ebay_simulator_client_id"])
        self.assertTrue(model.create({}).ebay_simulator_client_secret_is_set)
        for model_name, method, args in self.routes():
            if model_name == "res.config.settings":
                answer = self.ask(admin, model_name, method, args)
                self.assertNotIn("-client_secret-", answer, method)

    def test_a_cert_id_is_kept_until_another_is_entered(self):
        key = "connector_ebay.simulator.client_secret"
        get_param = self.env["ir.config_parameter"].get_param
        before = get_param(key)
        self.env["res.config.settings"].create({}).execute()
        self.assertEqual(get_param(key), before)
        settings = self.env["res.config.settings"].create(
            {"ebay_simulator_client_secret": "new"}
        )
        settings.execute()
        self.assertEqual(get_param(key), "new")
        settings.flush_recordset()
        self.env.cr.execute("SELECT * FROM res_config_settings")
        self.assertNotIn("'new'", repr(self.env.cr.fetchall()), "not kept twice")

    def test_a_cert_id_can_be_removed(self):
        settings = self.settings.with_context(ebay_environment="simulator")
        settings.action_ebay_remove_secret()
        self.assertFalse(
            self.env["ir.config_parameter"].get_param(
                "connector_ebay.simulator.client_secret"
            )
        )
