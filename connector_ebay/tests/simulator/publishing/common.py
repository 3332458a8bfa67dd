# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the writing endpoints of the Inventory API share."""

import re

from ..inventory_common import API, BASE, WRITE, inventory_error
from .refusals import invalid_value

SYSTEM_ERRORS = (25001, 25025)
LANGUAGE = re.compile(r"[a-z]{2}-[A-Z]{2}")
__all__ = ["API", "BASE", "WRITE", "check_planned", "language_of"]


def language_of(call):
    """Return the Content-Language, without which nothing is written."""
    language = call.request.headers.get("Content-Language", "")
    if not LANGUAGE.fullmatch(language):
        raise invalid_value("header Content-Language")
    return language


def check_planned(call, name, *keys):
    """Raise the error that a test planned for a call, or for all writes of a SKU."""
    call.simulator.publishing.check_refusal(name, *keys)
    for key in keys:
        planned = call.simulator.limits.refusal(key)
        if planned:
            status = 500 if planned.error_id in SYSTEM_ERRORS else 400
            raise inventory_error(status, planned.error_id, planned.message)
