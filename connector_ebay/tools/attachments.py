# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Find files of fields by their contents."""

from __future__ import annotations

from collections.abc import Sequence

from odoo.api import Environment
from odoo.models import BaseModel


def find_file(env: Environment, checksum: str, fields: Sequence[str]) -> BaseModel:
    """Return an attachment with this file, with all rights; empty if it is gone.

    :param checksum: SHA-1 of the file, as Odoo stores it
    :param fields: names of the fields that may hold it: files of fields are found only
        if the field is named
    """
    attachments = env["ir.attachment"].sudo()
    found = attachments.search(
        [("checksum", "=", checksum), ("res_field", "in", fields)], limit=1
    )
    return found if found.raw else attachments
