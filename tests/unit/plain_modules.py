# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Plain modules of the add-ons, tested without Odoo."""

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def load(addon, name):
    """Import a module of an add-on's ``tools`` without the add-on itself."""
    full_name = f"plain_{addon}_{name}"
    if full_name not in sys.modules:
        path = ROOT / addon / "tools" / f"{name}.py"
        spec = importlib.util.spec_from_file_location(full_name, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[full_name] = module
        spec.loader.exec_module(module)
    return sys.modules[full_name]
