# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""An offer as it was written."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass
class Offer:
    """One offer: eBay's document as it was written, and its live listing.

    ``document`` has sku, marketplaceId and format; ``item_id`` is that of the listing
    the offer was published as last.
    """

    offer_id: str
    document: dict
    item_id: str = ""

    @property
    def key(self):
        """Return what no second offer may share."""
        return tuple(
            self.document.get(name) for name in ("sku", "marketplaceId", "format")
        )


def money(amount):
    """Return the value of an eBay amount; None when there is none or it is none."""
    try:
        return Decimal(str((amount or {})["value"]))
    except (KeyError, ArithmeticError, TypeError):
        return None
