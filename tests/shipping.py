# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Buy orders at the simulator and deliver them from a running Odoo."""

from datetime import timedelta

#: How long ago the orders were placed.
AGE = timedelta(minutes=10)

#: Context with which Odoo asks nothing when a delivery is validated.
NO_QUESTIONS = {"skip_backorder": True, "skip_sms": True}

#: Seconds within which the job of a delivery starts on an idle system.
DUE_SECONDS = 30


def prepare(odoo, simulator, orders=1, quantity=1):
    """Sell ``orders`` times and import; return ids of deliveries and of eBay orders.

    Both lists have the same order.
    """
    euro = odoo.execute("res.currency", "search", [("name", "=", "EUR")])
    inactive = [("name", "=", "EUR"), ("active", "=", False)]
    euro += odoo.execute("res.currency", "search", inactive)
    odoo.execute("res.currency", "write", euro, {"active": True})
    odoo.execute("res.company", "write", [1], {"account_sale_tax_id": False})
    odoo.execute(
        "product.product",
        "create",
        {"name": "Mug", "default_code": "MUG", "taxes_id": False},
    )
    listing = simulator.seller.add_listing(
        "Mug", sku="MUG", price="10.00", available=orders * quantity + 10
    )
    bought = []
    for _number in range(orders):
        order = simulator.orders.buy(listing.item_id, quantity)
        # The import leaves orders of the last minutes to its next run.
        order.created_at -= AGE
        order.modified_at -= AGE
        bought.append(order.order_id)
    backend = odoo.execute("ebay.backend", "search", [], limit=1)
    odoo.execute("ebay.backend", "import_orders", backend)
    assert odoo.wait_jobs(timeout=600).keys() == {"done"}
    pickings = {
        row["origin"]: row["id"]
        for row in odoo.execute("stock.picking", "search_read", [], ["origin"])
    }
    sales = odoo.execute(
        "sale.order",
        "search_read",
        [("client_order_ref", "in", bought)],
        ["client_order_ref", "name"],
    )
    by_order = {row["client_order_ref"]: pickings[row["name"]] for row in sales}
    return [by_order[order_id] for order_id in bought], bought


def validate(odoo, picking_id, number):
    """Set the tracking number of a delivery and validate it."""
    odoo.execute(
        "stock.picking", "write", [picking_id], {"carrier_tracking_ref": number}
    )
    moves = odoo.execute("stock.move", "search", [("picking_id", "=", picking_id)])
    odoo.execute("stock.move", "write", moves, {"picked": True})
    odoo.execute("stock.picking", "button_validate", [picking_id], context=NO_QUESTIONS)


def on_ebay(simulator, order_id):
    """Return ``[(number, units)]`` of an order's fulfillments."""
    return [
        (parcel.tracking, sum(parcel.lines.values()))
        for parcel in simulator.orders.find(order_id).fulfillments
    ]
