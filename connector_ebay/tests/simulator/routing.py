# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A registry of endpoints: each API module fills one and the application joins them."""

import json
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from werkzeug.wrappers import Request

from . import errors

USER = "user"
APPLICATION = "application"
ANY = "any"
#: What endpoints of the Post-Order API have in common.
IAF = {"token": USER, "scheme": "iaf"}


@dataclass(frozen=True)
class Endpoint:
    """One documented method of one API.

    ``token`` is the kind of access token it wants (None: none at all) and ``scopes``
    the scopes of which one is enough. ``operation`` is eBay's own name of the method
    and ``api`` that of its API, such as ``sell.inventory``; without it the traffic is
    not held against published schemas. ``scheme`` is that of the Authorization header.
    """

    method: str
    template: str
    operation: str
    handler: object
    token: str | None = USER
    scopes: tuple = ()
    api: str = ""
    scheme: str = "bearer"
    pattern: re.Pattern = field(init=False, compare=False)

    def __post_init__(self):
        parts = re.split(r"\{(\w+)\}", self.template.rstrip("/"))
        expression = "".join(
            f"(?P<{part}>[^/]+)" if index % 2 else re.escape(part)
            for index, part in enumerate(parts)
        )
        object.__setattr__(self, "pattern", re.compile(expression + "/?"))


@dataclass
class Call:
    """One request on its way through an endpoint."""

    simulator: object
    request: Request
    endpoint: Endpoint
    path: dict
    grant: object = None

    @property
    def name(self):
        """Return eBay's name of the operation or Trading call; "" for an unknown
        address."""
        if self.endpoint is None:
            return ""
        named = self.request.headers.get("X-EBAY-API-CALL-NAME")
        return named if named and not self.endpoint.token else self.endpoint.operation

    @property
    def seller(self):
        """Return the seller account the call is about."""
        return self.simulator.seller

    @property
    def query(self):
        """Return the query parameters."""
        return self.request.args

    def json(self):
        """Return the decoded body; eBay's error 2004 when it is not a JSON object."""
        try:
            body = json.loads(self.request.get_data() or b"{}")
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise errors.invalid_request(["the body is not a JSON object"])
        return body


class Routes:
    """Endpoints of one API; ``base`` is the path they all begin with."""

    def __init__(self, base="", api=""):
        self.base = base
        self.api = api
        self.endpoints = []

    def add(self, method, path, operation, *, token=USER, scopes=(), scheme="bearer"):
        """Register the decorated function as what answers ``method`` on ``path``.

        The function takes a `Call` and returns a werkzeug response or a dict.
        """

        def register(handler):
            self.endpoints.append(
                Endpoint(
                    method,
                    self.base + path,
                    operation,
                    handler,
                    token,
                    tuple(scopes),
                    self.api,
                    scheme,
                )
            )
            return handler

        return register


class Router:
    """Find the endpoint of a request among those of all APIs."""

    def __init__(self, *routes):
        self.endpoints = [endpoint for group in routes for endpoint in group.endpoints]

    def match(self, method, raw_path):
        """Return (endpoint, path arguments), or (None, {}) for an unknown address.

        Works on the path as it came over the wire, so that an encoded slash in a SKU
        does not cut the path.
        """
        for endpoint in self.endpoints:
            found = endpoint.method == method and endpoint.pattern.fullmatch(raw_path)
            if found:
                arguments = found.groupdict()
                return endpoint, {key: unquote(arguments[key]) for key in arguments}
        return None, {}
