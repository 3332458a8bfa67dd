# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Behind a reverse proxy, with several databases, and from the command line."""

import hashlib
import json
import os
import subprocess
import urllib.error
import urllib.request

import pytest

from lib import database
from lib.odoo_server import OdooServer
from lib.paths import ROOT, venv_program
from lib.simulator_process import connect_backend

TOKEN = "verification-token-of-the-end-to-end-0001"


def get(url, **headers):
    """Return ``(status, parsed JSON or None)`` of an answer."""
    request = urllib.request.Request(
        url, headers={name.replace("_", "-"): text for name, text in headers.items()}
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, None


def set_up(odoo, token=TOKEN, address="https://shop.example.com/api/ebay/webhook"):
    for key, value in (
        ("connector_ebay.simulator.verification_token", token),
        ("connector_ebay.webhook_url", address),
    ):
        odoo.execute("ir.config_parameter", "set_param", key, value)


def expected(code, token=TOKEN, address="https://shop.example.com/api/ebay/webhook"):
    text = f"{code}{token}{address}"
    return {"challengeResponse": hashlib.sha256(text.encode()).hexdigest()}


def test_behind_a_reverse_proxy_the_public_address_is_used(odoo, backend):
    set_up(odoo)
    answer = get(
        f"{odoo.url}/api/ebay/webhook?challenge_code=c1",
        X_Forwarded_For="66.135.0.1",
        X_Forwarded_Host="shop.example.com",
        X_Forwarded_Proto="https",
    )
    assert answer == (200, expected("c1"))


@pytest.fixture
def two_databases(product_template):
    """Run one Odoo with two databases, of which a proxy names one."""
    names = [f"whole_system_{os.getpid()}_{letter}" for letter in "ab"]
    for name in names:
        database.copy_database(product_template, name)
    server = OdooServer(",".join(names), websockets=False)
    server.start()
    try:
        yield server, names
    finally:
        server.kill()
        for name in names:
            database.drop_database(name)


def test_with_several_databases_the_proxy_names_one(two_databases):
    server, names = two_databases
    for name in names:
        database_token = f"{name}-{'x' * 40}"
        subprocess.run(
            [venv_program("odoo"), "shell", "-c", str(database.CONFIG), "-d", name]
            + ["--no-http", "--log-level", "error"],
            input=(
                "env['ebay.backend'].create("
                "{'name': 'Shop', 'environment': 'simulator'})\n"
                "parameters = env['ir.config_parameter']\n"
                "parameters.set_param('connector_ebay.simulator.verification_token',"
                f" {database_token!r})\n"
                "parameters.set_param('connector_ebay.webhook_url',"
                f" 'https://{name}.example.com/api/ebay/webhook')\n"
                "env.cr.commit()\n"
            ),
            text=True,
            check=True,
            cwd=ROOT,
        )
    url = f"{server.url}/api/ebay/webhook?challenge_code=c1"
    assert get(url)[0] == 404
    for name in names:
        answer = get(url, X_Odoo_Database=name)
        address = f"https://{name}.example.com/api/ebay/webhook"
        assert answer == (200, expected("c1", f"{name}-{'x' * 40}", address))


def command_line(odoo, *arguments):
    """Run ``odoo ebay``; return its exit status and what it printed."""
    done = subprocess.run(
        [venv_program("odoo"), "ebay", *arguments]
        + ["-c", str(database.CONFIG), "-d", odoo.database],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


def test_the_command_line(odoo, simulator, backend):
    order = simulator.orders.buy(simulator.seller.active()[0].item_id, 1)
    status, printed = command_line(odoo, "ping")
    assert status == 0, printed
    status, printed = command_line(odoo, "orders")
    assert (status, order.order_id in printed) == (0, True), printed
    status, printed = command_line(odoo, "health", "--json")
    assert status == 0, printed
    report = json.loads(printed)
    assert {check["code"] for check in report["checks"]} >= {"token", "runner"}, report
    status, printed = command_line(odoo, "refresh-token", "--backend", "nobody")
    assert (status, "no eBay account" in printed) == (1, True), printed
    simulator.tokens.revoke_user()
    status, printed = command_line(odoo, "refresh-token")
    assert (status, "Connect to eBay" in printed) == (1, True), printed


def test_the_command_line_connects_the_backend(odoo, simulator):
    connect_backend(odoo, simulator, name="Shop two")
    status, printed = command_line(odoo, "health")
    assert (status, "Shop two" in printed) == (0, True), printed
