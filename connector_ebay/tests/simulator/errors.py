# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""eBay's REST and OAuth error answers."""

import json
import re

from werkzeug.wrappers import Response

#: A bare text where a list of values is expected.
_NO_LIST = re.compile(r"\$.*product\.aspects\.([^.]+): a list is expected")


class RestError(Exception):
    """An error in the shape all REST APIs share; raise it from any endpoint."""

    def __init__(
        self,
        status,
        error_id,
        domain,
        message,
        long_message=None,
        *,
        category="REQUEST",
        subdomain=None,
        parameters=None,
    ):
        super().__init__(f"{status} {error_id} {message}")
        self.status = status
        self.detail = {"errorId": error_id, "domain": domain}
        if subdomain:
            self.detail["subdomain"] = subdomain
        self.detail.update(category=category, message=message)
        if long_message:
            self.detail["longMessage"] = long_message
        if parameters:
            self.detail["parameters"] = [
                {"name": name, "value": str(value)}
                for name, value in parameters.items()
            ]

    def response(self):
        """Return the HTTP answer eBay gives for this error."""
        return json_response({"errors": [self.detail]}, self.status)


class OAuthError(Exception):
    """An error of the token endpoint (RFC 6749, 5.2)."""

    def __init__(self, status, error, description):
        super().__init__(f"{status} {error}")
        self.status = status
        self.body = {"error": error, "error_description": description}

    def response(self):
        """Return the HTTP answer eBay gives for this error."""
        return json_response(self.body, self.status)


def json_response(body, status=200, headers=None):
    """Return a JSON answer; ``body`` None is an empty one, as eBay sends with 201 and
    204."""
    content = b"" if body is None else _encode(body)
    response = Response(content, status, headers)
    if body is None:
        del response.headers["Content-Type"]
    else:
        response.headers["Content-Type"] = "application/json"
    return response


def _encode(body):
    text = json.dumps(body, ensure_ascii=False)
    try:
        return text.encode()
    except UnicodeEncodeError:
        # Half an emoji has no UTF-8: it can only travel as an escape.
        return json.dumps(body).encode()


def missing_token():
    """Return the error of a call without an `Authorization` header."""
    return RestError(
        400,
        1002,
        "OAuth",
        "Missing access token",
        "Access token is missing in the Authorization HTTP request header.",
    )


def invalid_token():
    """Return the error of a token that is unknown, expired, revoked or another
    account's."""
    return RestError(
        401,
        1001,
        "OAuth",
        "Invalid access token",
        "Invalid access token. Check the value of the Authorization HTTP request"
        " header.",
    )


def insufficient_permissions():
    """Return the error of a good token without the scope, or of the wrong kind."""
    return RestError(
        403,
        1100,
        "ACCESS",
        "Access denied",
        "Insufficient permissions to fulfill the request.",
    )


def invalid_request(problems):
    """Return the error of a request that is not as published; it names a few
    problems."""
    return RestError(
        400,
        2004,
        "ACCESS",
        "Invalid request",
        "The request has errors. For help, see the documentation for this API.",
        parameters=_reasons(problems),
    )


def _reasons(problems):
    """Return a few problems as parameters, a bare aspect in eBay's words."""
    found = _NO_LIST.match(problems[0])
    if found:
        return {"reason": f"Could not serialize field [product.aspects.{found[1]}]"}
    return {f"problem{index}": one for index, one in enumerate(problems[:5])}


def too_many_requests():
    """Return the error of a daily quota that is used up."""
    return RestError(
        429,
        2001,
        "ACCESS",
        "Too many requests.",
        "The request limit has been reached for the resource.",
    )


def not_found():
    """Return the error of a path that no API has, as eBay's edge gives it."""
    return RestError(404, 2002, "ACCESS", "Resource not found")
