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
    ensure_product_template,
    write_config,
)
from .demo_report import Result, print_addresses, print_report, show_progress
from .environment import ensure_environment
from .odoo_server import OdooServer, RemoteError
from .odoo_tree import OdooTree
from .paths import ADDONS, DEV, venv_program
from .postgres import running_cluster
from .simulator_process import SimulatorProcess, connect_backend
from .system import ensure_packages

CURRENCIES = ("EUR", "GBP", "JPY", "PLN", "USD")
ASSISTANT = "assistant"
IMPORT_SECONDS = 900


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
        odoo = OdooServer(options.database, port=options.port, workers=4)
        simulator = SimulatorProcess(
            port=options.simulator_port,
            odoo_url=odoo.url,
            listings=options.listings,
            orders=options.orders,
        )
        with step("eBay simulator"):
            stack.enter_context(simulator)
        with step("Odoo with its job runner"):
            stack.enter_context(odoo)
        result = _import(odoo, simulator)
        print_report(result, time.monotonic() - started)
        if options.once:
            return 0 if result.complete else 1
        _stay_up(odoo, simulator)
    return 0 if result.complete else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="setup/demo",
        description="Set up and run Odoo with a simulated eBay seller's catalogue.",
    )
    parser.add_argument("--once", action="store_true", help="import, report and exit")
    parser.add_argument(
        "--clean", action="store_true", help="remove everything it created"
    )
    parser.add_argument(
        "--listings", type=int, default=60, help="number of listings on sale"
    )
    parser.add_argument(
        "--orders", type=int, default=60, help="number of orders of the last 30 days"
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


def _import(odoo: OdooServer, simulator: SimulatorProcess) -> Result:
    """Connect the demo seller and import its listings and orders by the job runner."""
    with step("Connecting the demo seller"):
        marketplace = odoo.execute(
            "ebay.marketplace", "search", [("code", "=", "EBAY_DE")], limit=1
        )
        backend = connect_backend(odoo, simulator, marketplace_id=marketplace[0])
        _ensure_assistant(odoo)
        _activate_currencies(odoo)
    with step("Importing"):
        started = time.monotonic()
        # One after the other: orders then find the products of their listings.
        _run(odoo, backend, "import_categories")
        _run(odoo, backend, "import_listings")
        jobs = _run(odoo, backend, "import_orders")
        seconds = time.monotonic() - started
    on_ebay = simulator.control("state")["active"]
    return Result.read(odoo, backend, jobs, on_ebay, seconds)


def _activate_currencies(odoo: OdooServer) -> None:
    """Activate the currencies in which the buyers of the demo pay."""
    archived = odoo.execute(
        "res.currency",
        "search",
        [("active", "=", False), ("name", "in", CURRENCIES)],
    )
    if archived:
        odoo.execute("res.currency", "write", archived, {"active": True})


def _run(odoo: OdooServer, backend: int, flow: str) -> dict[str, int]:
    """Run one of the backend's flows, if an installed add-on has it; return the jobs.

    :return: number of all jobs by state
    """
    try:
        odoo.execute("ebay.backend", flow, [backend])
    except RemoteError as error:
        if not error.name.endswith("AttributeError"):
            raise Problem(f"{flow}: {error}\n{error.debug}") from error
    return odoo.wait_jobs(IMPORT_SECONDS, progress=show_progress())


def _ensure_assistant(odoo: OdooServer) -> None:
    """Create a user with the rights of a shop assistant, if there is none."""
    if odoo.execute("res.users", "search_count", [("login", "=", ASSISTANT)]):
        return
    # eBay's orders are for those who may see sales, its shipments for the warehouse.
    group = odoo.query(
        "SELECT res_id FROM ir_model_data WHERE model = 'res.groups' AND name IN"
        " ('group_ebay_user', 'group_sale_salesman_all_leads', 'group_stock_user')"
    )
    values = {"name": "Shop Assistant", "login": ASSISTANT, "password": ASSISTANT}
    values["group_ids"] = [(4, int(number)) for number in group]
    odoo.execute("res.users", "create", values)


def _stay_up(odoo: OdooServer, simulator: SimulatorProcess) -> None:
    """Print the addresses; return on Ctrl-C, or raise Problem if a server ends."""
    try:
        # Within the try: Ctrl-C may be pressed as soon as it is printed.
        print_addresses(odoo, simulator, ASSISTANT)
        while True:
            odoo.check()
            simulator.check()
            signal.sigtimedwait([], 1)
    except KeyboardInterrupt:
        say("\nStopping …")
