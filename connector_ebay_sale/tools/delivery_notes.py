# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Notes of deliveries: what the warehouse has to know about them."""

from __future__ import annotations

from markupsafe import Markup

from odoo.models import BaseModel

from odoo.addons.connector_ebay.tools.plain_text import plain_html
from odoo.addons.connector_ebay.tools.stored_text import dump_text, render_text


def add_delivery_note(pickings: BaseModel, note: str) -> None:
    """Add a sentence to the notes of deliveries, once.

    Notes are printed: they are written in the language of the environment.
    """
    text = render_text(pickings.env, dump_text(note))
    paragraph = Markup("<p>%s</p>") % plain_html(text)
    for picking in pickings:
        before = picking.note or Markup()
        if paragraph not in before:
            picking.note = before + paragraph
