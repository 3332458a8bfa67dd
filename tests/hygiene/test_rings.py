# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The wire knows no Odoo, and the simulator knows neither Odoo nor the wire."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ADDON = Path(__file__).parents[2] / "connector_ebay"
CLIENT = ADDON / "ebay_client"
SIMULATOR = ADDON / "tests" / "simulator"
CLIENT_LIBRARIES = {"cryptography", "httpx", "lxml"}


def imported(folder):
    """The top-level packages that the files of *folder* import absolutely."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names


def test_the_client_imports_only_its_libraries():
    assert imported(CLIENT) <= CLIENT_LIBRARIES


def test_the_client_stays_below_its_own_folder():
    for path in CLIENT.rglob("*.py"):
        depth = len(path.relative_to(CLIENT).parts)
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                assert node.level <= depth, f"{path} imports from outside the client"


def test_the_simulator_knows_neither_odoo_nor_the_client():
    assert not imported(SIMULATOR) & {"odoo", "ebay_client", "connector_ebay"}


@pytest.mark.parametrize(
    ("package", "folder"), [("ebay_client", ADDON), ("simulator", ADDON / "tests")]
)
def test_it_can_be_imported_where_there_is_no_odoo(package, folder):
    program = (
        "import sys; sys.modules['odoo'] = None; sys.path.insert(0, sys.argv[1]); "
        f"import {package}"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )
    assert done.returncode == 0, done.stderr
