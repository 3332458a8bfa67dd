# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``odoo ebay orders``: the newest orders as eBay has them. Reads only."""

from .terminal import say

COLUMNS = "{:<22} {:<24} {:>14}  {:<18} {:<12} {}"


def run(backend, options):
    """List the newest orders, without the buyer's name and address."""
    client = backend._ebay_client("command line")
    page = client.fulfillment.get_orders(limit=options.limit)
    orders = page.get("orders") or []
    if not orders:
        say("No orders in the last 90 days.")
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
