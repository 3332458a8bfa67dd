# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Exponential backoff: how long to wait after an error before the next try."""

import random

#: Seconds. The n-th wait is drawn between nothing and ``base * 2 ** (n - 1)`` ("full
#: jitter"), so that workers stopped by one fault do not all come back at once, and
#: never exceeds the cap.
BACKOFF_BASE = 5
BACKOFF_CAP = 3600


def backoff(
    attempt: int, base: float = BACKOFF_BASE, cap: float = BACKOFF_CAP
) -> float:
    """Return the seconds to wait after the ``attempt``-th failure in a row.

    :param attempt: 1 after the first failure
    :param base: upper limit of the first wait, in seconds
    :param cap: upper limit of any wait, in seconds
    """
    return random.uniform(1, max(1, min(cap, base * 2 ** (max(1, attempt) - 1))))
