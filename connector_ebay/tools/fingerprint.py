# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Fingerprints of secrets and of personal identifiers."""

import hashlib


def fingerprint(secret: str) -> str:
    """Return the SHA-256 of a text: it tells two apart without storing either."""
    return hashlib.sha256(secret.encode()).hexdigest()
