# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The circuit breaker: an API that throttles one worker is not called by any."""

import time

from . import Backend

#: Seconds for which the state that was read is used.
CACHE_SECONDS = 2


class CircuitBreaker:
    """State of an account's APIs, read from ``ebay.api.limit`` every few seconds."""

    def __init__(self, backend: Backend):
        self.backend = backend
        self._limits = backend.env["ebay.api.limit"].sudo()
        self._cached: dict[str, tuple[float, tuple[float, int]]] = {}

    def state(self, api: str) -> tuple[float, int]:
        """Return the seconds for which an API must not be called, and its failures.

        A job with many calls reads the table every few seconds, not before each call.
        """
        now = time.monotonic()
        cached = self._cached.get(api)
        if cached and now - cached[0] < CACHE_SECONDS:
            return cached[1]
        state = self._limits._read_state(self.backend, api)
        self._cached[api] = now, state
        return state

    def trip(self, api: str, seconds: float | None, reason: str) -> float:
        """Block an API for all workers; return for how many seconds.

        :param seconds: as eBay asked; None: grows with each failure in a row
        """
        self._cached.pop(api, None)
        return self._limits._trip(self.backend, api, seconds, reason)

    def reset(self, api: str) -> None:
        """Unblock an API that has answered, and forget its failures."""
        self._limits._reset(self.backend, api)
        self._cached.pop(api, None)
