# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A simulator, and plain HTTP to it: no client of ours between it and the schemas."""

from base64 import b64encode

import httpx
import pytest

from simulator import Catalogue, Simulator
from simulator.keyset import API_SCOPE

NAMESPACE = "urn:ebay:apis:eBLBaseComponents"


class Caller:
    """Talks to a simulator as eBay's documentation says one talks to eBay."""

    def __init__(self, simulator):
        self.simulator = simulator
        self.http = httpx.Client(base_url=simulator.url, timeout=30)
        self.user = self.token(
            grant_type="refresh_token", refresh_token=simulator.keyset.refresh_token
        )["access_token"]
        self.application = self.token(grant_type="client_credentials", scope=API_SCOPE)[
            "access_token"
        ]

    def token(self, **form):
        """Return the body of the token endpoint's answer."""
        keyset = self.simulator.keyset
        keys = f"{keyset.client_id}:{keyset.client_secret}".encode()
        basic = {"Authorization": f"Basic {b64encode(keys).decode()}"}
        return self.http.post(
            "/identity/v1/oauth2/token", data=form, headers=basic
        ).json()

    def rest(self, method, path, *, application=False, **options):
        """Return the answer of a REST call with the user's or the application's
        token."""
        token = self.application if application else self.user
        headers = {
            "Authorization": f"Bearer {token}",
            "Accept-Language": "de-DE",
            **options.pop("headers", {}),
        }
        return self.http.request(method, path, headers=headers, **options)

    def trading(self, name, fields="", *, token=None, site="77"):
        """Return the answer of a Trading call whose own elements are ``fields``."""
        return self.http.post(
            "/ws/api.dll",
            content=(
                f'<?xml version="1.0" encoding="utf-8"?><{name}Request'
                f' xmlns="{NAMESPACE}">{fields}</{name}Request>'
            ).encode(),
            headers={
                "Content-Type": "text/xml",
                "X-EBAY-API-CALL-NAME": name,
                "X-EBAY-API-SITEID": site,
                "X-EBAY-API-COMPATIBILITY-LEVEL": "1423",
                "X-EBAY-API-IAF-TOKEN": token or self.user,
            },
        )


@pytest.fixture
def simulator(request):
    """Return a simulated seller account; the marker ``catalogue`` says what it
    sells."""
    marker = request.node.get_closest_marker("catalogue")
    with Simulator(Catalogue(**(marker.kwargs if marker else {}))) as simulator:
        yield simulator


@pytest.fixture
def caller(simulator):
    """Return plain HTTP to the simulator."""
    return Caller(simulator)
