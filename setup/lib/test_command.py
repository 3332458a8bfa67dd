# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``setup/test``: set up everything the tests need and run them."""

import contextlib
import time

from .clean import register_checkout
from .console import say
from .database import write_config
from .environment import ensure_environment
from .postgres import running_cluster
from .runners import check_that_tests_ran, run_pytest, run_side_by_side
from .selection import parse_arguments
from .system import ensure_packages

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
    with contextlib.ExitStack() as stack:
        if selection.odoo_tags or selection.whole_system:
            stack.enter_context(running_cluster())
            write_config(tree)
        tally = run_side_by_side(tree, selection)
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
