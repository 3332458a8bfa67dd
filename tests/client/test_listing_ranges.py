# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Ranges of start times: none overlaps another, and nothing is between two."""

from datetime import UTC, datetime, timedelta

import pytest

from ebay_client.listing_ranges import EBAY_BEGAN, STEP, StartRange, start_ranges

NOW = datetime(2026, 6, 30, 10, 0, 0, 123456, tzinfo=UTC)


def check(ranges, first, last):
    """Check that the ranges are the whole time between, newest first."""
    assert ranges[0].last == last
    assert ranges[-1].first == first
    for newer, older in zip(ranges, ranges[1:], strict=False):
        assert older.last == newer.first - STEP
    assert all(one.first <= one.last for one in ranges)
    assert all(one.last - one.first < timedelta(days=120) for one in ranges)


def test_they_reach_back_to_the_beginning():
    check(list(start_ranges(NOW)), EBAY_BEGAN, NOW)
    since = NOW - timedelta(days=300)
    ranges = list(start_ranges(NOW, since))
    check(ranges, since, NOW)
    assert len(ranges) == 3


@pytest.mark.parametrize(("total", "size"), [(201, 200), (5000, 200), (3, 1), (0, 200)])
def test_a_split_covers_the_same_time(total, size):
    whole = StartRange(NOW - timedelta(days=119), NOW)
    parts = whole.split(total, size)
    check(parts, whole.first, whole.last)
    assert len(parts) >= max(2, total // size)


def test_a_second_is_split_no_further():
    assert not StartRange(NOW - timedelta(seconds=1), NOW).can_split
    short = StartRange(NOW - timedelta(seconds=3), NOW)
    assert short.can_split
    check(short.split(1000, 200), short.first, short.last)
    assert not any(part.can_split for part in short.split(1000, 200))
