# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tracking numbers as people and carriers write them, and as eBay takes them."""

import re
from dataclasses import dataclass

#: eBay publishes no limit; the longest numbers in use (USPS with its postal code) have
#: 34 characters.
LONGEST = 50

#: A word this long, between blanks, is a number of its own and not a group of digits.
WHOLE_NUMBER = 10

_SEPARATORS = re.compile(r"[,;|/\n\r\t]+")
_NOISE = re.compile(r"[^0-9A-Za-z]")


@dataclass(frozen=True)
class TrackingNumber:
    """One parcel's number: as typed, and with eBay's letters and digits only."""

    typed: str
    cleaned: str


def split_numbers(text):
    """The numbers in a field, in its order, each once.

    Commas, semicolons, slashes and line ends separate numbers. Blanks do so only
    between words that are long enough to be numbers: carriers print theirs in groups.
    """
    numbers = {}
    for part in _SEPARATORS.split(text or ""):
        words = part.split()
        whole = len(words) > 1 and all(
            len(_NOISE.sub("", word)) >= WHOLE_NUMBER for word in words
        )
        for typed in words if whole else [part.strip()]:
            if typed:
                cleaned = _NOISE.sub("", typed)
                numbers.setdefault(
                    cleaned.upper() or typed, TrackingNumber(typed, cleaned)
                )
    return list(numbers.values())


def same_number(one, other):
    """Whether two cleaned numbers are the same parcel's: letters' case is free."""
    return bool(one) and (one or "").upper() == (other or "").upper()
