# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Priorities and tries of jobs by kind of work."""

from typing import NamedTuple


class JobKind(NamedTuple):
    """Priority (lower numbers run first) and tries before a job fails."""

    priority: int
    tries: int


#: With the delays of :func:`~.backoff.backoff`, nine tries span up to twenty minutes.
JOB_KINDS = {
    "webhook": JobKind(5, 9),
    "export_zero": JobKind(8, 9),
    "export": JobKind(10, 9),
    "export_price": JobKind(12, 9),
    "export_listing": JobKind(15, 9),
    "import": JobKind(20, 9),
    "details": JobKind(30, 9),
    "media": JobKind(50, 5),
}

#: Kinds of work that leave a fifth of a budget to the others.
LOW_PRIORITY_KINDS = {"details", "media", "export_price"}

#: Seconds after which a job of an account that cannot work is due again. What makes the
#: account work again wakes its jobs at once.
BLOCKED_ACCOUNT_SECONDS = 3600

#: What started a job. Only a person's work is not counted in the budgets of calls.
TRIGGERS = [
    ("person", "A person"),
    ("schedule", "The schedule, or a change in Odoo"),
    ("webhook", "A notification from eBay"),
]
