# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Run tests with pytest and with Odoo's own runner, and count the results."""

import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from .console import Problem, say, step
from .database import (
    CONFIG,
    copy_database,
    drop_database,
    ensure_dependency_template,
)
from .lint import run_lint
from .odoo_tree import OdooTree
from .paths import ADDONS, DEV, LOGS, ROOT, venv_program
from .processes import free_port
from .selection import Selection
from .tally import Tally

NO_TESTS_COLLECTED = 5  # pytest's exit status
LOG_LINE = re.compile(r"^\d{4}-\d\d-\d\d [\d:,]+ \d+ ([A-Z]+) \S+ ([\w.-]+): (.*)")
SUMMARY = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")
# Warnings that we do not cause, as in OCA's checklog-odoo.
HARMLESS = re.compile(
    r"0 failed, 0 error\(s\)"
    r"|Killing chrome descendants-or-self"
    r"|Missing widget: res_partner_many2one for field of type many2one"
)


def run_pytest(title: str, paths, keyword: str = "", processes: int = 0) -> Tally:
    """Run pytest on *paths* of the checkout, and return the counts.

    :param processes: number of processes to distribute the tests to, for tests that
        mostly wait for other programs
    """
    if not paths:
        return Tally()
    report = DEV / "pytest.xml"
    report.unlink(missing_ok=True)
    command = [venv_program("python"), "-m", "pytest", f"--junitxml={report}"]
    command += ["-k", keyword] if keyword else []
    command += [f"--numprocesses={processes}", "--dist=worksteal"] if processes else []
    with step(f"pytest: {title}"):
        status = _run_and_show([*command, *paths])
    if status == NO_TESTS_COLLECTED:
        return Tally()
    if not report.exists():
        return Tally(failed=1)
    suite = ElementTree.parse(report).getroot().find("testsuite")
    count = {name: int(suite.get(name)) for name in ("tests", "failures", "errors")}
    failed, skipped = count["failures"] + count["errors"], int(suite.get("skipped"))
    tally = Tally(count["tests"] - failed - skipped, failed, skipped)
    if status and not failed:
        return tally + Tally(failed=1)
    return tally


def _run_and_show(command: list[str]) -> int:
    """Run a program, print whole lines while others print theirs; return its status."""
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as program:
        for line in program.stdout:
            say(line.rstrip())
    return program.returncode


def run_side_by_side(tree: OdooTree, selection: Selection) -> Tally:
    """Run all that needs one process at a time, in two lanes for the two cores of CI.

    The core's tests take as long as the rest: the lint, pytest of what needs no Odoo,
    and the tests of the other add-ons.
    """
    template = ensure_dependency_template(tree) if selection.odoo_tags else ""
    core = tuple(tag for tag in selection.odoo_tags if _is_core(tag))
    others = tuple(tag for tag in selection.odoo_tags if not _is_core(tag))

    def run_core() -> Tally:
        return run_odoo_tests("core", template, selection.addons, core)

    with ThreadPoolExecutor(1) as pool:
        of_core = pool.submit(run_core)
        tally = run_lint() if selection.lint else Tally()
        tally += run_pytest(
            "client, contract, hygiene", selection.fast, selection.keyword
        )
        tally += run_odoo_tests("others", template, selection.addons, others)
        return tally + of_core.result()


def run_odoo_tests(
    name: str, template: str, addons: list[str], tags: tuple[str, ...]
) -> Tally:
    """Install the add-ons in a new database, run the tests, and return the counts.

    A warning or an error in the log counts as a failure, as in OCA's CI.

    :param name: of the database and of the log file
    """
    if not tags:
        return Tally()
    database = f"test_{name}_{os.getpid()}"
    copy_database(template, database)
    try:
        with step(f"Odoo's tests: {name}"):
            return _run_odoo(database, addons, tags)
    finally:
        drop_database(database)


def _is_core(tag: str) -> bool:
    """Return whether a test tag selects tests of the core add-on."""
    return tag.split("/")[1].split(":")[0] == ADDONS[0]


def _run_odoo(database: str, addons: list[str], tags: tuple[str, ...]) -> Tally:
    """Install *addons*, run the tests that *tags* select, and return the counts."""
    status, warnings, counted = _run_and_read(database, addons, tags)
    failed = sum(counted[:2])
    tally = Tally(passed=counted[2] - failed, failed=failed)
    for line in warnings if not failed else ():
        say(f"    in the log: {line}")
    if (status or warnings) and not failed:
        return tally + Tally(failed=1)
    return tally


def _run_and_read(database: str, addons: list[str], tags: tuple[str, ...]):
    """Run Odoo; return its exit status, warnings, and (failed, errors, tests)."""
    command = [venv_program("odoo"), "-c", str(CONFIG), "-d", database]
    command += ["-i", ",".join(addons), "--stop-after-init"]
    command += ["--http-port", str(free_port()), "--workers", "0"]
    command += ["--test-tags", ",".join(tags)]
    warnings, counted = [], (0, 0, 0)
    LOGS.mkdir(parents=True, exist_ok=True)
    with (
        (LOGS / f"{database.rpartition('_')[0]}.log").open("w") as log,
        subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as odoo,
        _terminated_on_interrupt(odoo),
    ):
        shown = False
        for line in odoo.stdout:
            log.write(line)
            parts = LOG_LINE.match(line)
            if parts:
                level, logger, message = parts.groups()
                warning = level != "INFO" and not HARMLESS.search(message)
                if warning:
                    warnings.append(line.strip())
                shown = warning or _is_progress(logger, message)
                counts = SUMMARY.search(message)
                if counts and logger == "odoo.tests.result":
                    counted = tuple(map(int, counts.groups()))
            if shown:
                say(line.rstrip())
    return odoo.returncode, warnings, counted


@contextmanager
def _terminated_on_interrupt(process: subprocess.Popen):
    """Terminate the process if this command is interrupted in the ``with`` block."""
    try:
        yield
    except KeyboardInterrupt:
        process.terminate()
        raise


def _is_progress(logger: str, message: str) -> bool:
    """Return whether an INFO line shows the progress of the tests."""
    summaries = ("odoo.tests.result", "odoo.tests.stats")
    return message.startswith("Starting ") or logger in summaries


def check_that_tests_ran(tally: Tally, selection: Selection) -> None:
    """Raise Problem if no test was run: the name is probably mistyped."""
    if not tally.total:
        asked = f"-k {selection.keyword}" if selection.keyword else "these arguments"
        raise Problem(f"No test matches {asked}.\n\n{tally}")
