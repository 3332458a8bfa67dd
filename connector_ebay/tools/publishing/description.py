# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The text of a listing: placeholders, and what eBay forbids in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

#: ``{{ object.name }}``, with any number of fields in a row.
PLACEHOLDER = re.compile(r"\{\{\s*object((?:\.\w+)+)\s*\}\}")

#: Active content that eBay forbids: https://www.ebay.com/help/policies/listing-policies/javascript-policy
FORBIDDEN = {
    "script": re.compile(r"<\s*script|javascript:|\son\w+\s*=", re.I),
    "iframe": re.compile(r"<\s*i?frame", re.I),
    "form": re.compile(r"<\s*(form|input|button)\b", re.I),
    "plug-in": re.compile(r"<\s*(object|embed|applet)\b", re.I),
    "include": re.compile(r"<\s*(link|meta|base)\b", re.I),
}

#: A picture or style that is not loaded by https.
INSECURE = re.compile(
    r"(?:src|href)\s*=\s*[\"']?\s*http://|url\(\s*[\"']?http://", re.I
)

MOBILE_SUMMARY = (
    '<div vocab="https://schema.org/" typeof="Product" style="display:none">'
    '<span property="description">%s</span></div>'
)


def fill_placeholders(html: str, value: Callable[[str], str]) -> str:
    """Return a text with its placeholders replaced.

    :param value: returns the text, as HTML, for a path such as ``categ_id.name``
    """
    return PLACEHOLDER.sub(lambda found: value(found.group(1)[1:]), html)


def forbidden_content(html: str) -> list[str]:
    """Return the kinds of active content in a text, ``http`` for insecure links."""
    kinds = [kind for kind, pattern in FORBIDDEN.items() if pattern.search(html)]
    return [*kinds, "http"] if INSECURE.search(html) else kinds


def with_mobile_summary(html: str, summary: str) -> str:
    """Return a description with what eBay shows first on a phone."""
    if not html or not summary:
        return html
    return MOBILE_SUMMARY % escape(summary.strip()[:800]) + html
