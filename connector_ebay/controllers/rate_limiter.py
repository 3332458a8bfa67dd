# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import threading
import time
from collections import OrderedDict


class RateLimiter:
    """So many requests a second from each source, with room for a burst.

    One bucket of tokens a source, for this process. Memory is bounded: the source
    that was heard of longest ago is forgotten first, which only does it good.

    :param rate: requests a second that a source may go on making
    :param burst: requests it may make at once after a while of silence
    :param max_sources: how many sources are remembered
    """

    def __init__(self, rate, burst, max_sources=4096, clock=time.monotonic):
        self.rate = rate
        self.burst = burst
        self.max_sources = max_sources
        self._clock = clock
        self._buckets = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self):
        return len(self._buckets)

    def allow(self, source):
        """Whether one more request of this source is within its limit."""
        now = self._clock()
        with self._lock:
            tokens, then = self._buckets.pop(source, (self.burst, now))
            tokens = min(self.burst, tokens + (now - then) * self.rate)
            allowed = tokens >= 1
            self._buckets[source] = (tokens - 1 if allowed else tokens, now)
            while len(self._buckets) > self.max_sources:
                self._buckets.popitem(last=False)
        return allowed
