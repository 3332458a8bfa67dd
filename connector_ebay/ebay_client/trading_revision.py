# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Trading calls that change price and quantity.

https://developer.ebay.com/devzone/xml/docs/reference/ebay/ReviseInventoryStatus.html
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .errors import ErrorDetail
from .trading_errors import parse_errors
from .trading_transport import TradingTransport
from .trading_xml import Amount, Node

REVISION_SIZE = 4


@dataclass(frozen=True)
class InventoryStatus:
    """Price and quantity of one listing, or of one variation by its SKU.

    As a request, None leaves a value as it is, ``quantity`` is what shall be
    available, a price comes with the listing's currency, and ``sku`` is for variations
    only. As an answer it is what eBay has now.
    """

    item_id: str
    sku: str = ""
    price: Decimal | None = None
    currency: str = ""
    quantity: int | None = None


@dataclass(frozen=True)
class RevisionResult:
    """The result of a call: eBay returns the rows it changed, and errors.

    An error names its row by the parameters ``SKU`` or ``ItemID``, if at all; a row
    that neither came back nor is named has to be read again or sent alone.
    """

    revised: list[InventoryStatus]
    errors: list[ErrorDetail] = field(default_factory=list)
    warnings: list[ErrorDetail] = field(default_factory=list)


class TradingRevision(TradingTransport):
    """Changes of listings that the Inventory API does not manage."""

    def revise_inventory_status(
        self, statuses: Sequence[InventoryStatus]
    ) -> RevisionResult:
        """Set price and quantity of up to 4 listings or variations at once.

        Fixed price only. Safe to repeat: it sets and does not add. A warning
        21917092 says that nothing had to be changed. When all rows fail the error
        is raised.

        :param statuses: 1 to 4 rows, each with a price or a quantity
        :raises ValueError: another number of rows, a row that changes nothing, or a
            price without a currency
        :raises RejectedError: no row was changed
        """
        if not 1 <= len(statuses) <= REVISION_SIZE:
            raise ValueError(f"1 to {REVISION_SIZE} rows, not {len(statuses)}")
        if any(row.price is None and row.quantity is None for row in statuses):
            raise ValueError("A row without price and quantity changes nothing")
        if any(row.price is not None and not row.currency for row in statuses):
            raise ValueError("A price without a currency could mean anything")
        rows = [
            {
                "SKU": row.sku or None,
                "ItemID": row.item_id,
                "StartPrice": _amount(row),
                "Quantity": row.quantity,
            }
            for row in statuses
        ]
        return self._call(
            "ReviseInventoryStatus",
            {"InventoryStatus": rows},
            _revision_result,
            partial_allowed=True,
        )


def _amount(row: InventoryStatus) -> Amount | None:
    return None if row.price is None else Amount(row.price, row.currency)


def _currency(row: Node) -> str:
    price = row.node("StartPrice")
    return price.attribute("currencyID") if price else ""


def _revision_result(response: Node) -> RevisionResult:
    return RevisionResult(
        revised=[
            InventoryStatus(
                item_id=row.text("ItemID"),
                sku=row.text("SKU"),
                price=row.decimal("StartPrice"),
                currency=_currency(row),
                quantity=row.integer("Quantity") if row.text("Quantity") else None,
            )
            for row in response.nodes("InventoryStatus")
        ],
        errors=parse_errors(response),
        warnings=parse_errors(response, "Warning"),
    )
