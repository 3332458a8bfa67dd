# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``odoo ebay orders``: the newest orders as eBay has them. Reads only."""

from datetime import timedelta

from ...connection.clients import ClientProvider
from .terminal import say, say_json

#: Days before now whose orders are listed.
DAYS = 30

COLUMNS = "{:<22} {:<24} {:>14}  {:<18} {:<12} {}"


def run(backend, options):
    """List the newest orders, without the buyer's name and address."""
    client = ClientProvider(backend).client("command line")
    since = client.server_now() - timedelta(days=DAYS)
    page = client.fulfillment.get_orders(since, limit=options.limit)
    orders = [_row(order) for order in page.get("orders") or []]
    if options.json:
        say_json({"backend": backend.name, "days": DAYS, "orders": orders})
        return 0
    if not orders:
        say(f"No orders in the last {DAYS} days.")
        return 0
    say(COLUMNS.format("ORDER", "CREATED", "TOTAL", "PAYMENT", "SHIPPED", "LINES"))
    for order in orders:
        say(_line(order))
    return 0


def _row(order):
    """Return what is shown of one order."""
    total = (order.get("pricingSummary") or {}).get("total") or {}
    return {
        "order": order.get("orderId") or "",
        "created": order.get("creationDate") or "",
        "total": total.get("value") or "",
        "currency": total.get("currency") or "",
        "payment": order.get("orderPaymentStatus") or "",
        "shipped": order.get("orderFulfillmentStatus") or "",
        "lines": len(order.get("lineItems") or ()),
    }


def _line(row):
    return COLUMNS.format(
        row["order"],
        row["created"],
        f"{row['total']} {row['currency']}",
        row["payment"],
        row["shipped"],
        row["lines"],
    )
