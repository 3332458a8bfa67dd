# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a worker process remembers of each account: HTTP connections, eBay's clock."""

import logging
import os
from datetime import UTC, datetime, timedelta
from typing import Any

from ..ebay_client import make_http
from . import Backend
from .call_log import CallLog, call_values

_logger = logging.getLogger(__name__)

# httpx logs addresses with their queries; log_call writes a better line.
logging.getLogger("httpx").setLevel(logging.WARNING)

#: Seconds for calls that are made while eBay waits for our answer to a webhook, and for
#: pictures.
SHORT_TIMEOUTS: dict[str, Any] = {
    "read_timeout": 3.0,
    "connect_timeout": 2.0,
    "write_timeout": 2.0,
    "pool_timeout": 1.0,
}

ProcessKey = tuple[int, str, int]

#: ``httpx.Client`` with its kept-alive connections.
_HTTP_CLIENTS: dict[ProcessKey, Any] = {}
_SHORT_TIMEOUT_CLIENTS: dict[ProcessKey, Any] = {}

#: eBay's time less the time of this machine.
CLOCK_OFFSETS: dict[ProcessKey, timedelta] = {}


def _process_key(backend: Backend) -> ProcessKey:
    """Return the key of an account; a fork must not use its parent's sockets."""
    return os.getpid(), backend.env.cr.dbname, backend.id


def http_client(backend: Backend) -> Any:
    """Return the account's ``httpx.Client`` in this process.

    With ``ebay_short_timeouts`` in the context it has short timeouts.
    """
    key = _process_key(backend)
    if backend.env.context.get("ebay_short_timeouts"):
        if key not in _SHORT_TIMEOUT_CLIENTS:
            _SHORT_TIMEOUT_CLIENTS[key] = make_http(**SHORT_TIMEOUTS)
        return _SHORT_TIMEOUT_CLIENTS[key]
    if key not in _HTTP_CLIENTS:
        _HTTP_CLIENTS[key] = make_http()
    return _HTTP_CLIENTS[key]


def clock_offset(backend: Backend) -> timedelta:
    """Return eBay's time less ours, as of eBay's last answer to this process."""
    return CLOCK_OFFSETS.get(_process_key(backend), timedelta())


def log_call(backend: Backend, call: Any) -> None:
    """Log one HTTP call so that it outlives a rollback; update the clock offset.

    :param call: an ``ebay_client`` CallRecord
    """
    if call.server_time:
        offset = call.server_time - datetime.now(UTC)
        CLOCK_OFFSETS[_process_key(backend)] = offset
    context = backend.env.context
    _logger.info(
        "eBay backend %s, %s: %s %s %s %s, %.0f ms, "
        "request %s, job %s, notification %s",
        backend.id,
        call.flow or "-",
        call.api,
        call.method,
        call.endpoint,
        call.status,
        call.duration_ms,
        call.request_id or "-",
        context.get("job_uuid") or "-",
        context.get("ebay_notification_id") or "-",
    )
    CallLog.of(backend.env).add(call_values(backend, call))
