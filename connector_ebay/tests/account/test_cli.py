# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``odoo ebay``: what it prints, its exit status, and that it keeps secrets."""

import io
import json
import re
import sys
import tempfile
from contextlib import redirect_stdout
from html import unescape
from pathlib import Path
from unittest.mock import patch

import httpx

from ...cli import ebay_commands
from ...cli.ebay import Ebay
from ...connection.keyset import Keyset
from ..common import EbayCase
from ..simulator.keyset import CLIENT_SECRET, REFRESH_TOKEN

VECTORS = Path(__file__).parents[1] / "fixtures/notification_vectors"


class TestCommandLine(EbayCase):
    """The subcommands, each through the command's own parser."""

    def call(self, *arguments, typed=""):
        """Run a subcommand: ``(status, what it printed)``; the status as exit() has it.

        :param typed: what the person types
        """
        self.env.flush_all()
        options, _odoo_options = Ebay().parser.parse_known_args(arguments)
        screen = io.StringIO()
        with redirect_stdout(screen), patch.object(sys, "stdin", io.StringIO(typed)):
            status = ebay_commands.run(self.env.registry, options)
        self.env.invalidate_all()
        for secret in (CLIENT_SECRET, REFRESH_TOKEN):
            self.assertNotIn(secret, screen.getvalue() + str(status))
        return status, screen.getvalue()

    def test_ping_calls_each_api_once(self):
        status, printed = self.call("ping")
        self.assertEqual(status, 0, printed)
        for api in ("Identity", "Trading", "Inventory", "Taxonomy", "Analytics"):
            self.assertRegex(printed, rf"{api} +\d+ ms  ok")

    def test_ping_fails_when_one_api_does(self):
        self.sim.faults.add("getInventoryItems", "html", count=0)
        self.addCleanup(self.sim.faults.clear)
        status, printed = self.call("ping")
        self.assertEqual(status, 1)
        self.assertRegex(printed, r"Inventory +\d+ ms  (?!ok)")
        self.assertRegex(printed, r"Identity +\d+ ms  ok")

    def test_refresh_token_fetches_another_one(self):
        self.call("refresh-token")
        before = self.env["ebay.token"].search([("kind", "=", "user")]).value
        status, printed = self.call("refresh-token")
        self.assertEqual(status, 0)
        after = self.env["ebay.token"].search([("kind", "=", "user")]).value
        self.assertNotEqual(before, after)
        self.assertNotIn(after, printed)
        self.assertIn("new access token", printed)

    def test_a_revoked_consent_is_told_in_words(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param(
            Keyset(self.backend).refresh_token_parameter, "v^1.1#revoked"
        )
        status, printed = self.call("refresh-token")
        self.assertIsInstance(status, str, printed)
        self.assertIn("Connect to eBay", status)

    def test_authorize_takes_the_address_ebay_sent_the_browser_to(self):
        def agree():
            url = next(line for line in screen() if line.startswith("http"))
            with httpx.Client(base_url=self.sim.url) as browser:
                page = browser.get(url).text
                link = re.search(r'id="agree" href="([^"]+)"', page)[1]
                return browser.get(unescape(link)).headers["location"]

        printed = io.StringIO()

        def screen():
            return printed.getvalue().splitlines()

        self.env.flush_all()
        options, _odoo = Ebay().parser.parse_known_args(["authorize"])
        with (
            redirect_stdout(printed),
            patch("builtins.input", lambda question: agree()),
        ):
            status = ebay_commands.run(self.env.registry, options)
        self.env.invalidate_all()
        self.assertEqual(status, 0)
        self.assertEqual(self.backend.state, "connected")
        self.assertIn(f"connected as {self.backend.ebay_username}", printed.getvalue())

    def test_authorize_refuses_the_address_of_another_consent(self):
        status, _printed = self.call(
            "authorize",
            typed="https://odoo.example.com/cb?code=v1&state=somebody-else\n",
        )
        self.assertIn("another consent", status)

    def test_authorize_without_an_answer(self):
        status, _printed = self.call("authorize")
        self.assertEqual(status, "No code was given.")

    def test_health_as_text_and_as_json(self):
        self.mend_what_a_test_lacks()
        status, printed = self.call("health")
        self.assertEqual(status, 0, printed)
        self.assertRegex(printed, r"Demo Shop: (ok|warning)")
        self.assertRegex(printed, r"ok +token")
        status, printed = self.call("health", "--json")
        report = json.loads(printed)
        self.assertEqual((status, report["backend"]), (0, "Demo Shop"))
        self.assertEqual(report["checks"][0]["code"], "keys")

    def mend_what_a_test_lacks(self):
        """Let a job runner seem to run: there is none in a test."""
        runner = "odoo.addons.connector_ebay.components.health.runner_check"
        self.startPatcher(
            patch(f"{runner}.EbayRunnerCheck._is_running", lambda check: True)
        )

    def test_health_is_bad_when_a_part_is(self):
        self.env["ir.config_parameter"].set_param(
            Keyset(self.backend).refresh_token_parameter, False
        )
        self.mend_what_a_test_lacks()
        status, printed = self.call("health")
        self.assertEqual(status, 1)
        self.assertRegex(printed, r"ERROR +token +There is no valid consent")

    def test_each_subcommand_prints_json(self):
        for command in ("ping", "orders", "refresh-token"):
            status, printed = self.call(command, "--json")
            self.assertEqual((status, printed.count("\n")), (0, 1), printed)
            self.assertEqual(json.loads(printed)["backend"], "Demo Shop")
        apis = json.loads(self.call("ping", "--json")[1])["apis"]
        self.assertTrue(all(row["ok"] for row in apis), apis)

    def test_warnings_fail_where_they_shall(self):
        self.mend_what_a_test_lacks()
        self.assertEqual(self.call("health")[0], 0)
        self.assertEqual(self.call("health", "--strict")[0], 1)

    def test_verify_webhook(self):
        told = json.loads((VECTORS / "order_confirmation.json").read_text())
        with tempfile.TemporaryDirectory() as folder:
            body = Path(folder, "body.json")
            body.write_bytes(told["raw_body"].encode())
            key = Path(folder, "key.json")
            key.write_text(json.dumps(told["getPublicKey_response"]))
            header = told["x_ebay_signature"]
            command = ["verify-webhook", str(body), "--public-key", str(key)]
            status, printed = self.call(*command, "--signature", header)
            self.assertEqual(status, 0)
            self.assertIn("The signature is eBay's.", printed)
            body.write_bytes(told["raw_body"].encode() + b" ")
            status, printed = self.call(*command, "--signature", header)
            self.assertEqual(status, 1)
            self.assertIn("NOT eBay's", printed)
            status, _printed = self.call(*command, "--signature", "nonsense")
            self.assertIn("cannot be read", status)
            status, _printed = self.call(
                "verify-webhook", f"{folder}/no-such-file", "--signature", header
            )
            self.assertIn("No such file", status)

    def test_the_backend_is_found_by_name_or_id(self):
        other = self.create_backend("Other Shop")
        status, _printed = self.call("ping")
        self.assertIn("Say which account with --backend", status)
        for name in ("other shop", str(other.id)):
            status, printed = self.call("refresh-token", "--backend", name)
            self.assertEqual(status, 0)
            self.assertIn("Other Shop: new access token", printed)
        status, _printed = self.call("ping", "--backend", "no such")
        self.assertIn("Demo Shop", status)

    def test_no_backend_at_all(self):
        self.backend.unlink()
        status, _printed = self.call("ping")
        self.assertIn("no eBay account yet", status)
