# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the parts of the Inventory API's client share."""

from __future__ import annotations

from collections.abc import Sequence

from .rest import RestApi

BULK_SIZE = 25


class InventoryApi(RestApi):
    """The Inventory API's name and root."""

    api = "sell.inventory"
    root = "/sell/inventory/v1"


def check_bulk(
    keys: Sequence[object], most: int = BULK_SIZE, what: str = "SKUs"
) -> None:
    """Refuse what eBay would refuse as a whole.

    :raises ValueError: none, too many or repeated keys
    """
    if not 1 <= len(keys) <= most or len(set(keys)) != len(keys):
        raise ValueError(f"1 to {most} different {what}, not {len(keys)}")


def require_language(content_language: str) -> None:
    """Refuse a write without the language of its texts (eBay's 25709).

    :raises ValueError: the language is empty
    """
    if not content_language:
        raise ValueError("What is written to eBay's inventory has a language")
