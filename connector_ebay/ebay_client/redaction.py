# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Keep secrets out of log lines, exceptions and call records."""

from __future__ import annotations

import logging
import re

MASK = "[redacted]"

# What a value ends at, whatever it stands in: a header, a form, JSON, XML, a repr.
_VALUE = r"""b?"[^"]*"|b?'[^']*'|[^\s&,;<>"'(){}\[\]]+"""
_ALWAYS_SECRET = "access_token|refresh_token|client_secret|x-ebay-api-iaf-token"
# Ordinary words too, so that only a long value after them is taken for a secret.
_SECRET_IF_LONG = "authorization|code|token|ebayauthtoken|privatekey|verificationtoken"

_PATTERNS = (
    # eBay's own tokens and authorization codes begin like this, encoded or not.
    re.compile(r"v(?:\^|%5E)1\.1(?:#|%23)[^\s\"'<>&,;)}\]]+", re.IGNORECASE),
    re.compile(r"\b(?:Bearer|Basic|IAF|TOKEN)\s+[\w+/=.~^#%|:*-]{8,}"),
    re.compile(r"(?<=<eBayAuthToken>)[^<]+", re.IGNORECASE),
)
_NAMED_PATTERNS = (
    re.compile(
        rf"""(?P<name>(?<![\w-])["']?(?:{_ALWAYS_SECRET})["']?\s*[:=,]\s*)(?:{_VALUE})""",
        re.IGNORECASE,
    ),
    re.compile(
        rf"""(?P<name>(?<![\w-])["']?(?:{_SECRET_IF_LONG})["']?\s*[:=]\s*)"""
        rf"""(?=["']?[^\s&,;<>"']{{16}})(?:{_VALUE})""",
        re.IGNORECASE,
    ),
)


def redact(text: str) -> str:
    """Return the text with every token, code and secret in it masked.

    Works on what an HTTP conversation consists of: headers, form bodies, query
    strings, JSON and XML, in the clear or percent-encoded.
    """
    for pattern in _PATTERNS:
        text = pattern.sub(MASK, text)
    for pattern in _NAMED_PATTERNS:
        text = pattern.sub(lambda match: f"{match['name']}{MASK}", text)
    return text


class RedactingFilter(logging.Filter):
    """Mask secrets in a record before any handler sees it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record's message and let it pass."""
        message = record.getMessage()
        safe = redact(message)
        if safe != message:
            record.msg, record.args = safe, None
        return True


# A filter on a logger does not see what its children log, so each that writes is named.
HTTP_LOGGERS = (
    "httpx",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.proxy",
)


def install_redaction(logger_names: tuple[str, ...] = HTTP_LOGGERS) -> None:
    """Put the filter on the loggers of the HTTP stack; twice is as good as once."""
    for name in logger_names:
        logger = logging.getLogger(name)
        if not any(isinstance(item, RedactingFilter) for item in logger.filters):
            logger.addFilter(RedactingFilter())
