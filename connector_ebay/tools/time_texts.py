# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Durations in words, rounded as people say them."""

from odoo.api import Environment

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def duration_text(env: Environment, seconds: float) -> str:
    """Return a duration as "4 min", "3 h" or "2 days"; empty if it is nothing."""
    if not seconds:
        return ""
    if seconds < MINUTE:
        return env._("%s s", max(1, round(seconds)))
    if seconds < HOUR:
        return env._("%s min", round(seconds / MINUTE))
    if seconds < 2 * DAY:
        return env._("%s h", round(seconds / HOUR))
    return env._("%s days", round(seconds / DAY))
