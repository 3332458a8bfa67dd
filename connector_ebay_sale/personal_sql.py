# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Statements that fail while orders are imported are not logged as they were.

Odoo logs a statement that fails with all its values: a buyer's name and address. Two
workers that meet at a unique constraint are no error, and what is one the job says.
``odoo.tools.mute_logger`` would silence other threads' statements as well.
"""

import logging
from contextlib import contextmanager
from contextvars import ContextVar

_hidden = ContextVar("connector_ebay_sale.hidden_sql", default=False)


class PersonalSqlFilter(logging.Filter):
    """Keeps back the errors of statements that hold personal data."""

    def filter(self, record):
        """Whether to log it: nothing is kept back outside an import."""
        return record.levelno < logging.ERROR or not _hidden.get()


@contextmanager
def personal_sql():
    """Within it, statements that fail are not logged with their values."""
    token = _hidden.set(True)
    try:
        yield
    finally:
        _hidden.reset(token)


logging.getLogger("odoo.sql_db").addFilter(PersonalSqlFilter())
