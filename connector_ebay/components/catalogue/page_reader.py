# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ...ebay_client import TransientError
from ...exceptions import EbayRetry
from ...tools.listing_plan import PAGE_SIZES, fitting_size, larger_size, smaller_size

#: eBay's error for a call that took it too long.
TOOK_TOO_LONG = 219255


class PageRead(NamedTuple):
    """An answer, or None if the only record asked for cannot be read.

    :ivar size: records that the page was asked for
    :ivar next_size: records to ask for next time
    """

    answer: Any
    size: int
    next_size: int


def read_in_smaller_pages(
    read: Callable[[int], Any], size: int, position: int, attempt: int
) -> PageRead:
    """Call ``read(size)`` with smaller and smaller sizes until eBay answers.

    An answer that cannot be read is asked for at once in a smaller page. After a
    time-out, which has kept the worker waiting, the next try of the job does so.

    :param size: records to ask for at first
    :param position: records before this page; a page begins there
    :param attempt: the number of the job's try, from 1
    :raise EbayRetry: eBay did not answer
    """
    size = fitting_size(smaller_size(size, attempt - 1), position)
    while True:
        try:
            answer = read(size)
        except EbayRetry as error:
            if size == PAGE_SIZES[-1]:
                return PageRead(None, size, size)
            if not is_page_at_fault(error):
                raise
            size = fitting_size(smaller_size(size), position)
        else:
            return PageRead(answer, size, larger_size(size))


def is_page_at_fault(error: EbayRetry) -> bool:
    """Return whether eBay answered at once, but not with a readable page."""
    cause = error.__cause__
    if not isinstance(cause, TransientError) or cause.status != 200:
        return False
    return not cause.error_ids or TOOK_TOO_LONG in cause.error_ids
