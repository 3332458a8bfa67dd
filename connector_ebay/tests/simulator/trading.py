# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The Trading API's one address: headers, token, and the frame of every answer."""

from dataclasses import dataclass

from werkzeug.wrappers import Response

from .clock import timestamp
from .marketplaces import BY_SITE_ID
from .routing import Call, Routes
from .trading_errors import TradingError
from .trading_selectors import ITEMS, selection
from .trading_xml import (
    BUILD,
    NAMESPACE,
    VERSION,
    TradingRequest,
    element,
)

routes = Routes()
#: Call name: function of a `TradingCall` that returns the answer's own elements.
CALLS = {}
LOWEST_VERSION = 1113


def trading_call(name):
    """Register the decorated function as what answers the Trading call ``name``."""

    def register(handler):
        CALLS[name] = handler
        return handler

    return register


@dataclass
class TradingCall:
    """A Trading request with everything a handler needs.

    A handler may add `TradingError`s of severity Warning to ``warnings``, and errors
    of single entities with ``partial`` set: the rest of its answer is sent all the
    same.
    """

    call: Call
    name: str
    request: TradingRequest | None
    language: str
    warnings: list
    partial: bool = False
    #: Rendered items, where the handler left the mark for them in its answer.
    items: str = ""

    @property
    def seller(self):
        """Return the seller account of the token."""
        return self.call.seller

    @property
    def now(self):
        """Return the time at eBay."""
        return self.call.simulator.clock.now()

    @property
    def simulator(self):
        """Return the simulator that answers."""
        return self.call.simulator

    @property
    def limits(self):
        """Return the simulated eBay's limits."""
        return self.call.simulator.limits

    @property
    def selection(self):
        """Return what the request's ``OutputSelector`` elements select; None without
        any."""
        return selection(*self.request.texts("OutputSelector"))


@routes.add("POST", "/ws/api.dll", "trading", token=None)
def api_dll(call):
    """Answer any Trading call: its name is in the ``X-EBAY-API-CALL-NAME`` header."""
    headers = call.request.headers
    name = headers.get("X-EBAY-API-CALL-NAME", "")
    market = BY_SITE_ID.get(_site_id(headers))
    trading = TradingCall(call, name, None, market.language if market else "en", [])
    try:
        _check_headers(headers, market)
        trading.request = TradingRequest(name, call.request.get_data())
        trading.language = _language(trading)
        _check_token(call)
        _check_schema(call, name, trading.request)
        body = CALLS[name](trading)
    except TradingError as error:
        return answer(trading, "", [error])
    if trading.selection:
        body = trading.selection.cut(body)
    return answer(trading, body.replace(ITEMS, trading.items), trading.warnings)


def refusal(call, error):
    """Return the answer of a call that is refused before its body was looked at."""
    headers = call.request.headers
    market = BY_SITE_ID.get(_site_id(headers))
    trading = TradingCall(call, call.name, None, "en", [])
    if market:
        trading.language = market.language
    return answer(trading, "", [error])


def answer(trading, body, errors):
    """Return the whole XML answer of a call around its own elements."""
    name = trading.name if trading.name in CALLS else "Unknown"
    message_id = trading.request and trading.request.text("MessageID")
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><{name}Response xmlns="{NAMESPACE}">'
        + element("Timestamp", timestamp(trading.now))
        + element("Ack", _acknowledgement(trading, errors))
        + element("CorrelationID", message_id)
        + "".join(error.as_xml(trading.language) for error in errors)
        + element("Version", VERSION)
        + element("Build", BUILD)
        + body
        + f"</{name}Response>"
    )
    return Response(content.encode(), mimetype="text/xml")


def _acknowledgement(trading, errors):
    if all(error.severity == "Warning" for error in errors):
        return "Warning" if errors else "Success"
    return "PartialFailure" if trading.partial else "Failure"


def _site_id(headers):
    text = headers.get("X-EBAY-API-SITEID", "")
    return int(text) if text.isdigit() else None


def _check_headers(headers, market):
    if headers.get("X-EBAY-API-CALL-NAME") not in CALLS:
        raise TradingError("10013")
    if market is None:
        raise _invalid_header("X-EBAY-API-SITEID")
    level = headers.get("X-EBAY-API-COMPATIBILITY-LEVEL", "")
    if not level.isdigit() or int(level) < LOWEST_VERSION:
        raise _invalid_header("X-EBAY-API-COMPATIBILITY-LEVEL")


def _invalid_header(name):
    return TradingError(
        "10012", f"Invalid value for header: {name}.", parameters={"0": name}
    )


def _check_token(call):
    value = call.request.headers.get("X-EBAY-API-IAF-TOKEN")
    if not value:
        raise TradingError("930")
    tokens = call.simulator.tokens
    grant = tokens.find(value, "user")
    if grant is None or grant.revoked:
        raise TradingError("21916984")
    if not tokens.is_alive(grant):
        raise TradingError("21917053")
    call.grant = grant


def _check_schema(call, name, request):
    problems = call.simulator.checker.check_trading_request(name, request.root)
    if problems:
        raise TradingError(
            "5",
            f"XML Parse error. {problems[0]}",
            parameters={str(index): one for index, one in enumerate(problems[:5])},
        )


def _language(trading):
    language = trading.request.text("ErrorLanguage")
    return language.partition("_")[0] if language else trading.language
