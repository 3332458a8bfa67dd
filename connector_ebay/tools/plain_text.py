# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Plain text: shown in HTML fields, and without invisible characters."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

#: Characters that nobody sees: zero-width ones, direction marks, the soft hyphen.
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


def plain_html(text: str | Markup | None) -> Markup:
    """Return HTML that shows a text as it is: no markup, no link, lines kept.

    ``plaintext2html`` of Odoo makes links of addresses; nobody should click on one
    that a buyer has written.
    """
    if isinstance(text, Markup):
        return text
    return Markup("<br>").join(escape(line) for line in (text or "").splitlines())


def clean_sku(text: str | None) -> str:
    """Return a SKU without blanks around it, and without invisible characters.

    Blanks are also no-break ones; sellers paste them from spreadsheets and web pages.
    """
    return _INVISIBLE.sub("", text or "").strip()
