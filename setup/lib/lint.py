# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Run ruff, pylint-odoo with the rules of OCA's 19.0 template, and mypy."""

import subprocess
from concurrent.futures import ThreadPoolExecutor

from .console import output_of, say, step
from .paths import ADDONS, ROOT, venv_program
from .tally import Tally

CODE = (*ADDONS, "setup", "tests")
# Scripts without a suffix, which ruff does not find by itself.
COMMANDS = (
    "setup/demo",
    "setup/test",
    "setup/record",
    "setup/check-sandbox",
    "setup/release",
    "setup/pot",
    "setup/docs",
    "setup/screenshots",
)


def run_lint() -> Tally:
    """Run the tools side by side; each one that complains counts as a failure."""
    commands = _commands()
    with step("Lint: pylint-odoo, mypy and ruff"), ThreadPoolExecutor(2) as pool:
        results = dict(zip(commands, pool.map(_run, commands.values()), strict=True))
    tally = Tally()
    for name, result in results.items():
        say(f"    {name}: {'failed' if result.returncode else 'passed'}")
        if result.returncode:
            say(result.stdout)
        tally += Tally(failed=1) if result.returncode else Tally(passed=1)
    return tally


def _commands() -> dict[str, list[str]]:
    """Return the commands by name, the slow ones first."""
    code = [*CODE, *filter(_is_python, COMMANDS)]
    python = venv_program("python")
    pylint = [python, "-m", "pylint", "--rcfile=.pylintrc-mandatory"]
    # Two processes: no rule of pylint-odoo looks further than one add-on.
    return {
        "pylint-odoo, core": [*pylint, ADDONS[0]],
        "pylint-odoo, others": [*pylint, *ADDONS[1:]],
        "mypy": [python, "-m", "mypy"],
        "ruff check": [venv_program("ruff"), "check", *code],
        "ruff format": [venv_program("ruff"), "format", "--check", *code],
    }


def _run(command: list[str]) -> subprocess.CompletedProcess:
    """Run one tool in the root of the checkout and return what it printed."""
    return subprocess.run(
        command,
        cwd=ROOT,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _is_python(path: str) -> bool:
    """Return True if *path* exists and its first line names Python."""
    return "python" in output_of(["head", "-n1", str(ROOT / path)])
