# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.tools import file_open

from ...hooks import uninstall_hook
from ..common import EbayCase

#: What a neutralized copy and an uninstalled add-on must not keep.
SECRETS = (
    "production.client_secret",
    "production.verification_token",
    "simulator.verification_token",
    "production.signing_key",
    "production.refresh_token.7",
    "metrics_token",
)


class TestLeftovers(EbayCase):
    """What remains of tokens after deleting, neutralizing and uninstalling."""

    def setUp(self):
        super().setUp()
        for name in SECRETS:
            self.env["ir.config_parameter"].set_param(
                f"connector_ebay.{name}", "x" * 32
            )

    def left(self):
        """Return the keys of the parameters that are left."""
        parameters = self.env["ir.config_parameter"]
        found = parameters.search([("key", "=like", "connector\\_ebay.%")])
        return set(found.mapped("key"))

    def test_a_neutralized_copy_has_no_secrets(self):
        self.env.flush_all()
        with file_open("connector_ebay/data/neutralize.sql") as script:
            self.env.cr.execute(script.read())
        self.env.invalidate_all()
        names = {f"connector_ebay.{name}" for name in SECRETS}
        self.assertFalse(names & self.left())

    def test_uninstalling_deletes_parameters_and_jobs(self):
        self.backend.import_categories()
        self.assertTrue(self.jobs())
        uninstall_hook(self.env)
        self.assertFalse(self.left())
        self.assertFalse(self.jobs())

    def test_deleting_an_account_deletes_its_tokens_and_jobs(self):
        backend = self.create_backend("Second")
        backend.import_categories()
        backend.environment = "sandbox"
        parameters = self.env["ir.config_parameter"]
        parameters.set_param(f"connector_ebay.sandbox.refresh_token.{backend.id}", "x")
        backend_id = backend.id
        jobs = self.env["queue.job"].search([("ebay_backend_id", "=", backend_id)])
        backend.unlink()
        keys = [key for key in self.left() if key.endswith(f"token.{backend_id}")]
        self.assertFalse(keys)
        self.assertFalse(jobs.exists())

    def test_access_tokens_stay_in_their_environment(self):
        self.backend.connect()
        tokens = self.env["ebay.token"].search([("backend_id", "=", self.backend.id)])
        self.assertTrue(tokens)
        self.backend.environment = "sandbox"
        self.assertFalse(tokens.exists())
