# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which values a record does not have yet."""

from __future__ import annotations

from typing import Any

from odoo.models import BaseModel

#: Differences between two amounts below this are rounding.
AMOUNT_TOLERANCE = 0.000001


def changed_values(record: BaseModel, values: dict[str, Any]) -> dict[str, Any]:
    """Return those of ``values`` that differ from what the record has.

    Writing the same again costs SQL, and makes an unchanged account look changed.
    """
    changed = {}
    for name, value in values.items():
        field = record._fields[name]
        current = field.convert_to_write(record[name], record)
        if field.type in ("monetary", "float"):
            if abs((current or 0) - (value or 0)) < AMOUNT_TOLERANCE:
                continue
        elif (current or False) == (value or False):
            continue
        changed[name] = value
    return changed
