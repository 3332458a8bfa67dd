# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Find what a notification is about."""

from typing import Any

#: Objects and keys that hold the id, the most specific first.
REFERENCES = (
    ("order", "orderId"),
    ("listing", "listingId"),
    ("message", "messageId"),
    ("feedback", "feedbackId"),
    (None, "orderId"),
    (None, "listingId"),
    (None, "itemId"),
    (None, "messageId"),
    (None, "questionId"),
    (None, "feedbackId"),
)


def notification_reference(data: dict[str, Any]) -> str | None:
    """Return the id of what a notification is about; None if it has none."""
    for parent, name in REFERENCES:
        holder = data if parent is None else data.get(parent)
        value = holder.get(name) if isinstance(holder, dict) else None
        text = str(value) if isinstance(value, str | int) else ""
        if 0 < len(text) <= 100 and text.isprintable():
            return text
    return None
