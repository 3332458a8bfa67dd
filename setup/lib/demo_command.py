# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``setup/demo``: run Odoo with the catalogue of a simulated eBay seller."""

import argparse
import signal
import time
from contextlib import ExitStack

from .clean import clean, register_checkout
from .console import Problem, run, say, step
from .database import (
    CONFIG,
    copy_database,
    database_exists,
    drop_database,
    ensure_product_template,
    write_config,
)
from .demo_buyers import Buyers
from .demo_people import COUNTRIES, ENGLISH, set_up_company
from .demo_problems import Problems
from .demo_report import Result, print_report
from .demo_shop import OPENED, DemoShop
from .demo_welcome import print_addresses
from .environment import ensure_environment
from .front_proxy import FrontProxy
from .odoo_server import OdooServer
from .odoo_tree import OdooTree
from .paths import ADDONS, DEV, venv_program
from .postgres import query, running_cluster
from .processes import free_port
from .simulator_process import SimulatorProcess
from .system import ensure_packages


def demo(arguments: list[str]) -> int:
    """Run the demo; return 0 if everything was imported."""
    options = _parser().parse_args(arguments)
    if options.clean:
        clean()
        return 0
    started = time.monotonic()
    ensure_packages(postgres=True)
    tree = ensure_environment()
    register_checkout()
    with ExitStack() as stack:
        stack.enter_context(running_cluster())
        _ensure_database(tree, options)
        odoo = OdooServer(options.database, workers=4)
        front = FrontProxy(free_port(options.port), odoo.port, odoo.websocket_port)
        odoo.url = front.url
        simulator = SimulatorProcess(
            port=options.simulator_port,
            odoo_url=odoo.url,
            listings=options.listings,
        )
        with step("eBay simulator"):
            stack.enter_context(simulator)
        with step("Odoo with its job runner"):
            stack.enter_context(front)
            stack.enter_context(odoo)
        shop = DemoShop(odoo, simulator)
        if options.from_zero:
            _leave_to_set_up(shop, options)
            return 0
        with shop.scheduled_actions_paused():
            result = _import(shop, options)
            print_report(result, time.monotonic() - started)
            if options.once:
                return 0 if result.complete else 1
            _open(shop)
        _stay_up(shop)
    return 0 if result.complete else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="setup/demo",
        description="Set up and run Odoo with a simulated eBay seller's catalogue.",
    )
    parser.add_argument("--once", action="store_true", help="import, report and exit")
    parser.add_argument(
        "--from-zero",
        action="store_true",
        help="connect nothing: for who practises setting up a shop",
    )
    parser.add_argument(
        "--clean", action="store_true", help="remove everything it created"
    )
    parser.add_argument(
        "--listings", type=int, default=60, help="number of listings on sale"
    )
    parser.add_argument(
        "--orders", type=int, default=60, help="number of orders of the last 30 days"
    )
    parser.add_argument(
        "--language",
        choices=COUNTRIES,
        default=ENGLISH,
        help="of the users and the company",
    )
    parser.add_argument("--database", default="ebay_demo", help="name of the database")
    parser.add_argument("--port", type=int, default=8069, help="of Odoo, if it is free")
    parser.add_argument("--simulator-port", type=int, default=8090)
    return parser


def _ensure_database(tree: OdooTree, options: argparse.Namespace) -> None:
    """Create or update the database, with the add-ons as they are in the checkout.

    :raise Problem: the database has the records of another catalogue
    """
    database = options.database
    write_config(tree)
    exists = database_exists(database)
    _check_catalogue(options, exists)
    if exists and _was_opened(database):
        with step("The simulated eBay begins anew, and so does its database"):
            drop_database(database)
        exists = False
    template = ensure_product_template(tree)
    note = DEV / f"{database}.installed"
    installed = note.read_text() if note.exists() else ""
    if not exists:
        with step("Database of the demo"):
            copy_database(template, database)
    elif installed != template:
        with step("The add-ons have changed: updating the database of the demo"):
            command = [venv_program("odoo"), "-c", str(CONFIG), "-d", database]
            command += ["-u", ",".join(ADDONS), "--stop-after-init", "--no-http"]
            run(command, log="install")
    note.write_text(template)


def _was_opened(database: str) -> bool:
    """Return whether buyers have bought in the shop of this database.

    The simulator of today knows nothing of them: it begins with an empty order book.
    """
    statement = f"SELECT 1 FROM ir_config_parameter WHERE key = '{OPENED}'"
    return bool(query(statement, database))


def _check_catalogue(options: argparse.Namespace, exists: bool) -> None:
    """Raise Problem if the database has the records of another catalogue.

    A simulator with another number of listings is another seller: its orders have other
    ids, so that eBay would not know the orders in the database any more.
    """
    note = DEV / f"{options.database}.catalogue"
    catalogue = f"{options.listings} listings and {options.orders} orders"
    if not exists:
        DEV.mkdir(exist_ok=True)
        note.write_text(catalogue)
    elif note.exists() and note.read_text() != catalogue:
        raise Problem(
            f"The database {options.database} was created for {note.read_text()}.\n"
            f"For {catalogue}, choose another database:\n"
            f"  setup/demo --listings {options.listings} --orders {options.orders}"
            f" --database {options.database}_{options.listings}"
        )


def _leave_to_set_up(shop: DemoShop, options: argparse.Namespace) -> None:
    """Run a shop whose seller is still to be connected, until Ctrl-C."""
    with step("Users, company and language"):
        set_up_company(shop.odoo, options.language)
    with step("The seller's orders, and the keys"):
        shop.make_history(options.orders)
        shop.leave_to_set_up()
    _stay_up(shop, from_zero=True)


def _import(shop: DemoShop, options: argparse.Namespace) -> Result:
    """Connect the demo seller and import its listings and orders by the job runner."""
    odoo = shop.odoo
    with step("Users, company and language"):
        set_up_company(odoo, options.language)
    with step("Connecting the demo seller"):
        shop.make_history(options.orders)
        shop.connect()
    with step("Importing"):
        started = time.monotonic()
        # One after the other: orders then find the products of their listings.
        shop.run("import_categories")
        shop.run("import_listings")
        jobs = shop.run("import_orders")
        seconds = time.monotonic() - started
    on_ebay = shop.simulator.control("state")["active"]
    return Result.read(odoo, shop.backend, jobs, on_ebay, seconds)


def _open(shop: DemoShop) -> None:
    """Let the shop go live, with something to do for everybody."""
    with step("Opening the shop: notifications, stock and prices from Odoo"):
        shop.receive_notifications()
        shop.take_over()
    with step("Problems to solve"):
        Problems(shop).make()


def _stay_up(shop: DemoShop, from_zero: bool = False) -> None:
    """Let buyers buy until Ctrl-C; raise Problem if a server ends."""
    try:
        # Within the try: Ctrl-C may be pressed as soon as it is printed.
        print_addresses(shop, from_zero)
        buyers = Buyers(shop)
        while True:
            shop.odoo.check()
            shop.simulator.check()
            buyers.visit()
            signal.sigtimedwait([], 1)
    except KeyboardInterrupt:
        say("\nStopping …")
