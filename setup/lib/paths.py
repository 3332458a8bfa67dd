# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Where the set-up keeps its files: two folders, and nothing else anywhere."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDONS = ("connector_ebay", "connector_ebay_sale", "connector_ebay_stock")

# Everything this checkout makes; git ignores it and ``--clean`` removes it.
DEV = ROOT / ".dev"
VENV = DEV / "venv"
LOGS = DEV / "log"
DATA = DEV / "data"
EMPTY_CONFIG = DEV / "odoo.conf"

# Downloads, shared by all checkouts of one user.
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
CACHE = CACHE / "connector_ebay"

# Two checkouts on one machine must not meet in /tmp or /var/tmp.
CHECKOUT_ID = hashlib.sha256(str(ROOT).encode()).hexdigest()[:10]


def venv_program(name: str) -> str:
    """The path of a program of the private virtual environment."""
    return str(VENV / "bin" / name)
