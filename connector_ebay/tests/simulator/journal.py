# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What was asked of the simulator, in order; secrets and bodies are not kept."""

import hashlib
import json
import re
import threading
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta


@dataclass
class Entry:
    """One request and its answer; ``status`` 0 means the connection was cut.

    ``call`` is eBay's name of the operation or Trading call, ``token`` the kind of
    the access token sent: user, application, unknown or ""; ``writes`` says
    of what it sets price or quantity: SKUs, or item ids where no SKU is sent.
    """

    number: int
    time: datetime
    method: str
    path: str
    query: str
    call: str
    token: str
    request_bytes: int
    request_sha256: str
    status: int = 0
    response_bytes: int = 0
    duration_ms: float = 0.0
    fault: str = ""
    writes: tuple = ()

    def as_json(self):
        """Return a plain dict for the control API."""
        return asdict(self) | {"time": self.time.isoformat()}


class Journal:
    """All entries since the start or the last `clear`; safe to read at any time."""

    def __init__(self):
        self._entries = []
        self._changed = threading.Condition()

    def __iter__(self):
        return iter(list(self._entries))

    def __len__(self):
        return len(self._entries)

    def __getitem__(self, index):
        return list(self._entries)[index]

    def open(self, moment, request, call, token):
        """Add an entry for a request that has just come in."""
        content = request.get_data()
        entry = Entry(
            number=len(self._entries),
            time=moment,
            method=request.method,
            path=request.path,
            query=request.query_string.decode(),
            call=call,
            token=token,
            request_bytes=len(content),
            request_sha256=hashlib.sha256(content).hexdigest(),
            writes=_written(call, content),
        )
        with self._changed:
            self._entries.append(entry)
        return entry

    def close(self, entry, status, response_bytes, duration_ms):
        """Note the answer; wakes those who wait for it."""
        with self._changed:
            entry.status = status
            entry.response_bytes = response_bytes
            entry.duration_ms = round(duration_ms, 3)
            self._changed.notify_all()

    def count(self, call=None):
        """Return how many requests there were, of one call or of all."""
        return sum(call in (None, entry.call) for entry in list(self._entries))

    def calls(self):
        """Return a Counter of requests by call."""
        return Counter(entry.call for entry in list(self._entries))

    def wait_for(self, call, count=1, timeout=30):
        """Wait until a call was answered ``count`` times; False when time is up."""

        def answered():
            done = [one for one in self._entries if one.call == call and one.status]
            return len(done) >= count

        with self._changed:
            return self._changed.wait_for(answered, timeout)

    def clear(self):
        """Delete all entries."""
        with self._changed:
            self._entries.clear()

    def overlapping(self):
        """Return what was being written by two requests at once."""
        ends, found = {}, set()
        for entry in sorted(self, key=lambda one: one.time):
            for name in entry.writes:
                if name in ends and entry.time < ends[name]:
                    found.add(name)
                end = entry.time + timedelta(milliseconds=entry.duration_ms)
                ends[name] = max(end, ends.get(name, end))
        return found


def _written(call, content):
    if call == "bulkUpdatePriceQuantity":
        try:
            return tuple(one["sku"] for one in json.loads(content)["requests"])
        except (ValueError, KeyError, TypeError):
            return ()
    if call == "ReviseInventoryStatus":
        text = content.decode(errors="replace")
        rows = re.findall(r"<InventoryStatus>(.*?)</InventoryStatus>", text, re.S)
        names = (
            re.search(r"<SKU>([^<]+)", row) or re.search(r"<ItemID>([^<]+)", row)
            for row in rows
        )
        return tuple(name[1] for name in names if name)
    return ()
