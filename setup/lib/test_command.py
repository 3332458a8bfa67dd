# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``setup/test``: set up everything the tests need and run them."""

import time

from .clean import register_checkout
from .console import say
from .database import write_config
from .environment import ensure_environment
from .lint import run_lint
from .postgres import running_cluster
from .runners import check_that_tests_ran, run_odoo_tests, run_pytest
from .selection import parse_arguments
from .system import ensure_packages
from .tally import Tally

# More than the two cores of CI: these tests mostly wait for other programs.
WHOLE_SYSTEM_PROCESSES = 3


def test(arguments: list[str]) -> int:
    """Run what *arguments* select; return 0 if everything passed."""
    started = time.monotonic()
    selection = parse_arguments(arguments)
    ensure_packages(
        postgres=bool(selection.odoo_tags or selection.whole_system),
        browser=bool(selection.odoo_tags),
    )
    tree = ensure_environment()
    register_checkout()
    tally = run_lint() if selection.lint else Tally()
    tally += run_pytest("client, contract, hygiene", selection.fast, selection.keyword)
    if selection.odoo_tags or selection.whole_system:
        with running_cluster():
            write_config(tree)
            if selection.odoo_tags:
                tally += run_odoo_tests(tree, selection)
            tally += run_pytest(
                "the whole system",
                selection.whole_system,
                selection.keyword,
                processes=WHOLE_SYSTEM_PROCESSES,
            )
    say(f"\n{time.monotonic() - started:.0f} s")
    check_that_tests_ran(tally, selection)
    say(str(tally))
    return 1 if tally.failed else 0
