# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One problem of each kind for ``setup/demo``, to be solved by who tries it."""

import json
from dataclasses import dataclass, field
from urllib.parse import quote

from .console import say
from .demo_people import ASSISTANT
from .demo_shop import HOME, DemoShop

#: Buyers who have just bought when the demo is ready.
NEW_ORDERS = 8
#: A shop that sells less cannot have each problem with goods of its own.
FEWEST_LISTINGS = 6
#: Context with which Odoo asks nothing when a delivery is validated.
NO_QUESTIONS = {"skip_backorder": True, "skip_sms": True}
NEW_SKU = "NEW-0001"
REFUSED_SKU = (
    21919188,
    "You've reached the number of items you can list. Request to list more.",
)


def _answer(error_id: int, message: str) -> dict:
    """Return the options of a fault: eBay refuses a call with this error."""
    errors = [
        {
            "errorId": error_id,
            "domain": "API_FULFILLMENT",
            "category": "REQUEST",
            "message": message,
        }
    ]
    return {"status": 400, "body": json.dumps({"errors": errors})}


@dataclass
class Problems:
    """Make the problems one after the other; each takes what it needs of the shop."""

    shop: DemoShop
    deliveries: list[int] = field(default_factory=list)

    def make(self) -> None:
        """Make all problems, unless the shop sells too little to have them."""
        if len(self.shop.simple_listings()) < FEWEST_LISTINGS:
            say("    too few listings: there are no problems")
            return
        self.buy()
        self.hold_orders()
        self.ask_for_refund()
        self.ship()
        self.reprice()
        self.change_on_ebay()
        self.leave_to_match()
        self.draft()

    def buy(self) -> None:
        """Let several buyers buy; eBay's notifications bring the orders."""
        shop = self.shop
        goods = [
            one["item_id"]
            for one in shop.simple_listings()
            for _unit in range(min(2, one["available"] - 1))
        ]
        bought = [shop.orders("buy", item_id=item) for item in goods[:NEW_ORDERS]]
        ids = [order["order_id"] for [order] in bought]
        shop.wait_for_orders(ids)
        domain = [("ebay_order_id.external_id", "in", ids), ("state", "=", "assigned")]
        found = shop.find("stock.picking", domain, ["id"], order="id")
        self.deliveries = [row["id"] for row in found]

    def hold_orders(self) -> None:
        """Hold orders for an item, a tax, and a country, and one to be cancelled."""
        shop = self.shop
        for kind in ("unknown_sku", "canada_seller_tax", "country_unknown"):
            shop.orders("add", kind=kind)
        [order] = shop.orders("add", kind="de_domestic")
        shop.orders("request_cancel", order_id=order["order_id"])
        shop.run("import_orders")

    def ask_for_refund(self) -> None:
        """Let the assistant ask for a refund that a manager has to confirm."""
        shop = self.shop
        domain = [
            ("import_state", "=", "imported"),
            ("fulfillment_state", "=", "FULFILLED"),
            ("payment_state", "=", "PAID"),
            ("amount_total", ">", ASSISTANT.refund_limit),
        ]
        assistant = shop.odoo.as_user(ASSISTANT.login)
        model = "ebay.order.request.wizard"
        for order in shop.find("ebay.sale.order", domain, ["id"], limit=1):
            values = {"order_id": order["id"], "refund_reason": "ITEM_NOT_AS_DESCRIBED"}
            wizard = assistant.execute(model, "create", values)
            assistant.execute(model, "action_ask", [wizard])

    def ship(self) -> None:
        """Ship twice: eBay refuses one shipment, the other has no tracking number."""
        refused, without_number = self.deliveries[:2]
        text = _answer(32610, "The tracking number is not valid for this carrier.")
        self.shop.simulator.control(
            "faults",
            {"match": "createShippingFulfillment", "kind": "status", **text},
        )
        self._validate(refused, "00340434161094099")
        self.shop.odoo.wait_jobs()
        self._validate(without_number, False)

    def _validate(self, delivery: int, number) -> None:
        odoo = self.shop.odoo
        odoo.execute(
            "stock.picking", "write", [delivery], {"carrier_tracking_ref": number}
        )
        moves = odoo.execute("stock.move", "search", [("picking_id", "=", delivery)])
        odoo.execute("stock.move", "write", moves, {"picked": True})
        odoo.execute(
            "stock.picking", "button_validate", [delivery], context=NO_QUESTIONS
        )

    def reprice(self) -> None:
        """Change prices: one is held by the guard, another is refused by eBay."""
        shop = self.shop
        listings = shop.simple_listings()[-4:-2]
        names = [one["sku"] for one in listings]
        skus = {
            row["ebay_sku"]: row
            for row in shop.find(
                "ebay.product.product",
                [("ebay_sku", "in", names)],
                ["ebay_sku", "odoo_id", "price"],
            )
        }
        refused, jumping = (skus[name] for name in names)
        error_id, message = REFUSED_SKU
        shop.simulator.control(
            f"limits/{quote(refused['ebay_sku'], safe='')}",
            {"error_id": error_id, "message": message},
        )
        for sku, factor in ((refused, 1.05), (jumping, 1.8)):
            self._set_price(sku["odoo_id"][0], round(sku["price"] * factor, 2))
        shop.odoo.wait_jobs()

    def _set_price(self, product: int, price: float) -> None:
        """Set the price that buyers see of a product.

        Where eBay's price was kept, its pricelist counts, else that of the account.
        """
        shop = self.shop
        kept = shop.find(
            "ebay.marketplace.pricelist",
            [("backend_id", "=", shop.backend), ("marketplace_id.code", "=", HOME)],
            ["shown_pricelist_id"],
        )
        [account] = shop.call("read", ["pricelist_id"])
        pricelists = [row["shown_pricelist_id"] for row in kept]
        rule = {
            "pricelist_id": (*filter(None, pricelists), account["pricelist_id"])[0][0],
            "applied_on": "0_product_variant",
            "product_id": product,
            "compute_price": "fixed",
            "fixed_price": price,
        }
        shop.odoo.execute("product.pricelist.item", "create", rule)

    def change_on_ebay(self) -> None:
        """Let somebody change a price and a quantity in Seller Hub, then compare."""
        shop = self.shop
        first, second = shop.simple_listings()[-2:]
        price = f"{float(first['price']) * 0.9:.2f}"
        shop.simulator.control(
            "seller/revise", {"item_id": first["item_id"], "price": price}
        )
        available = second["available"] + 2
        shop.simulator.control(
            "seller/revise", {"item_id": second["item_id"], "available": available}
        )
        shop.run("compare_all")

    def leave_to_match(self) -> None:
        """Let the seller list goods on eBay that are left to a person to match.

        One has no SKU, one is of no product, and one is of a product of the last hour.
        """
        shop = self.shop
        known = shop.simple_listings()
        shop.call("write", {"unmatched_policy": "leave"})
        for number, sku in enumerate(("", f"{known[1]['sku']}-B", NEW_SKU)):
            one = known[number]
            shop.simulator.control(
                "seller/add_listing",
                {
                    "title": one["title"],
                    "sku": sku,
                    "price": one["price"],
                    "available": 5,
                    "category_id": one["category_id"],
                },
            )
        shop.run("import_listings")
        product = {"name": known[2]["title"], "default_code": NEW_SKU}
        shop.odoo.execute("product.template", "create", product)
        domain = [("match_state", "!=", "matched"), ("status", "=", "active")]
        skus = shop.odoo.execute("ebay.product.product", "search", domain)
        shop.odoo.execute("ebay.product.product", "action_match_refresh", skus)

    def draft(self) -> None:
        """Make a draft of a product that is not on eBay yet; something is missing."""
        shop = self.shop
        shop.run("import_policies")
        values = {"name": "eBay.de", "backend_id": shop.backend}
        for kind in ("fulfillment", "payment", "return"):
            domain = [
                ("policy_type", "=", kind),
                ("marketplace_id.code", "=", HOME),
            ]
            [policy] = shop.find("ebay.business.policy", domain, ["id"], limit=1)
            values[f"{kind}_policy_id"] = policy["id"]
        [place] = shop.find("ebay.inventory.location", [], ["id"], limit=1)
        one = shop.simple_listings()[0]
        domain = [("external_id", "=", one["category_id"])]
        [category] = shop.find("ebay.product.category", domain, ["id"], limit=1)
        values.update(location_id=place["id"], category_id=category["id"])
        template = shop.odoo.execute("ebay.listing.template", "create", values)
        product = {
            "name": f"{one['title']} XL",
            "default_code": f"{one['sku']}-XL",
            "list_price": one["price"],
            "is_storable": True,
        }
        products = [shop.odoo.execute("product.template", "create", product)]
        shop.odoo.execute(
            "ebay.listing.template", "create_listings", [template], products
        )
