# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The translation templates (``i18n/*.pot``), exported by Odoo."""

import argparse
import re
import tempfile
from pathlib import Path

from .console import run, say, step
from .database import CONFIG, ensure_product_template, write_config
from .environment import ensure_environment
from .paths import ADDONS, ROOT, venv_program
from .postgres import running_cluster
from .system import ensure_packages

# OCA's bot drops these lines too: they change with every export.
DATES = re.compile(r'^"(?:POT-Creation|PO-Revision)-Date: .*\n', re.MULTILINE)


def write_pot_files(arguments: list[str]) -> int:
    """Export the terms of each add-on and return the exit status 0."""
    argparse.ArgumentParser(
        prog="setup/pot",
        description="Write i18n/*.pot of the three add-ons with Odoo's own export.",
    ).parse_args(arguments)
    ensure_packages(postgres=True, browser=False)
    tree = ensure_environment()
    with running_cluster():
        write_config(tree)
        database = ensure_product_template(tree)
        for addon in ADDONS:
            path = ROOT / addon / "i18n" / f"{addon}.pot"
            with step(f"Terms of {addon}"):
                path.parent.mkdir(exist_ok=True)
                path.write_text(_export(database, addon))
            say(f"    {path.relative_to(ROOT)}")
    return 0


def _export(database: str, addon: str) -> str:
    """Return the .pot file of *addon* without its dates."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"{addon}.pot"
        command = [venv_program("odoo"), "i18n", "export", "-c", str(CONFIG)]
        command += ["-d", database, "-l", "pot", "-o", str(target), addon]
        run(command, log="pot", failure=f"Odoo could not export the terms of {addon}")
        return DATES.sub("", target.read_text())
