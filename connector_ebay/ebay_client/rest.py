# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What eBay's REST APIs have in common."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlencode

import httpx

from .answer import Answer
from .errors import TransientError
from .rest_errors import raise_for_status
from .wire import DEFAULT_MAX_BYTES

if TYPE_CHECKING:
    from .client import EbayClient

T = TypeVar("T")


class TokenKind(Enum):
    """Whose token an API wants; the wrong kind is refused with 403."""

    USER = "user"
    APPLICATION = "application"


class RestApi:
    """One REST API of eBay: its root, its token and its answers.

    Subclasses set ``api`` (as call records name it), ``root`` (path of the API),
    and where they differ ``token_kind``, ``host`` (``api``, ``apiz`` or ``apim``) and
    ``scheme`` (of the Authorization header).
    """

    api = ""
    root = ""
    host = "api"
    scheme = "Bearer"
    token_kind = TokenKind.USER

    def __init__(self, client: EbayClient) -> None:
        self._client = client

    def _call(
        self,
        method: str,
        template: str,
        *,
        body: Any = None,
        content_language: str = "",
        accept_language: str = "",
        headers: Mapping[str, str] | None = None,
        rows: str = "",
        **options: Any,
    ) -> dict[str, Any]:
        """Make one call and return its decoded JSON object.

        An empty answer, where one is allowed, is {}. Where eBay says what it created,
        by a Location header, ``location`` is all that is returned: whatever the body
        holds, the thing is there.

        :param template: path below the root, ids as ``{name}``
        :param body: sent as JSON, Decimal as text
        :param content_language: of the data written, such as ``de-DE``
        :param accept_language: of the texts wanted, if not the client's
        :param rows: name of the list that makes a 400 an answer: each of its rows
            has a status of its own, and eBay says 400 when all of them failed
        :param options: as in ``_exchange``
        :raises EbayError: the subclass the answer stands for
        """
        sent = {"Accept": "application/json", **(headers or {})}
        if accept_language:
            sent["Accept-Language"] = accept_language
        if content_language:
            sent["Content-Language"] = content_language
        content = None
        if body is not None:
            sent["Content-Type"] = "application/json"
            content = encode_json(body)

        def decode(answer: Answer) -> dict[str, Any]:
            if not (rows and _holds(answer, rows)):
                raise_for_status(answer, self._client.wire.clock())
            if method != "GET" and answer.headers.get("location"):
                return {"location": answer.headers["location"]}
            if not answer.content and (method != "GET" or answer.status == 204):
                return {}
            result = answer.json()
            if not isinstance(result, dict):
                raise answer.unreadable("a JSON object expected")
            return result

        return self._exchange(
            method, template, decode, content=content, headers=sent, **options
        )

    def _exchange(
        self,
        method: str,
        template: str,
        decode: Callable[[Answer], T],
        *,
        path: Mapping[str, str] | None = None,
        query: Mapping[str, Any] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        token_kind: TokenKind | None = None,
        max_bytes: int = DEFAULT_MAX_BYTES,
        auth: httpx.Auth | None = None,
    ) -> T:
        """Make one call and return what ``decode`` makes of the answer.

        :param path: ids of the template, in the clear
        :param query: parameters; None values are left out
        :param auth: signs the request
        """
        wire = self._client.wire
        url = self._url(template, path, query)

        def send(token: str) -> T:
            request = wire.http.build_request(
                method,
                url,
                content=content,
                headers={**(headers or {}), "Authorization": f"{self.scheme} {token}"},
            )
            return wire.call(
                request,
                api=self.api,
                endpoint=self.root + template,
                decode=decode,
                max_bytes=max_bytes,
                auth=auth,
            )

        return self._client.with_token(token_kind or self.token_kind, send)

    def _url(
        self,
        template: str,
        path: Mapping[str, str] | None,
        query: Mapping[str, Any] | None,
    ) -> str:
        environment = self._client.environment
        host = {
            "api": environment.api_url,
            "apiz": environment.apiz_url,
            "apim": environment.apim_url,
        }[self.host]
        quoted = {name: quote_segment(value) for name, value in (path or {}).items()}
        url = host + self.root + template.format(**quoted)
        pairs = {
            name: value for name, value in (query or {}).items() if value is not None
        }
        # eBay wants the brackets, braces and bars of filters encoded too.
        return f"{url}?{urlencode(pairs, quote_via=quote, safe='')}" if pairs else url


def quote_segment(value: str) -> str:
    """Return an id as one path segment, which even two dots cannot leave.

    :raises ValueError: the id is empty or dots only, so that no path holds it
    """
    text = str(value)
    if not text.strip("."):
        raise ValueError(f"Not an id: {text!r}")
    return quote(text, safe="")


def encode_json(body: Any) -> bytes:
    """Return the body as compact JSON; eBay takes money as text."""
    return json.dumps(
        body, ensure_ascii=False, separators=(",", ":"), default=_encode_value
    ).encode()


def created_id(answer: Mapping[str, Any]) -> str:
    """Return the id of what a call created: the end of its Location header.

    :raises TransientError: eBay did not say where it is
    """
    location = str(answer.get("location", "")).partition("?")[0].rstrip("/")
    if not location:
        raise TransientError("eBay created something and did not say where it is")
    return location.rpartition("/")[2]


def _encode_value(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"{type(value).__name__} cannot be sent to eBay")


def _holds(answer: Answer, rows: str) -> bool:
    if answer.status != 400:
        return False
    try:
        body = answer.json()
    except TransientError:
        return False
    return isinstance(body, dict) and isinstance(body.get(rows), list)
