# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Find programs of the system; install them as root, or name them to the user."""

import os
import shutil
import sys
from pathlib import Path

from .console import Problem, is_root, output_of, run, step

PYTHONS = ("python3.12", "python3.11", "python3.13")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def find_python() -> str:
    """Return a Python from 3.11 to 3.13: the one that runs this, or one on the PATH."""
    if (3, 11) <= sys.version_info < (3, 14):
        return os.path.realpath(sys.executable)
    for name in PYTHONS:
        found = shutil.which(name)
        if found and output_of([found, "-c", "print(1)"]):
            return found
    raise Problem(
        "Odoo 19 needs Python 3.11, 3.12 or 3.13. Run the command with one of them, "
        f"not with {sys.version.split()[0]}."
    )


def postgres_folder() -> Path | None:
    """Return the folder with initdb and pg_ctl of the newest PostgreSQL."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(versions, key=lambda path: float(path.parts[-3]), reverse=True)
    if newest:
        return newest[0].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def find_browser() -> str | None:
    """Return the path of a Chromium for the browser tours."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def missing_packages(*, postgres: bool, browser: bool) -> list[str]:
    """Return the names of the Debian packages that are missing."""
    missing = []
    if not shutil.which("git"):
        missing.append("git")
    if not output_of([find_python(), "-c", "import ensurepip; print(1)"]):
        missing.append("python3-venv")
    if postgres and not postgres_folder():
        missing.append("postgresql")
    if browser and not find_browser():
        missing.append("chromium")
    return missing


def ensure_packages(*, postgres: bool, browser: bool = False) -> None:
    """Install the missing packages as root; tell other users the command."""
    missing = missing_packages(postgres=postgres, browser=browser)
    if not missing:
        return
    names = " ".join(missing)
    if not is_root():
        raise Problem(f"Missing: {names}. Run: sudo apt-get install {names}")
    with step(f"Debian packages: {names}"):
        environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        run(["apt-get", "update"], log="apt", env=environment)
        run(
            ["apt-get", "install", "-y", "--no-install-recommends", *missing],
            log="apt",
            failure=f"Debian's packages could not be installed: {names}",
            env=environment,
        )
