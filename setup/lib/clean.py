# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``setup/demo --clean``: remove everything that the set-up created."""

import fcntl
import shutil
from pathlib import Path

from .console import Problem, say
from .paths import CACHE, CHECKOUT_ID, DEV, ROOT
from .postgres import remove_cluster

CHECKOUTS = CACHE / "checkouts"


def register_checkout() -> None:
    """Record in the cache that this checkout uses it."""
    CHECKOUTS.mkdir(parents=True, exist_ok=True)
    (CHECKOUTS / CHECKOUT_ID).write_text(str(DEV))


def clean() -> None:
    """Remove ``.dev``, the database cluster and, after the last checkout, the cache."""
    users = DEV / "postgres.users"
    if users.exists():
        with users.open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Problem(
                    "A demo or a test of this checkout is still running. Stop it first."
                ) from error
    remove_cluster()
    shutil.rmtree(DEV, ignore_errors=True)
    for compiled in list(ROOT.rglob("__pycache__")):
        shutil.rmtree(compiled, ignore_errors=True)
    say(f"Removed everything that the set-up had created in {ROOT}.")
    (CHECKOUTS / CHECKOUT_ID).unlink(missing_ok=True)
    others = [path for path in _checkouts() if path.is_dir()]
    if others:
        say(f"Kept the downloads in {CACHE}, because {others[0].parent} uses them.")
        return
    shutil.rmtree(CACHE, ignore_errors=True)
    say(f"Removed the downloads in {CACHE}.")


def _checkouts() -> list[Path]:
    """Return the ``.dev`` folders of all checkouts that have used the cache."""
    return [Path(note.read_text()) for note in CHECKOUTS.glob("*")]
