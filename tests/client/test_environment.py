# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A token goes to eBay, or to a stand-in that cannot be mistaken for it."""

import pytest

from ebay_client import Credentials, Environment
from ebay_client.environment import Environment as Plain


def test_production_and_sandbox_are_ebays_own_hosts():
    production, sandbox = Environment.production(), Environment.sandbox()
    assert production.api_url == "https://api.ebay.com"
    assert production.apiz_url == "https://apiz.ebay.com"
    assert production.auth_url == "https://auth.ebay.com"
    assert production.apim_url == "https://apim.ebay.com"
    assert sandbox.api_url == "https://api.sandbox.ebay.com"
    assert (production.name, sandbox.name) == ("production", "sandbox")


def test_a_simulators_other_roots_are_its_api_root():
    environment = Environment.simulator("http://127.0.0.1:9191/")
    assert environment.api_url == "http://127.0.0.1:9191"
    assert environment.apiz_url == environment.auth_url == environment.api_url
    assert environment.apim_url == environment.api_url


def test_a_simulators_roots_can_differ():
    environment = Environment.simulator(
        "http://localhost:1", "http://[::1]:2", "https://simulator.example"
    )
    assert environment.apiz_url == "http://[::1]:2"
    assert environment.auth_url == "https://simulator.example"


@pytest.mark.parametrize(
    "url",
    [
        "http://192.168.1.5:9191",
        "http://simulator.example",
        "http://127.0.0.1.example",
        "ftp://127.0.0.1",
        "127.0.0.1:9191",
        "",
        "http://user:secret@127.0.0.1",
        "http://127.0.0.1/?token=x",
        "https://api.ebay.com",
        "https://api.sandbox.ebay.com",
    ],
)
def test_a_simulator_elsewhere_is_refused(url):
    with pytest.raises(ValueError):
        Environment.simulator(url)


@pytest.mark.parametrize("name", ["production", "sandbox"])
def test_ebays_own_environments_cannot_be_bent(name):
    with pytest.raises(ValueError):
        Plain(
            name,
            "https://ebay.com.example",
            "https://a.ebay.com",
            "https://ebay.com",
            "https://ebay.com",
        )
    with pytest.raises(ValueError):
        Plain(name, *["https://api.ebay.com"] * 3, "https://apim.example")


def test_a_keysets_secrets_do_not_show():
    credentials = Credentials("app", "cert-secret", "ru", "dev-secret")
    assert "secret" not in repr(credentials)
