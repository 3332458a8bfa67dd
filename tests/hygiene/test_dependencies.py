# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Each layer of each add-on imports only what the table of the layers allows."""

import ast
import subprocess
import sys

import pytest
from dependencies import ADDONS, LAYERS, ROOT, TOPICS, forbidden_imports, table
from tracked import tracked_texts

ADDON = ROOT / "connector_ebay"
CLIENT = ADDON / "ebay_client"
SIMULATOR = ADDON / "tests" / "simulator"
CLIENT_LIBRARIES = {"cryptography", "httpx", "lxml"}
MUTATIONS = {
    "connector_ebay/components/core/importer.py": "from ...models import ebay_backend",
    "connector_ebay/components/catalogue/listing_importer.py": (
        "from ..price_quantity.batch import Batch"
    ),
    "connector_ebay/models/ebay_backend.py": "from ..components.core import base",
    "connector_ebay/models/ebay_run.py": "from .. import components",
    "connector_ebay/controllers/webhook.py": "from ..models import ebay_webhook_event",
    "connector_ebay/cli/ebay.py": "import odoo.addons.connector_ebay.models.ebay_run",
    "connector_ebay/wizards/take_over.py": "from ..models.ebay_sku_sync import State",
    "connector_ebay/tools/backoff.py": "from ..models.ebay_run import DELAY",
    "connector_ebay/connection/client.py": "from ..components.core import adapter",
    "connector_ebay/exceptions.py": "from .tools import backoff",
    "connector_ebay/ebay_client/rest.py": "from ..exceptions import EbayError",
    "connector_ebay/tests/simulator/seller.py": "from ebay_client import rest",
    "connector_ebay/models/ebay_job.py": (
        "from odoo.addons.connector_ebay_sale.tools import money"
    ),
    "connector_ebay_sale/components/order_import/importer.py": (
        "from ..order_update.importer import Update"
    ),
    "connector_ebay_stock/models/stock_picking.py": (
        "from odoo.addons.connector_ebay_sale.components.order_import import importer"
    ),
    "connector_ebay_stock/helpers.py": "",
}


def imported(folder):
    """Return the packages outside the standard library that *folder* imports."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names


@pytest.mark.parametrize("addon", ADDONS)
def test_no_layer_imports_what_the_table_forbids(addon):
    sources = list(tracked_texts(f"{addon}/*.py"))
    assert sources
    found = [line for path, text in sources for line in forbidden_imports(path, text)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", MUTATIONS)
def test_a_forbidden_import_is_found(path):
    """Add one forbidden import to a file and expect exactly that one in the result."""
    assert len(forbidden_imports(path, f"import odoo\n{MUTATIONS[path]}\n")) == 1


def test_an_import_inside_a_function_counts():
    source = "def f():\n    from ..components.core import base\n"
    assert forbidden_imports("connector_ebay/models/ebay_run.py", source)


def test_the_documentation_shows_the_same_tables():
    text = (ROOT / "docs/architecture.md").read_text()
    assert table(LAYERS, "layer") in text
    assert table(TOPICS, "topic of `components`") in text


def test_the_client_imports_only_its_libraries():
    assert imported(CLIENT) <= CLIENT_LIBRARIES


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
