# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Keep personal data out of the log when an SQL statement fails.

Odoo logs a failing statement with all its values, among them a buyer's name and
address. While orders are imported, such log lines are suppressed; the job reports the
error. ``odoo.tools.mute_logger`` would suppress the statements of other threads too.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_suppressed: ContextVar[bool] = ContextVar(
    "connector_ebay_sale.suppressed_sql", default=False
)


class PersonalSqlFilter(logging.Filter):
    """Drop the errors of statements that may hold personal data."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether to log the record; outside an import everything is logged."""
        return record.levelno < logging.ERROR or not _suppressed.get()


@contextmanager
def personal_sql() -> Iterator[None]:
    """Suppress the log lines of failing statements inside the ``with`` block."""
    token = _suppressed.set(True)
    try:
        yield
    finally:
        _suppressed.reset(token)


logging.getLogger("odoo.sql_db").addFilter(PersonalSqlFilter())
