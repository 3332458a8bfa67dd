# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""eBay's OAuth: consent, code, refresh and application tokens.

https://developer.ebay.com/api-docs/static/oauth-tokens.html
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import quote, unquote, urlencode

import httpx

from .answer import Answer
from .call_record import Observer
from .credentials import Credentials
from .environment import Environment
from .errors import RejectedError, UnauthorizedError
from .rest_errors import build_error, raise_for_status, read_details
from .scopes import API_SCOPE
from .tokens import AccessToken, UserTokens
from .wire import Clock, Wire, utc_now

T = TypeVar("T")

TOKEN_PATH = "/identity/v1/oauth2/token"
CONSENT_PATH = "/oauth2/authorize"


class OAuth:
    """The three grants of eBay's token endpoint, and the consent address."""

    api = "oauth"

    def __init__(
        self,
        environment: Environment,
        credentials: Credentials,
        http: httpx.Client,
        observer: Observer | None = None,
        *,
        flow: str = "oauth",
        clock: Clock = utc_now,
    ) -> None:
        self.environment = environment
        self.credentials = credentials
        self._wire = Wire(http, observer=observer, clock=clock, flow=flow)

    def consent_url(
        self, scopes: Iterable[str], state: str, locale: str | None = None
    ) -> str:
        """Return the address at which the seller gives consent.

        https://developer.ebay.com/api-docs/static/oauth-consent-request.html

        :param state: comes back with the code; the caller checks it
        :param locale: language of the page, such as ``de-DE``
        """
        query = {
            "client_id": self.credentials.client_id,
            "redirect_uri": self.credentials.ru_name,
            "response_type": "code",
            "scope": " ".join(scopes),
            "state": state,
        }
        if locale:
            query["locale"] = locale
        root = self.environment.auth_url + CONSENT_PATH
        return f"{root}?{urlencode(query, quote_via=quote)}"

    def exchange_code(self, code: str) -> UserTokens:
        """Return the tokens for the code of a consent: once, within 5 minutes.

        https://developer.ebay.com/api-docs/static/oauth-auth-code-grant-request.html

        :param code: as the callback's query gave it, decoded or still encoded
        :raises RejectedError: the code is used up, too old or another keyset's
        :raises UnauthorizedError: eBay does not know the keyset
        """
        form = {
            "grant_type": "authorization_code",
            "code": unquote(code) if "%23" in code else code,
            "redirect_uri": self.credentials.ru_name,
        }
        return self._post(form, self._read_user_tokens, consent=False)

    def refresh(self, refresh_token: str, scopes: Iterable[str] = ()) -> AccessToken:
        """Return a new access token of the seller.

        Without scopes eBay grants what was consented; it refuses a list that has
        since grown.

        https://developer.ebay.com/api-docs/static/oauth-refresh-token-request.html

        :param scopes: the only ones of the token
        :raises UnauthorizedError: ``revoked`` is true when the consent is gone
        :raises RejectedError: ``invalid_scope``: one of them was not consented
        """
        form = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        if scopes:
            form["scope"] = " ".join(scopes)
        return self._post(form, self._read_access_token, consent=True)

    def application_token(self, scopes: Iterable[str] = (API_SCOPE,)) -> AccessToken:
        """Return an access token of the application; eBay mints 1,000 a day.

        https://developer.ebay.com/api-docs/static/oauth-client-credentials-grant.html

        :raises UnauthorizedError: eBay does not know the keyset
        """
        form = {"grant_type": "client_credentials", "scope": " ".join(scopes)}
        return self._post(form, self._read_access_token, consent=False)

    def _post(
        self, form: dict[str, str], read: Callable[[Any], T], *, consent: bool
    ) -> T:
        """Send a form to the token endpoint.

        :param consent: whether ``invalid_grant`` means that the consent is gone
        """
        keyset = f"{self.credentials.client_id}:{self.credentials.client_secret}"
        basic = base64.b64encode(keyset.encode()).decode()
        request = self._wire.http.build_request(
            "POST",
            self.environment.api_url + TOKEN_PATH,
            data=form,
            headers={"Authorization": f"Basic {basic}", "Accept": "application/json"},
        )

        def decode(answer: Answer) -> T:
            self._check(answer, consent)
            try:
                return read(answer.json())
            except (KeyError, TypeError, ValueError, OverflowError) as error:
                raise answer.unreadable("no token in it") from error

        return self._wire.call(
            request, api=self.api, endpoint=TOKEN_PATH, decode=decode
        )

    def _check(self, answer: Answer, consent: bool) -> None:
        """Raise the error of an OAuth answer.

        eBay uses the same sentences for different things, so only the code counts.
        """
        details = read_details(answer)
        codes = {detail.message for detail in details}
        context = {**answer.context(), "details": details}
        now = self._wire.clock()
        if 200 <= answer.status < 300:
            return
        if answer.status >= 500 or answer.status == 429:
            raise build_error(answer, details, now)
        message = str(build_error(answer, details, now))
        if "invalid_grant" in codes:
            if consent:
                raise UnauthorizedError(message, revoked=True, **context)
            raise RejectedError(message, **context)
        if "invalid_client" in codes:
            raise UnauthorizedError(message, **context)
        raise_for_status(answer, now)

    def _read_access_token(self, body: dict[str, Any]) -> AccessToken:
        return AccessToken(
            value=_required_text(body, "access_token"),
            expires_at=self._in(body["expires_in"]),
        )

    def _read_user_tokens(self, body: dict[str, Any]) -> UserTokens:
        return UserTokens(
            access_token=_required_text(body, "access_token"),
            expires_at=self._in(body["expires_in"]),
            refresh_token=_required_text(body, "refresh_token"),
            refresh_expires_at=self._in(body["refresh_token_expires_in"]),
        )

    def _in(self, seconds: Any) -> datetime:
        return self._wire.clock() + timedelta(seconds=int(seconds))


def _required_text(body: dict[str, Any], key: str) -> str:
    value = body[key]
    if not isinstance(value, str) or not value:
        raise ValueError(f"no {key}")
    return value
