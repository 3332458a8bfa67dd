# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The lint: ruff and pylint-odoo with the rules of OCA's 19.0 template."""

import subprocess

from .console import output_of, say, step
from .paths import ADDONS, ROOT, venv_program
from .tally import Tally

CODE = (*ADDONS, "setup", "tests")
# Scripts without a suffix, which ruff does not find by itself.
COMMANDS = ("setup/demo", "setup/test", "setup/record")


def run_lint() -> Tally:
    """Run each tool over the whole code; one that complains counts as failed."""
    code = [*CODE, *filter(_is_python, COMMANDS)]
    tools = {
        "ruff check": [venv_program("ruff"), "check", *code],
        "ruff format": [venv_program("ruff"), "format", "--check", *code],
        "pylint-odoo": [
            venv_program("python"),
            "-m",
            "pylint",
            "--rcfile=.pylintrc-mandatory",
            *ADDONS,
        ],
    }
    tally = Tally()
    for name, command in tools.items():
        with step(f"Lint: {name}"):
            done = subprocess.run(command, cwd=ROOT, check=False)
        if done.returncode:
            say(f"    {name} found something (see above)")
        tally += Tally(failed=1) if done.returncode else Tally(passed=1)
    return tally


def _is_python(path: str) -> bool:
    """Whether *path* is there and says that it is Python."""
    return "python" in output_of(["head", "-n1", str(ROOT / path)])
