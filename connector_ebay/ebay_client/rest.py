# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What eBay's REST APIs have in common."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import httpx

from .answer import Answer
from .rest_errors import raise_for_status
from .wire import DEFAULT_MAX_BYTES

if TYPE_CHECKING:
    from .client import EbayClient


class TokenKind(Enum):
    """Whose token an API wants; the wrong kind is refused with 403."""

    USER = "user"
    APPLICATION = "application"


class RestApi:
    """One REST API of eBay: its root, its token and its answers.

    Subclasses set ``api`` (as call records name it), ``root`` (path of the API),
    and where they differ ``token_kind`` and ``host`` (``api`` or ``apiz``).
    """

    api = ""
    root = ""
    host = "api"
    token_kind = TokenKind.USER

    def __init__(self, client: EbayClient) -> None:
        self._client = client

    def _call(
        self,
        method: str,
        template: str,
        *,
        path: Mapping[str, str] | None = None,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        content_language: str = "",
        accept_language: str = "",
        headers: Mapping[str, str] | None = None,
        token_kind: TokenKind | None = None,
        accepted: frozenset[int] = frozenset(),
        max_bytes: int = DEFAULT_MAX_BYTES,
        auth: httpx.Auth | None = None,
    ) -> Any:
        """Make one call and return its decoded body, {} when it has none.

        :param template: path below the root, ids as ``{name}``
        :param query: parameters; None values are left out
        :param body: sent as JSON, Decimal as text
        :param content_language: of the data written, such as ``de-DE``
        :param accepted: failure statuses whose body is an answer all the same
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
        url = self._url(template, path, query)
        endpoint = self.root + template
        wire = self._client.wire

        def decode(answer: Answer) -> Any:
            if answer.status not in accepted:
                raise_for_status(answer, wire.clock())
            if not answer.content and (method != "GET" or answer.status == 204):
                return _without_body(answer)
            result = answer.json()
            if not isinstance(result, dict):
                raise answer.unreadable("a JSON object expected")
            return result

        def send(token: str) -> Any:
            request = wire.http.build_request(
                method,
                url,
                content=content,
                headers={**sent, "Authorization": f"Bearer {token}"},
            )
            return wire.call(
                request,
                api=self.api,
                endpoint=endpoint,
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
        host = environment.apiz_url if self.host == "apiz" else environment.api_url
        quoted = {name: quote(str(value), safe="") for name, value in _items(path)}
        url = host + self.root + template.format(**quoted)
        pairs = {name: value for name, value in _items(query) if value is not None}
        # eBay wants the brackets, braces and bars of filters encoded too.
        return f"{url}?{urlencode(pairs, quote_via=quote, safe='')}" if pairs else url


def _without_body(answer: Answer) -> dict[str, str]:
    """Return what an empty answer still tells: where a created thing is."""
    location = answer.headers.get("location", "")
    return {"location": location} if location else {}


def encode_json(body: Any) -> bytes:
    """Return the body as compact JSON; eBay takes money as text."""
    return json.dumps(
        body, ensure_ascii=False, separators=(",", ":"), default=_encode_value
    ).encode()


def _encode_value(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"{type(value).__name__} cannot be sent to eBay")


def _items(mapping: Mapping[str, Any] | None) -> Any:
    return (mapping or {}).items()
