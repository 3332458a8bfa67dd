# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""GetOrders: orders by their ids.

https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetOrders.html
"""

from datetime import timedelta

from .clock import timestamp
from .trading import trading_call
from .trading_xml import amount, container, element, invalid_input

OLDEST = timedelta(days=90)
DEFAULT_PAGE, LARGEST_PAGE = 25, 100
#: REST's names of tax numbers, where Trading has another.
TAX_KINDS = {"CODICE_FISCALE": "CodiceFiscale"}
#: Post-Order's reasons, as Trading names them.
CANCEL_REASONS = {
    "ADDRESS_ISSUES": "AddressIssues",
    "BUYER_ASKED_CANCEL": "BuyerCancelOrder",
    "FOUND_CHEAPER_PRICE": "FoundCheaperPrice",
    "ORDER_MISTAKE": "OrderPlacedByMistake",
    "OUT_OF_STOCK_OR_CANNOT_FULFILL": "OutOfStockOrCannotFulfill",
}
CANCEL_STATES = {
    "REQUESTED": "CancelRequested",
    "COMPLETED": "CancelComplete",
    "REJECTED": "CancelRejected",
}


@trading_call("GetOrders")
def get_orders(trading):
    """Answer with the orders with these ids, of either form; none that is older than 90
    days.

    Only by ids: lists by time are what the Fulfillment API is asked for.
    """
    request = trading.request
    order_ids = request.texts("OrderIDArray/OrderID")
    if not order_ids:
        raise invalid_input("OrderIDArray/OrderID")
    size = request.number("Pagination/EntriesPerPage", DEFAULT_PAGE)
    page = request.number("Pagination/PageNumber", 1)
    if not 1 <= size <= LARGEST_PAGE:
        raise invalid_input("Pagination/EntriesPerPage")
    book = trading.simulator.orders
    found = {}
    for order_id in order_ids:
        order = book.find(order_id)
        if order and trading.now - order.created_at <= OLDEST:
            found[order.order_id] = order
    orders = list(found.values())
    shown = orders[(page - 1) * size : page * size]
    return "".join(
        (
            container(
                "PaginationResult",
                element("TotalNumberOfPages", -(-len(orders) // size)),
                element("TotalNumberOfEntries", len(orders)),
            ),
            element("HasMoreOrders", page * size < len(orders)),
            container("OrderArray", *(_order(order) for order in shown)),
            element("OrdersPerPage", size),
            element("PageNumber", page),
            element("ReturnedOrderCountActual", len(shown)),
        )
    )


def _order(order):
    """Return as much of an order as is not in the Fulfillment API's list, and its
    sums."""
    cancel = order.cancel_requests[-1] if order.cancel_requests else None
    return container(
        "Order",
        element("OrderID", order.order_id),
        element("OrderStatus", "Completed"),
        element("CreatedTime", timestamp(order.created_at)),
        amount("Total", order.total, order.currency),
        element("BuyerUserID", order.buyer.username),
        element(
            "CancelReason",
            cancel and CANCEL_REASONS.get(cancel.reason, "CustomCode"),
        ),
        element("CancelStatus", CANCEL_STATES[cancel.state] if cancel else None),
        _tax_identifier(order.buyer.tax_id),
        element("ExtendedOrderID", order.order_id),
    )


def _tax_identifier(tax_id):
    if not tax_id:
        return ""
    kind, number, country = tax_id
    return container(
        "BuyerTaxIdentifier",
        element("Type", TAX_KINDS.get(kind, kind)),
        element("ID", number),
        element("Attribute", country, name="IssuingCountry"),
    )
