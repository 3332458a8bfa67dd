# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""How a Trading call travels: headers, envelope, errors.

https://developer.ebay.com/api-docs/user-guides/static/make-a-call/using-xml.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from .answer import Answer
from .rest import TokenKind
from .rest_errors import raise_for_status
from .trading_errors import raise_for_ack
from .trading_xml import MalformedDocumentError, Node, build_request, parse_document
from .wire import MEGABYTE

if TYPE_CHECKING:
    from .client import EbayClient

T = TypeVar("T")

PATH = "/ws/api.dll"
COMPATIBILITY_LEVEL = "1423"
MAX_BYTES = 64 * MEGABYTE


class TradingTransport:
    """One Trading call at a time, with the seller's OAuth token.

    ``site_id`` is the site whose conventions apply; texts come in English anyway.
    """

    api = "trading"

    def __init__(self, client: EbayClient, site_id: int = 0) -> None:
        self._client = client
        self.site_id = site_id

    def _call(
        self,
        call_name: str,
        fields: Mapping[str, Any],
        read: Callable[[Node], T],
        *,
        detail_level: str | None = None,
        output_selector: list[str] | None = None,
        partial_allowed: bool = False,
    ) -> T:
        """Make one call and return what ``read`` makes of its response."""
        wire = self._client.wire
        # A schema extends its base: what all calls share comes first.
        shared = {
            "DetailLevel": detail_level,
            "ErrorLanguage": "en_US",
            "OutputSelector": output_selector,
            "WarningLevel": "High",
        }
        content = build_request(call_name, {**shared, **fields})

        def decode(answer: Answer) -> T:
            raise_for_status(answer, wire.clock())
            response = _parse_response(answer)
            answer.server_time = response.time("Timestamp") or answer.server_time
            raise_for_ack(response, answer, partial_allowed)
            if response.name != f"{call_name}Response":
                raise answer.unreadable(f"it is a {response.name}")
            try:
                return read(response)
            except MalformedDocumentError as error:
                raise answer.unreadable(str(error)) from error

        def send(token: str) -> T:
            request = wire.http.build_request(
                "POST",
                self._client.environment.api_url + PATH,
                content=content,
                headers=self._headers(call_name, token),
            )
            return wire.call(
                request,
                api=self.api,
                endpoint=call_name,
                decode=decode,
                max_bytes=MAX_BYTES,
            )

        return self._client.with_token(TokenKind.USER, send)

    def _headers(self, call_name: str, token: str) -> dict[str, str]:
        return {
            "Content-Type": "text/xml",
            "Accept": "text/xml",
            "X-EBAY-API-CALL-NAME": call_name,
            "X-EBAY-API-SITEID": str(self.site_id),
            "X-EBAY-API-COMPATIBILITY-LEVEL": COMPATIBILITY_LEVEL,
            "X-EBAY-API-IAF-TOKEN": token,
        }


def _parse_response(answer: Answer) -> Node:
    if answer.media_type and "xml" not in answer.media_type:
        raise answer.unreadable(f"XML expected, {answer.media_type} received")
    if not answer.content.strip():
        raise answer.unreadable("the body is empty")
    try:
        response = parse_document(answer.content)
    except MalformedDocumentError as error:
        raise answer.unreadable(str(error)) from error
    # A failure may come under another call's name, which says no less.
    if not response.name.endswith("Response"):
        raise answer.unreadable(f"it is a {response.name}")
    return response
