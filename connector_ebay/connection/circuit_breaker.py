# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The circuit breaker: a call that eBay throttles for one worker is made by none."""

import time

from . import Backend

#: Seconds for which the state that was read is used.
CACHE_SECONDS = 2


class CircuitBreaker:
    """State of an account's APIs and calls, as read from ``ebay.api.limit``."""

    def __init__(self, backend: Backend):
        self.backend = backend
        self._limits = backend.env["ebay.api.limit"].sudo()
        self._cached: dict[tuple[str, str], tuple[float, tuple[float, int]]] = {}

    def state(self, api: str, call: str = "") -> tuple[float, int]:
        """Return the seconds for which a call must not be made, and its failures.

        A job with many calls reads the table every few seconds, not before each call.
        """
        now = time.monotonic()
        cached = self._cached.get((api, call))
        if cached and now - cached[0] < CACHE_SECONDS:
            return cached[1]
        state = self._limits._read_state(self.backend, api, call)
        self._cached[api, call] = now, state
        return state

    def trip(
        self, api: str, seconds: float | None, reason: str, call: str = ""
    ) -> float:
        """Block an API, or one call of it, for all workers; return the seconds.

        :param seconds: as eBay asked; None: grows with each failure in a row
        :param call: the call to block; empty: all calls of the API
        """
        self._cached.clear()
        return self._limits._trip(self.backend, api, seconds, reason, call)

    def reset(self, api: str, call: str = "") -> None:
        """Unblock an API and a call that has answered, and forget their failures."""
        self._limits._reset(self.backend, api, call)
        self._cached.clear()
