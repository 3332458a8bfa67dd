# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from ...connection.keyset import Keyset
from ..listing_case import MUG, ListingCase

BINDINGS = ("ebay.product.category", "ebay.product.template", "ebay.product.product")


class TestSecurity(ListingCase):
    """What each role may, and what one company sees of another's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stranger = new_test_user(cls.env, "stranger", groups="base.group_user")
        cls.user = new_test_user(
            cls.env, "shop", groups="connector_ebay.group_ebay_user"
        )
        cls.manager = new_test_user(
            cls.env, "boss", groups="connector_ebay.group_ebay_manager"
        )
        cls.other_company = cls.env["res.company"].create({"name": "Other"})
        cls.outsider = new_test_user(
            cls.env,
            "outsider",
            groups="connector_ebay.group_ebay_manager",
            company_id=cls.other_company.id,
            company_ids=[(6, 0, cls.other_company.ids)],
        )

    def test_strangers_see_no_accounts(self):
        for model in ("ebay.backend", "ebay.run", "ebay.api.call", "ebay.api.limit"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.stranger).search([])

    def test_users_see_and_start_but_do_not_set_up(self):
        backend = self.backend.with_user(self.user)
        self.assertEqual(backend.name, "Demo Shop")
        backend.import_categories()
        self.assertEqual(len(self.jobs()), 1)
        for forbidden in (
            lambda: backend.write({"test_mode": True}),
            backend.action_connect,
            backend.action_pause,
            backend.action_disconnect,
            backend.unlink,
        ):
            with self.assertRaises(AccessError):
                forbidden()
        self.assertTrue(Keyset(self.backend).refresh_token)

    def test_a_job_does_the_connectors_work_whoever_started_it(self):
        self.list(**MUG)
        self.backend.with_user(self.user).import_listings()
        self.run_jobs()
        self.assertEqual(self.products("MUG").create_uid, self.user)

    def test_managers_set_up(self):
        backend = self.backend.with_user(self.manager)
        backend.test_mode = True
        self.assertIn("authorize", backend.action_connect()["url"])

    def test_nobody_reads_tokens(self):
        self.backend.connect()
        for model in ("ebay.token", "ebay.oauth.state"):
            for user in (self.user, self.manager, self.env.ref("base.user_admin")):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])
        with self.assertRaises(AccessError):
            self.env["ir.config_parameter"].with_user(self.manager).search([])

    def test_companies_do_not_see_each_other(self):
        self.list(**MUG)
        self.import_all()
        for model in (*BINDINGS, "ebay.backend", "ebay.run", "ebay.api.call"):
            self.assertTrue(self.env[model].search_count([]), model)
            theirs = self.env[model].with_user(self.outsider)
            self.assertFalse(theirs.search_count([]), model)
        jobs = self.env["queue.job"].with_user(self.outsider)
        self.assertFalse(jobs.search_count([]))

    def test_secrets_are_in_no_log_job_or_call(self):
        with self.assertLogs("odoo.addons.connector_ebay", "DEBUG") as logs:
            self.list(**MUG)
            self.import_all()
        kept = self.env["ebay.api.call"].search([]).read()
        kept += self.env["queue.job"].search([]).read(["args", "kwargs", "result"])
        text = "\n".join(logs.output) + str(kept)
        token = self.env["ebay.token"].search([("kind", "=", "user")]).value
        parameters = self.env["ir.config_parameter"]
        for key in ("client_secret", f"refresh_token.{self.backend.id}"):
            secret = parameters.get_param(f"connector_ebay.simulator.{key}")
            self.assertTrue(secret)
            self.assertNotIn(secret, text)
        self.assertNotIn(token, text)
