# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Elements that many Trading requests of these tests have."""

from datetime import timedelta

from simulator.clock import timestamp


def window(simulator, days=32):
    """Return the elements of a window in which everything active ends."""
    now = simulator.clock.now()
    return (
        f"<EndTimeFrom>{timestamp(now)}</EndTimeFrom>"
        f"<EndTimeTo>{timestamp(now + timedelta(days=days))}</EndTimeTo>"
    )


def page(number, size=200):
    """Return the elements of a page."""
    return (
        f"<Pagination><EntriesPerPage>{size}</EntriesPerPage>"
        f"<PageNumber>{number}</PageNumber></Pagination>"
    )
