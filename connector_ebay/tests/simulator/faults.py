# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Faults on demand: what eBay, its edge and the network do on bad days."""

import os
import re
import socket
import struct
import threading
from dataclasses import dataclass, field
from urllib.parse import unquote_plus

from werkzeug.wrappers import Response

from . import errors
from .trading_errors import SYSTEM_ERROR, TradingError

#: Kinds that take the place of the answer: nothing is done at eBay.
INSTEAD = (
    "throttled",
    "quota",
    "status",
    "system_error",
    "trading_error",
    "expired_token",
    "html",
    "empty",
    "reset",
    "timeout",
)
#: Kinds that spoil the answer: what was asked for has been done.
AFTER = ("truncated", "broken", "lost_answer", "replaced")
SLOW = "slow"
#: What was asked for has been done, and the caller is kept waiting for the answer.
HELD = "held_answer"
KINDS = (*INSTEAD, *AFTER, SLOW, HELD)
#: How long a request that times out is kept waiting at most, in seconds.
LONGEST_WAIT = 300
#: Characters that eBay's answers hold although their format forbids them, by the name
#: of the fault: as they stand in XML and in JSON. ``tag`` is a tag cut off in a text.
MALFORMED_XML = {
    "control": "\x0b",
    "control_reference": "&#11;",
    "nul": "\x00",
    "nul_reference": "&#0;",
    "lone_surrogate": "&#xD83D;",
    "surrogate_pair": "&#55357;&#56832;",
    "entity": "&nbsp;",
    "ampersand": " & ",
    "tag": "<b",
}
MALFORMED_JSON = {
    "control": "\x0b",
    "control_escape": "\\u000b",
    "nul": "\x00",
    "nul_escape": "\\u0000",
    "lone_surrogate": "\\ud83d",
    "surrogate_pair": "\\ud83d\\ude00",
}
#: What a request says about the size of the page it wants.
_PAGE_SIZE = re.compile(rb"<EntriesPerPage>(\d+)</EntriesPerPage>")
HTML_PAGE = (
    "<!DOCTYPE html><html><head><title>Service Unavailable</title></head>"
    "<body><h1>Service Unavailable</h1><p>Reference #15.fa1e</p></body></html>"
)


@dataclass
class Fault:
    """Hits the ``nth`` matching request from now and ``count`` - 1 after it.

    ``match`` is the name of an operation or Trading call, a path prefix beginning
    with a slash, or ``*``; ``count`` 0 means for ever. Two options narrow it down:
    ``larger_than`` to requests for larger pages, ``containing`` to requests with a text
    in their address or body.
    """

    match: str
    kind: str
    nth: int = 1
    count: int = 1
    options: dict = field(default_factory=dict)
    seen: int = 0

    def matches(self, call, request):
        """Return whether the fault is meant for a request."""
        if self.match.startswith("/"):
            meant = request.path.startswith(self.match)
        else:
            meant = self.match in ("*", call)
        largest = self.options.get("larger_than")
        if meant and largest is not None:
            meant = page_size(request) > largest
        text = self.options.get("containing")
        if meant and text is not None:
            meant = text in unquote_plus(request.full_path) or (
                text.encode() in request.get_data()
            )
        return meant

    def hits(self):
        """Count one matching request; whether it is hit."""
        self.seen += 1
        if self.seen < self.nth:
            return False
        return not self.count or self.seen < self.nth + self.count


class Faults:
    """The faults that are planned."""

    def __init__(self):
        self._lock = threading.Lock()
        self._planned = []
        self.released = threading.Event()

    def __iter__(self):
        return iter(list(self._planned))

    def add(self, match, kind, *, nth=1, count=1, **options):
        """Plan a fault. Options by kind:

        throttled: retry_after (seconds, None: no header); status: status, body,
        headers; html and empty: status; slow, timeout and held_answer: seconds;
        trading_error: code; truncated: keep (the share of the body that is sent);
        replaced: old and new (texts; see MALFORMED_XML and MALFORMED_JSON).
        """
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}")
        fault = Fault(match, kind, nth, count, options)
        with self._lock:
            self._planned.append(fault)
        return fault

    def clear(self):
        """Remove all faults, and let requests go that hang."""
        with self._lock:
            self._planned.clear()
        self.released.set()
        self.released = threading.Event()

    def take(self, call, request):
        """Return the fault that hits this request, or None."""
        with self._lock:
            hit = [
                fault
                for fault in self._planned
                if fault.matches(call, request) and fault.hits()
            ]
        return hit[0] if hit else None


def answer_instead(fault, faults, request, trading_answer):
    """Return the answer of a fault that takes the place of eBay's own.

    ``trading_answer`` makes a Trading answer of an error, or is None for REST.
    """
    options = fault.options
    if fault.kind in ("reset", "timeout"):
        if fault.kind == "timeout":
            faults.released.wait(options.get("seconds", LONGEST_WAIT))
        cut(request)
    if fault.kind == "throttled":
        retry_after = options.get("retry_after")
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        return Response("Too Many Requests", 429, headers, mimetype="text/plain")
    if fault.kind == "html":
        return Response(HTML_PAGE, options.get("status", 503), mimetype="text/html")
    if fault.kind == "empty":
        return Response(b"", options.get("status", 502))
    if fault.kind == "status":
        return Response(
            options.get("body", ""),
            options["status"],
            options.get("headers", {}),
            mimetype=options.get("mimetype", "application/json"),
        )
    if trading_answer:
        return trading_answer(_trading_error(fault))
    return _rest_error(fault).response()


def spoil(fault, request, response):
    """Return the answer eBay gave, as the fault lets it arrive."""
    content = response.get_data()
    if fault.kind == "lost_answer":
        cut(request)
    if fault.kind == "replaced":
        old, new = (
            fault.options[name].encode("utf-8", "surrogatepass")
            for name in ("old", "new")
        )
        response.set_data(content.replace(old, new))
        return response
    kept = content[: int(len(content) * fault.options.get("keep", 0.5))]
    spoiled = Response(kept, response.status_code, mimetype=response.mimetype)
    if fault.kind == "truncated":
        # The length promises more than what comes before the connection closes.
        spoiled.headers["Content-Length"] = str(len(content))
    return spoiled


def page_size(request):
    """Return how large a page the request wants, 0 when it does not say."""
    found = _PAGE_SIZE.search(request.get_data())
    if found:
        return int(found[1])
    return request.args.get("limit", 0, type=int)


def cut(request):
    """Cut the connection hard, so that the caller sees a reset."""
    connection = request.environ["werkzeug.socket"]
    linger = struct.pack("ii", 1, 0)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    os.close(connection.detach())
    raise ConnectionAbortedError("cut by a planned fault")


def _trading_error(fault):
    if fault.kind == "quota":
        return TradingError("518")
    if fault.kind == "expired_token":
        return TradingError("21917053")
    if fault.kind == "trading_error":
        return TradingError(fault.options["code"])
    return TradingError("10007", classification=SYSTEM_ERROR)


def _rest_error(fault):
    if fault.kind == "quota":
        return errors.too_many_requests()
    if fault.kind == "expired_token":
        return errors.invalid_token()
    return errors.RestError(
        500,
        fault.options.get("error_id", 25001),
        fault.options.get("domain", "API_INVENTORY"),
        "A system error has occurred.",
        category="APPLICATION",
    )
