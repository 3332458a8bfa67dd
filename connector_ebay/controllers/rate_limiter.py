# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import threading
import time
from collections import OrderedDict
from collections.abc import Callable


class RateLimiter:
    """Limit the requests of each source in this process by a token bucket.

    Memory is bounded: the source with the oldest request is forgotten first, which
    only gives it a full bucket.

    :param rate: requests a second that a source may make continuously
    :param burst: requests it may make at once after a pause
    :param max_sources: number of sources that are remembered
    :param clock: returns seconds
    """

    def __init__(
        self,
        rate: float,
        burst: float,
        max_sources: int = 4096,
        clock: Callable[[], float] = time.monotonic,
    ):
        self.rate = rate
        self.burst = burst
        self.max_sources = max_sources
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._buckets)

    def allow(self, source: str) -> bool:
        """Count one request of a source; return whether it is within the limit."""
        now = self._clock()
        with self._lock:
            tokens, then = self._buckets.pop(source, (self.burst, now))
            tokens = min(self.burst, tokens + (now - then) * self.rate)
            allowed = tokens >= 1
            self._buckets[source] = (tokens - 1 if allowed else tokens, now)
            while len(self._buckets) > self.max_sources:
                self._buckets.popitem(last=False)
        return allowed
