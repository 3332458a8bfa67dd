# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Trading's GetOrders, for what the Fulfillment API tells of one order a call only.

https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetOrders.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypedDict

from .trading_transport import TradingTransport
from .trading_xml import Node

# The largest page; eBay's pages do not say how many ids a call takes.
ORDERS_SIZE = 100
# An order's address, and all else that is known already, stays at eBay.
SELECTORS = [
    "OrderArray.Order.OrderID",
    "OrderArray.Order.ExtendedOrderID",
    "OrderArray.Order.CancelReason",
    "OrderArray.Order.CancelStatus",
    "OrderArray.Order.BuyerTaxIdentifier",
    "OrderArray.Order.TransactionArray.Transaction.Buyer.BuyerInfo.BuyerTaxIdentifier",
]


class TaxIdentifier(TypedDict):
    """A buyer's tax number; ``kind`` as the Fulfillment API writes it (VATIN)."""

    kind: str
    number: str
    country: str


class OrderDetails(TypedDict):
    """What of an order only a single read tells, were it not for GetOrders."""

    order_ids: list[str]
    cancel_status: str
    cancel_reason: str
    tax_identifiers: list[TaxIdentifier]


class TradingOrders(TradingTransport):
    """Orders of the last 90 days, by their ids."""

    def get_order_details(self, order_ids: Sequence[str]) -> list[OrderDetails]:
        """Return cancel reasons and tax numbers of those orders that eBay shows.

        Ids may be of either form. One that is missing from the answer is older than
        90 days, or not shown to this user (knowledge base 1788).
        https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetOrders.html

        :raises ValueError: none or more than 100
        """
        if not 1 <= len(order_ids) <= ORDERS_SIZE:
            raise ValueError(f"1 to {ORDERS_SIZE} orders, not {len(order_ids)}")
        return self._call(
            "GetOrders",
            {
                "OrderIDArray": {"OrderID": list(order_ids)},
                "OrderRole": "Seller",
                "Pagination": {"EntriesPerPage": ORDERS_SIZE, "PageNumber": 1},
            },
            lambda response: list(_details(response)),
            detail_level="ReturnAll",
            output_selector=SELECTORS,
            partial_allowed=True,
        )


def _details(response: Node) -> Iterator[OrderDetails]:
    orders = response.node("OrderArray")
    for order in orders.nodes("Order") if orders else ():
        yield OrderDetails(
            order_ids=order.texts("OrderID") + order.texts("ExtendedOrderID"),
            cancel_status=order.text("CancelStatus"),
            cancel_reason=order.text("CancelReason"),
            tax_identifiers=list(_tax_identifiers(order)),
        )


def _tax_identifiers(order: Node) -> Iterator[TaxIdentifier]:
    """Yield the order's tax numbers, else those of its first purchase."""
    buyer = order.node("TransactionArray", "Transaction", "Buyer", "BuyerInfo")
    holder = order if order.node("BuyerTaxIdentifier") else buyer
    for identifier in holder.nodes("BuyerTaxIdentifier") if holder else ():
        if identifier.text("ID"):
            kind = identifier.text("Type")
            attribute = identifier.node("Attribute")
            is_country = attribute and attribute.attribute("name") == "IssuingCountry"
            yield TaxIdentifier(
                kind="CODICE_FISCALE" if kind == "CodiceFiscale" else kind,
                number=identifier.text("ID"),
                country=identifier.text("Attribute") if is_country else "",
            )
