# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The two folders in which the set-up stores all of its files."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDONS = ("connector_ebay", "connector_ebay_sale", "connector_ebay_stock")

# Everything that is created for this checkout. Git ignores it, ``--clean`` removes it.
DEV = ROOT / ".dev"
VENV = DEV / "venv"
LOGS = DEV / "log"
DATA = DEV / "data"
EMPTY_CONFIG = DEV / "odoo.conf"

# Downloads, shared by all checkouts of one user.
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
CACHE = CACHE / "connector_ebay"

# Keeps the files of several checkouts in /tmp and /var/tmp apart.
CHECKOUT_ID = hashlib.sha256(str(ROOT).encode()).hexdigest()[:10]


def venv_program(name: str) -> str:
    """Return the path of a program in the private virtual environment."""
    return str(VENV / "bin" / name)
