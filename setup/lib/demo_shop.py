# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The shop of ``setup/demo``: its orders so far, and how it goes live."""

from contextlib import contextmanager

from .console import Problem
from .demo_report import show_progress
from .odoo_server import OdooServer, RemoteError
from .processes import wait_until
from .simulator_process import SimulatorProcess, connect_backend, enter_keys

#: The seller's marketplace.
HOME = "EBAY_DE"
IMPORT_SECONDS = 900
ARRIVAL_SECONDS = 60
#: The kinds of order that the past month has, in turn; the newest are the last ones.
KINDS = (
    "de_domestic",
    "de_variations",
    "de_company",
    "pl_domestic",
    "de_several_lines",
    "de_to_austria",
    "de_packstation",
    "gb_import_vat",
    "coupon",
    "shipped_in_seller_hub",
    "partly_refunded",
    "us_sales_tax",
    "buyer_note",
    "cancel_approved",
    "free_shipping",
    "de_other_recipient",
    "price_does_not_divide",
    "norway_voec",
    "de_domestic",
    "de_domestic",
)
#: So many of the newest orders are not shipped yet; they are twelve hours apart.
UNSHIPPED = 5
#: Parameter of a database in which the demo has opened its shop.
OPENED = "connector_ebay.demo_opened"


class DemoShop:
    """A simulated seller and the Odoo that it is connected to."""

    def __init__(self, odoo: OdooServer, simulator: SimulatorProcess):
        """Prepare the shop; `connect` creates its account in Odoo."""
        self.odoo = odoo
        self.simulator = simulator
        self.backend = 0

    # What Odoo does.

    def connect(self) -> None:
        """Connect the seller's account."""
        domain = [("code", "=", HOME)]
        [market] = self.odoo.execute("ebay.marketplace", "search", domain, limit=1)
        self.backend = connect_backend(self.odoo, self.simulator, marketplace_id=market)

    def leave_to_set_up(self) -> None:
        """Enter the keys only: a person connects the account, as the guide says."""
        enter_keys(self.odoo, self.simulator)
        default = ("ebay.backend", "environment", "simulator")
        self.odoo.execute("ir.default", "set", *default)
        self.name_address()

    @contextmanager
    def scheduled_actions_paused(self):
        """Keep eBay's scheduled actions from running in between, for some steps.

        On a slow machine they would import orders before the listings are known.
        """
        switch = (
            "UPDATE ir_cron SET active = {} WHERE id IN (SELECT res_id"
            " FROM ir_model_data WHERE model = 'ir.cron'"
            " AND module LIKE 'connector_ebay%')"
        )
        self.odoo.query(switch.format(False))
        try:
            yield
        finally:
            self.odoo.query(switch.format(True))

    def call(self, method: str, *arguments):
        """Call a method of the account in Odoo."""
        return self.odoo.execute("ebay.backend", method, [self.backend], *arguments)

    def run(self, flow: str) -> dict[str, int]:
        """Run one of the account's flows, if an installed add-on has it.

        :return: number of all jobs by state
        """
        try:
            self.call(flow)
        except RemoteError as error:
            if not error.name.endswith("AttributeError"):
                raise Problem(f"{flow}: {error}\n{error.debug}") from error
        return self.odoo.wait_jobs(IMPORT_SECONDS, progress=show_progress())

    def find(self, model: str, domain: list, fields: list[str], **options) -> list:
        """Return the values of records in Odoo."""
        return self.odoo.execute(model, "search_read", domain, fields, **options)

    # What eBay and its buyers do.

    def listings(self) -> list[dict]:
        """Return the listings on sale that anybody may buy, oldest first."""
        found = self.simulator.control("listings?limit=100000")["listings"]
        return [
            one
            for one in found
            if one["status"] == "Active" and one["listing_type"] == "FixedPriceItem"
        ]

    def simple_listings(self) -> list[dict]:
        """Return those of the home marketplace with a SKU, a stock and no variations.

        A SKU that two listings have is not among them.
        """
        found = [
            one
            for one in self.listings()
            if one["sku"] and one["marketplace"] == HOME and not one["variations"]
        ]
        skus = [one["sku"] for one in found]
        return [
            one for one in found if skus.count(one["sku"]) == 1 and one["sku"].isascii()
        ]

    def orders(self, action: str, **arguments) -> list[dict]:
        """Let something happen to orders on eBay; return them."""
        return self.simulator.control(f"orders/{action}", arguments)["orders"]

    def wait_for_orders(self, order_ids: list[str]) -> None:
        """Wait until eBay's notifications have brought orders to Odoo."""
        domain = [("external_id", "in", order_ids)]
        wait_until(
            lambda: self.odoo.execute("ebay.sale.order", "search_count", domain)
            == len(order_ids),
            timeout=ARRIVAL_SECONDS,
            what="order in Odoo, although eBay has sent its notification",
            every=0.3,
        )
        self.odoo.wait_jobs()

    def make_history(self, count: int) -> None:
        """Let buyers have bought in the past month; the older orders are shipped."""
        if not count:
            return
        kinds = [KINDS[number % len(KINDS)] for number in range(-count, 0)]
        made = self.orders("generate", count=count, kinds=kinds, days=30)
        for number, order in enumerate(made[:-UNSHIPPED]):
            is_open = order["cancel_state"] == "NONE_REQUESTED"
            if is_open and not order["fulfillments"]:
                tracking = f"003404341610940{number:05d}"
                self.orders(
                    "ship_elsewhere", order_id=order["order_id"], tracking=tracking
                )

    # Going live.

    def receive_notifications(self) -> None:
        """Let eBay's notifications arrive at this Odoo."""
        self.name_address()
        self.run("subscribe_notifications")

    def name_address(self) -> None:
        """Tell Odoo its own address, and that buyers buy in this shop from now on."""
        address = f"{self.odoo.url}/api/ebay/webhook"
        for key, value in (("connector_ebay.webhook_url", address), (OPENED, "1")):
            self.odoo.execute("ir.config_parameter", "set_param", key, value)

    def take_over(self) -> None:
        """Make Odoo the master of stock and prices; nothing changes on eBay by it."""
        pricelist = {"name": "eBay"}
        created = self.odoo.execute("product.pricelist", "create", pricelist)
        self.call("write", {"pricelist_id": created})
        self.run("import_stock")
        take_over = self.call("action_take_over")
        self.odoo.execute("ebay.take.over", "action_confirm", [take_over["res_id"]])
        self.odoo.wait_jobs()
