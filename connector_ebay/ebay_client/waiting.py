# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""How long eBay asks to wait, where it says so in words only."""

from __future__ import annotations

import re

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
_PATTERN = re.compile(
    r"(?:back|again) (?:after|in) (\d+) (second|minute|hour|day)", re.IGNORECASE
)


def requested_wait(text: str) -> float | None:
    """Return the seconds in *Try back after 15 seconds.*, None without such words.

    Short-lived call limits, and the 250 revisions a day of a listing, are stated in
    an error's text and nowhere else.
    """
    match = _PATTERN.search(text)
    if match is None:
        return None
    return float(match[1]) * SECONDS[match[2].lower()]
