# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Plain modules of the add-ons, tested without Odoo."""

import importlib
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


def load_package(addon, name, *modules):
    """Import modules of a package in an add-on's ``tools``; return them.

    Such a package imports nothing but itself and the standard library.
    """
    package = f"plain_{addon}_{name}"
    if package not in sys.modules:
        folder = ROOT / addon / "tools" / name
        spec = importlib.util.spec_from_file_location(
            package, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        sys.modules[package] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[package])
    return [importlib.import_module(f"{package}.{module}") for module in modules]
