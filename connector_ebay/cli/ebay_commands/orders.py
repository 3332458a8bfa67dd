# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``odoo ebay orders``: the newest orders as eBay has them. Reads only."""

from datetime import timedelta

from ...connection.clients import ClientProvider
from .terminal import say

#: Days before now whose orders are listed.
DAYS = 30

COLUMNS = "{:<22} {:<24} {:>14}  {:<18} {:<12} {}"


def run(backend, options):
    """List the newest orders, without the buyer's name and address."""
    client = ClientProvider(backend).client("command line")
    since = client.server_now() - timedelta(days=DAYS)
    page = client.fulfillment.get_orders(since, limit=options.limit)
    orders = page.get("orders") or []
    if not orders:
        say(f"No orders in the last {DAYS} days.")
        return 0
    say(COLUMNS.format("ORDER", "CREATED", "TOTAL", "PAYMENT", "SHIPPED", "LINES"))
    for order in orders:
        say(_line(order))
    return 0


def _line(order):
    total = (order.get("pricingSummary") or {}).get("total") or {}
    return COLUMNS.format(
        order.get("orderId") or "",
        order.get("creationDate") or "",
        f"{total.get('value', '')} {total.get('currency', '')}",
        order.get("orderPaymentStatus") or "",
        order.get("orderFulfillmentStatus") or "",
        len(order.get("lineItems") or ()),
    )
