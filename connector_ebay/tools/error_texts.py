# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The client's messages of failed calls, as a shop's people read them.

The log of calls keeps the message itself: endpoint, content type and size are for who
looks into the cause.
"""

from __future__ import annotations

import re

from .stored_text import StoredText

#: How a message of the client begins: with the kind of error in the log of calls, and
#: with a path or the name of a Trading call.
_ENDPOINT = re.compile(r"^(?:[A-Z]\w+Error: )?(?:/\S*|(?:[A-Z][a-z]+){2,}): (?=\S)")
_NO_REASON = re.compile(r"^(?:redirected \()?HTTP (\d+)\b.*", re.DOTALL)
_UNREADABLE = re.compile(r"^unreadable answer from eBay \(HTTP (\d+)\)")
_NO_ANSWER = ("no answer in time", "the connection failed", "the answer ")
_UNKNOWN = re.compile(r" \[unknown error [\d, ]+, taken as permanent\]$")


def readable_error(text: str) -> str:
    """Return a message of the client in plain words, any other text as it is.

    What eBay itself has said stays, without the address that was called.
    """
    start = _ENDPOINT.match(text)
    if not start:
        return text
    reason = text[start.end() :]
    if found := _NO_REASON.match(reason):
        if int(found[1]) >= 500:
            return StoredText._(
                "eBay has a problem at the moment (HTTP %s).", int(found[1])
            )
        return StoredText._("eBay refused without a reason (HTTP %s).", int(found[1]))
    if found := _UNREADABLE.match(reason):
        return StoredText._("eBay's answer could not be read (HTTP %s).", int(found[1]))
    if reason.startswith(_NO_ANSWER):
        return StoredText._("eBay did not answer, or the connection was lost.")
    return _UNKNOWN.sub("", reason)
