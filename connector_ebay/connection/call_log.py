# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The log of calls: buffered, and written in sets outside the job's transaction."""

from __future__ import annotations

import atexit
import logging
import os
import random
import threading
import time
from collections.abc import Callable
from typing import Any

from psycopg2 import OperationalError

import odoo
from odoo.api import Environment
from odoo.modules.registry import Registry

from ..tools.ebay_time import to_naive_utc
from . import Backend

_logger = logging.getLogger(__name__)

#: Calls that are written together at the latest, and seconds for which one waits.
FLUSH_CALLS = 100
FLUSH_SECONDS = 1.0

#: Calls kept while the database cannot be written; then the oldest are given up.
MOST_CALLS = 10_000

#: Tries to write while other workers write too, and seconds between the first two.
TRIES = 10
RETRY_SECONDS = 0.01

Row = dict[str, Any]


class CallLog:
    """The calls of one process and database that are not written yet.

    They are written at the end of a job or request, when there are many, a second after
    the first of them, and when the process ends. What cannot be written stays, for the
    next time. A process that is killed loses the calls of its last second at most.
    """

    _logs: dict[tuple[int, str], CallLog] = {}

    def __init__(self, store: Callable[[list[Row]], None]) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._rows: list[Row] = []
        self._timer: threading.Timer | None = None

    @classmethod
    def of(cls, env: Environment) -> CallLog:
        """Return the log of this process for the environment's database."""
        key = os.getpid(), env.cr.dbname
        log = cls._logs.get(key)
        if log is None:
            log = cls._logs.setdefault(key, cls(_store_in(env.cr.dbname)))
        return log

    def add(self, row: Row) -> None:
        """Add a call; write all if there are many."""
        with self._lock:
            self._rows.append(row)
            is_full = len(self._rows) % FLUSH_CALLS == 0
            if not is_full and self._timer is None and not _is_test():
                self._timer = threading.Timer(FLUSH_SECONDS, self._on_time)
                self._timer.daemon = True
                self._timer.start()
        if is_full:
            self.flush()

    def _on_time(self) -> None:
        with self._lock:
            self._timer = None
        self.flush()

    def flush(self) -> None:
        """Write the calls; a log that cannot be written stops no work."""
        with self._writing:
            with self._lock:
                rows, self._rows = self._rows, []
            if not rows:
                return
            try:
                self._store(rows)
            except Exception:
                _logger.exception("%s calls to eBay are not logged yet", len(rows))
                with self._lock:
                    self._rows = (rows + self._rows)[-MOST_CALLS:]


def _store_in(dbname: str) -> Callable[[list[Row]], None]:
    """Return what writes calls into a database, in a transaction of its own."""

    def store(rows: list[Row]) -> None:
        for attempt in range(TRIES):
            try:
                with Registry(dbname).cursor() as cr:
                    env = Environment(cr, odoo.SUPERUSER_ID, {})
                    env["ebay.api.call"]._store_calls(rows)
                return
            except OperationalError:
                # Another worker adds to the same sums at this moment.
                if attempt == TRIES - 1:
                    raise
                time.sleep(random.uniform(0, RETRY_SECONDS) * (attempt + 1))

    return store


def _is_test() -> bool:
    """Return whether a test runs, whose one connection must not be used by a timer."""
    return bool(odoo.modules.module.current_test)


@atexit.register
def _flush_all() -> None:
    """Write what is left when the process ends."""
    for (pid, _dbname), log in list(CallLog._logs.items()):
        if pid == os.getpid():
            log.flush()


def call_values(backend: Backend, call: Any) -> Row:
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
