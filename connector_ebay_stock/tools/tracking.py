# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tracking numbers: split a text field into numbers, and clean them for eBay.

eBay can neither change nor delete a number. What is not certainly one is therefore no
number but a problem that a person corrects.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote

#: Longest tracking number sent to eBay, in characters. eBay publishes no limit; the
#: longest numbers in use (USPS with its postal code) have 34 characters.
MAX_LENGTH = 50

#: Words of at least this many characters, separated by blanks or slashes, are tracking
#: numbers of their own; shorter ones are the groups of digits that carriers print.
MIN_WHOLE_NUMBER_LENGTH = 10

#: Digits of a number in three groups or more; a date has less.
MIN_DIGITS_IN_GROUPS = 10

#: Digits from which a value in a link may be the number.
MIN_DIGITS_OF_VALUE = 5

#: Digits of a number that is taken from a link.
MIN_DIGITS_IN_LINK = 8

#: Digits of a number before which the name of a carrier is left out. Of fewer, the
#: name may be a part of the number.
MIN_DIGITS_AFTER_NAME = 4

#: Characters of a number without letters.
MIN_DIGITS_ONLY = 5

_SEPARATORS = re.compile(r"[,;|\n\r\t]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_NOT_ALPHANUMERIC = re.compile(r"[^0-9A-Za-z]")
_LINK = re.compile(
    r"://|\bwww\.|\b[a-z0-9-]+\.(?:com|de|eu|net|org|pl|uk|fr|it|es|at)\b", re.I
)
_DATE = re.compile(r"(?:19|20)\d\d[-.]\d\d?[-.]\d\d?|\d\d?[-.]\d\d?[-.](?:19|20)?\d\d")
#: A number as people type it: letters and digits, in groups.
_NUMBER = re.compile(r"[0-9A-Za-z]+(?:[ .-]+[0-9A-Za-z]+)*")
#: Numbers of the postal union and of UPS, whose letters stand apart when typed.
_KNOWN_FORMS = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}|1Z[0-9A-Z]{16}", re.I)

_CARRIERS = (
    *("deutsche post", "dhl express", "dhl paket", "dhl", "dpd", "gls", "hermes"),
    *("ups", "fedex", "tnt", "evri", "royal mail", "parcelforce", "yodel", "usps"),
    *(
        "inpost",
        "poczta polska",
        "colissimo",
        "chronopost",
        "la poste",
        "mondial relay",
    ),
    *("correos", "seur", "mrw", "brt", "bartolini", "poste italiane", "postnl"),
    *("bpost", "post at", "canada post", "australia post", "an post", "swiss post"),
    *("postnord", "post nord", "bring", "omniva", "packeta", "zasilkovna", "ppl"),
    *("pocztex", "orlen paczka", "raben", "geis", "dachser", "schenker", "db schenker"),
    *("trans o flex", "trans-o-flex", "transoflex", "tof", "nacex", "tipsa", "sda"),
    *("amazon", "amazon logistics", "purolator", "ontrac", "lasership", "aramex"),
)
_LABELS = (
    *(
        "sendungsnummer",
        "sendungsnr",
        "sendung",
        "paketnummer",
        "paket",
        "nummer",
        "nr",
    ),
    *("tracking number", "tracking no", "tracking id", "tracking", "number", "no"),
    *("numer przesylki", "numer", "colis", "suivi", "numero"),
)
_NAMES = "|".join((*_CARRIERS, *_LABELS))
_PREFIX = re.compile(rf"^(?:(?:{_NAMES})(?:\s*[:.#=-]+\s*|\s+))+", re.I)


class TrackingProblem(Enum):
    """Why a text is no tracking number."""

    NO_DIGIT = "no digit"
    LINK = "link"
    WORDS = "words"
    SYMBOLS = "symbols"
    SEVERAL = "several"


@dataclass(frozen=True)
class TrackingNumber:
    """The tracking number of one parcel.

    :ivar typed: as entered in Odoo
    :ivar cleaned: letters and digits only, as eBay requires; empty with a problem
    :ivar problem: why this is no tracking number
    """

    typed: str
    cleaned: str
    problem: TrackingProblem | None = None


#: A parcel without a tracking number.
NO_TRACKING_NUMBER = TrackingNumber("", "")


