# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Keep the code of a seller's consent out of the log of HTTP requests."""

import logging
import re

#: The path to which eBay redirects the seller, as it is and as part of another address.
CALLBACK = re.compile(
    r"(ebay(?:/|%2F)oauth(?:/|%2F)callback)(?:\?|%3F|%253F)[^\s\"]*", re.IGNORECASE
)

#: Loggers that write a line for each request.
LOGGERS = ("werkzeug", "odoo.service.server")


class ConsentFilter(logging.Filter):
    """Remove the query from log lines about eBay's redirect.

    It contains the code that is exchanged for the seller's tokens.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record where necessary; keep every record."""
        try:
            message = record.getMessage()
        except (TypeError, ValueError):
            return True
        if CALLBACK.search(message):
            record.msg, record.args = CALLBACK.sub(r"\1?(removed)", message), ()
        return True


def install() -> None:
    """Add the filter to the loggers of HTTP requests, once."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(one, ConsentFilter) for one in logger.filters):
            logger.addFilter(ConsentFilter())
