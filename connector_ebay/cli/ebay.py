# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``odoo ebay``: look after eBay accounts from a terminal.

Odoo loads this file by its path, before the add-on itself, so it imports nothing of
the add-on at the top: each subcommand is a module of ``ebay_commands``, loaded once
the database's registry is there.
"""

import argparse
import importlib
import json
import logging
import sys

from odoo.cli.command import Command
from odoo.tools import config

PACKAGE = "odoo.addons.connector_ebay.cli.ebay_commands"

#: What each subcommand is for.
SUBCOMMANDS = {
    "authorize": "print eBay's consent address and take the code back",
    "refresh-token": "fetch a new access token, to see that the consent still holds",
    "ping": "make one cheap call to each API in use",
    "orders": "list the newest orders; reads only",
    "health": "check connection, notifications, jobs, limits and database",
    "verify-webhook": "check a saved notification and its signature header",
}


class Ebay(Command):
    """Look after eBay accounts: connect, check, look.

    Exit status 0 means success, 1 that something is wrong, 2 a mistake in the
    command line.
    """

    def __init__(self):
        super().__init__()
        subparsers = self.parser.add_subparsers(
            dest="subcommand", required=True, metavar="SUBCOMMAND"
        )
        for name, help_text in SUBCOMMANDS.items():
            parser = subparsers.add_parser(
                name, help=help_text, description=help_text, allow_abbrev=False
            )
            _add_common(parser)
            _add_own(name, parser)

    def run(self, args):
        """Run a subcommand and exit with its status."""
        options, odoo_options = self.parser.parse_known_args(args)
        database = self._configure(options, odoo_options)
        try:
            status = self._dispatch(database, options)
        except KeyboardInterrupt:
            status = "Stopped."
        if options.json and isinstance(status, str):
            sys.stdout.write(json.dumps({"error": status}, ensure_ascii=False) + "\n")
            status = 1
        sys.exit(status)

    def _configure(self, options, odoo_options):
        """Read Odoo's configuration; the name of the one database to work on.

        Whatever is no option of ours is Odoo's, such as ``--db_host``.
        """
        arguments = ["--no-http", "--log-level=warn"]
        if options.config:
            arguments += ["-c", options.config]
        if options.database:
            arguments += ["-d", options.database]
        config.parse_config(arguments + odoo_options, setup_logging=True)
        names = config["db_name"]
        if len(names) != 1:
            self.parser.error("name one database with -d")
        return names[0]

    def _dispatch(self, database, options):
        """Run the subcommand: 0, or what is wrong in words.

        A person at a terminal gets the reason; a traceback only where the program
        itself is at fault.
        """
        # The driver's own errors: there is no such database, or no server.
        from psycopg2 import Error as DatabaseError

        from odoo.modules.registry import Registry

        # The driver's message is shown once, below.
        logging.getLogger("odoo.sql_db").setLevel(logging.CRITICAL)
        try:
            registry = Registry(database)
        except DatabaseError as error:
            return f"Database {database} cannot be opened: {str(error).strip()}"
        if "ebay.backend" not in registry:
            return f"The eBay Connector is not installed in database {database}."
        commands = importlib.import_module(PACKAGE)
        return commands.run(registry, options)


def _add_common(parser):
    parser.add_argument("-c", "--config", help="Odoo's configuration file")
    parser.add_argument("-d", "--database", help="the database")
    parser.add_argument(
        "--backend",
        metavar="NAME_OR_ID",
        help="the eBay account; not needed where there is only one",
    )
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object for each account"
    )


def _add_own(name, parser):
    if name == "authorize":
        parser.add_argument(
            "--code", help="the code, or the whole address eBay sent the browser to"
        )
    elif name == "orders":
        parser.add_argument(
            "--limit", type=_count, default=10, help="how many, 1 to 200 (default 10)"
        )
    elif name == "health":
        parser.add_argument(
            "--strict", action="store_true", help="exit status 1 for warnings, too"
        )
    elif name == "verify-webhook":
        parser.add_argument(
            "body", help="file with the body, byte for byte; - is stdin"
        )
        parser.add_argument(
            "--signature", required=True, help="value of the X-EBAY-SIGNATURE header"
        )
        parser.add_argument(
            "--public-key",
            metavar="FILE",
            help="eBay's answer to getPublicKey; without it eBay is asked",
        )


def _count(text):
    number = int(text)
    if not 1 <= number <= 200:
        raise argparse.ArgumentTypeError("1 to 200")
    return number