def split_numbers(text: str | None) -> list[TrackingNumber]:
    """Return the different tracking numbers in a text, in their order.

    Commas, semicolons, vertical bars, tabs and line ends separate numbers. Blanks and
    slashes do so only if each word is long enough to be a number of its own. If one of
    them is no number, that one is all that is returned: which parcel it stands for is
    not known.
    """
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text or ""))
    numbers: dict[str, TrackingNumber] = {}
    for part in _SEPARATORS.split(text):
        for number in _read_part(part.strip()):
            if number.problem:
                return [number]
            numbers.setdefault(number.cleaned.upper(), number)
    return list(numbers.values())


def _read_part(part: str) -> list[TrackingNumber]:
    """Return the numbers in a text without separators."""
    if not part:
        return []
    if _LINK.search(part):
        return [_read_link(part)]
    text = _PREFIX.sub("", part)
    is_known = _KNOWN_FORMS.fullmatch(_NOT_ALPHANUMERIC.sub("", part))
    if is_known or _digits(text) < MIN_DIGITS_AFTER_NAME:
        text = part
    words = re.split(r"\s*/\s*|\s+", text)
    if len(words) > 1 and all(map(_is_whole_number, words)):
        return [_read_number(word, word) for word in words]
    return [_read_number(part, text)]


def _is_whole_number(word: str) -> bool:
    """Return whether a word is a complete number, as far as one can see."""
    cleaned = _NOT_ALPHANUMERIC.sub("", word)
    return len(cleaned) >= MIN_WHOLE_NUMBER_LENGTH and _digits(cleaned) >= 5


def _read_number(typed: str, text: str) -> TrackingNumber:
    """Return the number in a text that is to contain one, without its prefix."""
    problem = _find_problem(text)
    cleaned = "" if problem else _NOT_ALPHANUMERIC.sub("", text)
    return TrackingNumber(typed, cleaned, problem)


def _find_problem(text: str) -> TrackingProblem | None:
    cleaned = _NOT_ALPHANUMERIC.sub("", text)
    if not _digits(cleaned):
        return TrackingProblem.NO_DIGIT
    if "/" in text:
        return TrackingProblem.SEVERAL
    if not _NUMBER.fullmatch(text):
        return TrackingProblem.SYMBOLS
    too_short = cleaned.isdigit() and len(cleaned) < MIN_DIGITS_ONLY
    if too_short or _DATE.fullmatch(text):
        return TrackingProblem.WORDS
    groups = re.split(r"[ .-]+", text)
    if len(groups) == 1 or _KNOWN_FORMS.fullmatch(cleaned):
        return None
    # Groups of letters are short and upper case: "RR 123 456 785 DE".
    letters = [group for group in groups if group.isalpha()]
    if any(len(group) > 4 or not group.isupper() for group in letters):
        return TrackingProblem.WORDS
    # A complete number beside others is several numbers, or not only a number.
    if any(map(_is_whole_number, groups)):
        return TrackingProblem.SEVERAL
    # Two groups of digits may be two numbers or a telephone number, few digits in
    # several groups a date.
    if len(groups) == 2 and cleaned.isdigit():
        return TrackingProblem.WORDS
    if len(groups) > 2 and _digits(cleaned) < MIN_DIGITS_IN_GROUPS:
        return TrackingProblem.WORDS
    return None


def _read_link(typed: str) -> TrackingNumber:
    """Return the number in a link, if it is certain which one it is."""
    _scheme, _separator, address = unquote(typed).rpartition("://")
    host, _separator, path = address.partition("/")
    found = {
        value
        for value in re.split(r"[/?&=#;]+", path)
        if _digits(value) >= MIN_DIGITS_OF_VALUE
    }
    # A value with other characters may be only a part of the number, and of two values
    # one may be a time or a customer's number.
    if len(found) == 1 and len(typed.split()) == 1 and "ebay." not in host:
        number = found.pop()
        if number.isalnum() and _digits(number) >= MIN_DIGITS_IN_LINK:
            return TrackingNumber(typed, number)
    return TrackingNumber(typed, "", TrackingProblem.LINK)


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def is_same_number(number: str | None, other: str | None) -> bool:
    """Return whether two cleaned numbers are equal but for upper and lower case.

    An empty number is equal to no other.
    """
    return bool(number) and (number or "").upper() == (other or "").upper()


def contains_number(numbers: list[str | None], number: str | None) -> bool:
    """Return whether a list of cleaned numbers contains a number."""
    return any(is_same_number(number, one) for one in numbers)
