# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Orders bought at the simulator and delivered from a running Odoo."""

from datetime import timedelta

#: How long ago the orders were placed.
AGE = timedelta(minutes=10)

#: Odoo asks nothing when a delivery is validated.
NO_QUESTIONS = {"skip_backorder": True, "skip_sms": True}

#: A delivery's job starts this many seconds after it at the latest, on an idle system.
DUE_SECONDS = 30


def prepare(odoo, simulator, orders=1, quantity=1):
    """Sell ``orders`` times and import: ids of the deliveries, ids of the eBay orders.

    Both are in the same order.
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
        # Orders of the last minutes are left to the next run.
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
    """Give a delivery its number and validate it."""
    odoo.execute(
        "stock.picking", "write", [picking_id], {"carrier_tracking_ref": number}
    )
    moves = odoo.execute("stock.move", "search", [("picking_id", "=", picking_id)])
    odoo.execute("stock.move", "write", moves, {"picked": True})
    odoo.execute("stock.picking", "button_validate", [picking_id], context=NO_QUESTIONS)


def on_ebay(simulator, order_id):
    """``[(number, units)]`` of an order's parcels."""
    return [
        (parcel.tracking, sum(parcel.lines.values()))
        for parcel in simulator.orders.find(order_id).fulfillments
    ]
