# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The log of calls: buffered, and written in sets outside the job's transaction."""

from __future__ import annotations

import logging
import os
import threading
import time
from typing import Any

from ..tools.ebay_time import to_naive_utc
from . import Backend

_logger = logging.getLogger(__name__)

#: Calls that are written together at the latest, and seconds for which one waits.
FLUSH_CALLS = 50
FLUSH_SECONDS = 1.0

#: Calls that are kept while they cannot be written.
KEEP_CALLS = 10_000


class CallLog:
    """The calls of one process and database that are not written yet.

    They are written at the end of a job or a button, and on the way when there are
    many or the first is old. A process that is killed loses these few at most.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: list[dict[str, Any]] = []
        self._since = 0.0
        self._open = 0

    def __enter__(self) -> CallLog:
        """Enter a job or a button: calls may wait for its end."""
        with self._lock:
            self._open += 1
        return self

    def __exit__(self, *_error: object) -> None:
        with self._lock:
            self._open -= 1

    def add(self, backend: Backend, row: dict[str, Any]) -> None:
        """Add a call; write all if it is time."""
        with self._lock:
            if not self._rows:
                self._since = time.monotonic()
            self._rows.append(row)
            is_due = (
                not self._open
                or len(self._rows) >= FLUSH_CALLS
                or time.monotonic() - self._since >= FLUSH_SECONDS
            )
        if is_due:
            self.flush(backend)

    def flush(self, backend: Backend) -> None:
        """Write the calls; a log that cannot be written stops no work.

        They are kept for the next time, as many as fit into the memory.
        """
        with self._lock:
            rows, self._rows = self._rows, []
        if not rows:
            return
        try:
            backend.env["ebay.api.call"]._store_calls(rows)
        except Exception:
            _logger.exception("%s calls to eBay could not be logged yet", len(rows))
            with self._lock:
                self._rows = (rows + self._rows)[-KEEP_CALLS:]


_LOGS: dict[tuple[int, str], CallLog] = {}


def call_log(backend: Backend) -> CallLog:
    """Return the log of this process for the backend's database."""
    return _LOGS.setdefault((os.getpid(), backend.env.cr.dbname), CallLog())


def call_values(backend: Backend, call: Any) -> dict[str, Any]:
    """Return the row of an ``ebay_client`` CallRecord."""
    context = backend.env.context
    return {
        "backend_id": backend.id,
        "called_at": to_naive_utc(call.started_at),
        "flow": call.flow or "",
        "api_name": call.api,
        "method": call.method,
        "endpoint": call.endpoint,
        "status": call.status,
        "duration": round(call.duration_ms),
        "request_bytes": call.request_bytes,
        "response_bytes": call.response_bytes,
        "request_id": call.request_id or None,
        "error": call.error or None,
        "job_uuid": context.get("job_uuid"),
        "batch_id": context.get("ebay_export_batch_id"),
    }
