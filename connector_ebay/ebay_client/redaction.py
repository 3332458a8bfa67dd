# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Keep secrets out of log lines, exceptions and call records."""

from __future__ import annotations

import logging
import re

MASK = "[redacted]"

SECRET_NAMES = (
    "access_token|refresh_token|client_secret|authorization|code|token|ebayauthtoken"
    "|x-ebay-api-iaf-token|privatekey|verificationtoken|assertion"
)
_PATTERNS = (
    # eBay's own token and authorization code shapes, wherever they stand.
    re.compile(r"v\^1(?:\.|%2E)1(?:#|%23)[^\s\"'<>&,)}\]]+", re.IGNORECASE),
    re.compile(r"v%5E1\.1(?:#|%23)[^\s\"'<>&,)}\]]+", re.IGNORECASE),
    re.compile(r"\b(?:Bearer|Basic|IAF|TOKEN)\s+[A-Za-z0-9+/=._~^#%|:-]{8,}"),
    # <eBayAuthToken>…</eBayAuthToken>
    re.compile(r"(?<=<eBayAuthToken>)[^<]+", re.IGNORECASE),
)
_NAMED = re.compile(
    rf"(?P<name>(?<![\w-])[\"']?(?:{SECRET_NAMES})[\"']?\s*[:=]\s*)"
    r"(?P<value>b?\"[^\"]*\"|b?'[^']*'|[^\s&,;<>\"')}\]]+)",
    re.IGNORECASE,
)


def redact(text: str) -> str:
    """Return the text with every token, code and secret in it masked.

    Works on what an HTTP conversation consists of: headers, form bodies, query
    strings, JSON and XML, in the clear or percent-encoded.
    """
    for pattern in _PATTERNS:
        text = pattern.sub(MASK, text)
    return _NAMED.sub(lambda match: f"{match['name']}{MASK}", text)


class RedactingFilter(logging.Filter):
    """Mask secrets in a record before any handler sees it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record's message and let it pass."""
        message = record.getMessage()
        safe = redact(message)
        if safe != message:
            record.msg, record.args = safe, None
        return True


def install_redaction() -> None:
    """Put the filter on this package's loggers and on those of its HTTP stack.

    A filter on a logger does not see what its children log, so each of the
    loggers that write is named. Calling it again changes nothing.
    """
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(item, RedactingFilter) for item in logger.filters):
            logger.addFilter(RedactingFilter())


LOGGERS = (
    "httpx",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.proxy",
)
