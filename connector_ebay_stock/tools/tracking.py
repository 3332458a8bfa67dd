# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tracking numbers: split a text field into numbers, and clean them for eBay."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Longest tracking number sent to eBay, in characters. eBay publishes no limit; the
#: longest numbers in use (USPS with its postal code) have 34 characters.
MAX_LENGTH = 50

#: Words of at least this many characters, separated by blanks, are tracking numbers of
#: their own; shorter ones are the groups of digits that carriers print.
MIN_WHOLE_NUMBER_LENGTH = 10

_SEPARATORS = re.compile(r"[,;|/\n\r\t]+")
_NOT_ALPHANUMERIC = re.compile(r"[^0-9A-Za-z]")


@dataclass(frozen=True)
class TrackingNumber:
    """The tracking number of one parcel.

    :ivar typed: as entered in Odoo
    :ivar cleaned: letters and digits only, as eBay requires
    """

    typed: str
    cleaned: str


#: A parcel without a tracking number.
NO_TRACKING_NUMBER = TrackingNumber("", "")


def split_numbers(text: str | None) -> list[TrackingNumber]:
    """Return the different tracking numbers in a text, in their order.

    Commas, semicolons, slashes, vertical bars, tabs and line ends separate numbers.
    Blanks do so only if each word is long enough to be a number of its own.
    """
    numbers: dict[str, TrackingNumber] = {}
    for part in _SEPARATORS.split(text or ""):
        words = part.split()
        several = len(words) > 1 and all(
            len(_NOT_ALPHANUMERIC.sub("", word)) >= MIN_WHOLE_NUMBER_LENGTH
            for word in words
        )
        for typed in words if several else [part.strip()]:
            if typed:
                cleaned = _NOT_ALPHANUMERIC.sub("", typed)
                numbers.setdefault(
                    cleaned.upper() or typed, TrackingNumber(typed, cleaned)
                )
    return list(numbers.values())


def is_same_number(number: str | None, other: str | None) -> bool:
    """Return whether two cleaned numbers are equal but for upper and lower case.

    An empty number is equal to no other.
    """
    return bool(number) and (number or "").upper() == (other or "").upper()


def contains_number(numbers: list[str | None], number: str | None) -> bool:
    """Return whether a list of cleaned numbers contains a number."""
    return any(is_same_number(number, one) for one in numbers)
