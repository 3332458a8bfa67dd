# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Consent page and token endpoint.

https://developer.ebay.com/api-docs/static/oauth-tokens.html
"""

from urllib.parse import urlencode

from markupsafe import escape
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from .errors import OAuthError, json_response
from .keyset import API_SCOPE, APPLICATION_SCOPES
from .routing import Routes
from .tokens import ACCESS_TOKEN_SECONDS, CODE_SECONDS, REFRESH_TOKEN_SECONDS

routes = Routes()

CONSENT_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>eBay simulator: consent</title>
</head><body><h1>Grant application access</h1>
<p>{client} asks for access to the eBay account of {seller}:</p><ul>{scopes}</ul>
<p><a id="agree" href="{agree}">Agree</a> <a id="decline" href="{decline}">Decline</a>
</p></body></html>"""


@routes.add("GET", "/oauth2/authorize", "authorize", token=None)
def authorize(call):
    """Show the page on which the seller agrees; eBay asks for a login before, this does
    not."""
    keyset = call.simulator.keyset
    query = call.query
    if query.get("client_id") != keyset.client_id:
        return _consent_error("unauthorized_client")
    if query.get("redirect_uri") != keyset.ru_name:
        return _consent_error("temporarily_unavailable")
    if query.get("response_type") != "code":
        return _consent_error("unsupported_response_type")
    scopes = query.get("scope", API_SCOPE).split()
    if not keyset.user_scopes.issuperset(scopes):
        return _consent_error("invalid_scope")
    decision = {"scope": " ".join(scopes), "state": query.get("state", "")}
    page = CONSENT_PAGE.format(
        client=escape(keyset.client_id),
        seller=escape(call.seller.username),
        scopes="".join(f"<li>{escape(name)}</li>" for name in scopes),
        agree=escape("/oauth2/agree?" + urlencode(decision)),
        decline=escape("/oauth2/decline?" + urlencode(decision)),
    )
    return Response(page, mimetype="text/html")


@routes.add("GET", "/oauth2/agree", "agree", token=None)
def agree(call):
    """Send the seller who agrees back to the application, with a code for single
    use."""
    scopes = call.query.get("scope", API_SCOPE).split()
    code = call.simulator.tokens.issue("code", scopes, CODE_SECONDS)
    answer = {"code": code.value, "expires_in": CODE_SECONDS}
    return _send_back(call, call.simulator.keyset.accept_url, answer)


@routes.add("GET", "/oauth2/decline", "decline", token=None)
def decline(call):
    """Send the seller who declines to the RuName's decline address, without a code."""
    return _send_back(call, call.simulator.keyset.decline_url, {})


@routes.add("POST", "/identity/v1/oauth2/token", "token", token=None)
def token(call):
    """Trade a code, a refresh token or the application's own keys for a token."""
    keyset = call.simulator.keyset
    authorization = call.request.authorization
    if (
        authorization is None
        or authorization.type != "basic"
        or authorization.username != keyset.client_id
        or authorization.password != keyset.client_secret
    ):
        raise OAuthError(401, "invalid_client", "client authentication failed")
    form = call.request.form
    grant_type = form.get("grant_type")
    for name in set(form) - FIELDS.get(grant_type, set(form)):
        call.simulator.checker.note("request", "token", f"{name} is not documented")
    if not grant_type:
        raise OAuthError(
            400,
            "invalid_request",
            "grant_type is missing or the request is otherwise malformed",
        )
    if grant_type not in GRANT_TYPES:
        raise OAuthError(
            400,
            "unsupported_grant_type",
            "the grant type in the request is not supported by the authorization"
            " server",
        )
    return json_response(GRANT_TYPES[grant_type](call, form))


@routes.add("POST", "/identity/v1/oauth2/token/revoke", "revoke", token=None)
def revoke(call):
    """Withdraw a refresh token; unknown ones are accepted as well (RFC 7009)."""
    grant = call.simulator.tokens.find(call.request.form.get("token"), "refresh")
    if grant:
        call.simulator.tokens.revoke(grant.value)
    return json_response(None)


def _authorization_code(call, form):
    tokens = call.simulator.tokens
    code = tokens.find(form.get("code"), "code")
    if (
        code is None
        or not tokens.is_alive(code)
        or form.get("redirect_uri") != call.simulator.keyset.ru_name
    ):
        raise OAuthError(
            400,
            "invalid_grant",
            "the provided authorization grant code is invalid or was issued to"
            " another client",
        )
    code.used = True
    refresh = tokens.issue(
        "refresh", code.scopes, REFRESH_TOKEN_SECONDS, parent=code.value
    )
    return _user_token(call, refresh, refresh.scopes) | {
        "refresh_token": refresh.value,
        "refresh_token_expires_in": REFRESH_TOKEN_SECONDS,
    }


def _refresh_token(call, form):
    tokens = call.simulator.tokens
    refresh = tokens.find(form.get("refresh_token"), "refresh")
    if refresh is None or not tokens.is_alive(refresh):
        raise OAuthError(
            400,
            "invalid_grant",
            "the provided authorization refresh token is invalid or was issued to"
            " another client",
        )
    scopes = frozenset(form.get("scope", "").split()) or refresh.scopes
    _check_scopes(scopes, refresh.scopes)
    return _user_token(call, refresh, scopes)


def _client_credentials(call, form):
    scopes = frozenset(form.get("scope", "").split())
    if not scopes:
        raise OAuthError(400, "invalid_scope", SCOPE_DESCRIPTION)
    _check_scopes(scopes, APPLICATION_SCOPES)
    grant = call.simulator.tokens.issue("application", scopes, ACCESS_TOKEN_SECONDS)
    return {
        "access_token": grant.value,
        "expires_in": ACCESS_TOKEN_SECONDS,
        "token_type": "Application Access Token",
    }


GRANT_TYPES = {
    "authorization_code": _authorization_code,
    "refresh_token": _refresh_token,
    "client_credentials": _client_credentials,
}
#: What eBay documents of each grant's form.
FIELDS = {
    "authorization_code": {"grant_type", "code", "redirect_uri"},
    "refresh_token": {"grant_type", "refresh_token", "scope"},
    "client_credentials": {"grant_type", "scope"},
}
SCOPE_DESCRIPTION = (
    "The requested scope is invalid, unknown, malformed, or exceeds the scope granted"
    " to the client"
)


def _user_token(call, refresh, scopes):
    grant = call.simulator.tokens.issue(
        "user", scopes, ACCESS_TOKEN_SECONDS, parent=refresh.value
    )
    return {
        "access_token": grant.value,
        "expires_in": ACCESS_TOKEN_SECONDS,
        "token_type": "User Access Token",
    }


def _check_scopes(wanted, allowed):
    if not wanted <= allowed:
        raise OAuthError(400, "invalid_scope", SCOPE_DESCRIPTION)


def _send_back(call, url, answer):
    state = call.query.get("state")
    if state:
        answer["state"] = state
    if not answer:
        return redirect(url)
    return redirect(url + ("&" if "?" in url else "?") + urlencode(answer))


def _consent_error(error):
    body = f"<!DOCTYPE html><title>eBay</title><p id='error'>{error}</p>"
    return Response(body, 400, mimetype="text/html")
