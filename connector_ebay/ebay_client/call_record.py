# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What an observer learns about each HTTP call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class CallRecord:
    """One HTTP call to eBay, failed ones included. Holds no secret and no data.

    :ivar flow: what the call was made for, as set on the client
    :ivar api: the eBay API, such as ``trading`` or ``sell.inventory``
    :ivar method: the HTTP method
    :ivar endpoint: path template, or the call's name for Trading
    :ivar status: HTTP status, 0 when no answer came
    :ivar duration_ms: from sending until the body was read, in milliseconds
    :ivar request_bytes: size of the body sent
    :ivar response_bytes: size of the body received, decompressed
    :ivar request_id: eBay's id of the call, for its support
    :ivar error: empty when the call worked, else the error's class and message
    :ivar started_at: this machine's time at the start, aware UTC
    :ivar server_time: eBay's time as its answer gives it, aware UTC
    """

    flow: str
    api: str
    method: str
    endpoint: str
    status: int
    duration_ms: float
    request_bytes: int
    response_bytes: int
    request_id: str
    error: str
    started_at: datetime
    server_time: datetime | None


Observer = Callable[[CallRecord], None]
