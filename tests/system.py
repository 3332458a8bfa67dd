# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Fixtures of the whole-system tests: real PostgreSQL, Odoo, job runner, simulator.

``tests/e2e/conftest.py`` and ``tests/faults/conftest.py`` import them. Every test has
a database of its own, copied from a template in which the three addons are installed.
"""

import os

import pytest

from lib import database, postgres
from lib.odoo_server import OdooServer
from lib.odoo_tree import find_odoo
from lib.simulator_process import connect_backend
from simulator import Catalogue, Simulator

LOG_LINES = 60


@pytest.fixture(scope="session")
def product_template():
    """The name of a database with the three addons as they are in the checkout."""
    tree = find_odoo()
    with postgres.running_cluster():
        database.write_config(tree)
        yield database.ensure_product_template(tree)


@pytest.fixture
def simulator(request):
    """A simulated eBay seller with 60 listings.

    ``@pytest.mark.catalogue(listings=5, variations=0)`` makes another catalogue.
    """
    marker = request.node.get_closest_marker("catalogue")
    catalogue = Catalogue(**(marker.kwargs if marker else {"listings": 60}))
    with Simulator(catalogue) as running:
        yield running
        assert not running.violations, (
            f"eBay's schemas do not allow this: {running.violations[:3]}"
        )


@pytest.fixture
def odoo(product_template):
    """A running Odoo (prefork, with job runner) on a fresh database.

    `OdooServer` says what it can do: ``execute``, ``wait_jobs``, ``query``, ``kill``
    (as by ``kill -9``), ``start`` and ``restart``.
    """
    name = f"whole_system_{os.getpid()}"
    database.copy_database(product_template, name)
    server = OdooServer(name, websockets=False)
    server.log.unlink(missing_ok=True)
    server.start()
    try:
        yield server
    finally:
        server.kill()
        database.drop_database(name)


@pytest.fixture
def backend(odoo, simulator):
    """The id of a backend that sells through the simulator.

    Without a budget of reading: tests wait for all jobs, also for those of a schedule
    that happens to begin meanwhile, which a budget would hold for ten minutes.
    """
    backend = connect_backend(odoo, simulator)
    odoo.execute("ebay.backend", "write", [backend], {"pull_budget": 0})
    return backend


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Put the end of Odoo's log beside a failure."""
    report = yield
    odoo = getattr(item, "funcargs", {}).get("odoo")
    if report.failed and odoo and odoo.log.exists():
        lines = odoo.log.read_text(errors="replace").splitlines()[-LOG_LINES:]
        report.sections.append(("Odoo's log", "\n".join(lines)))
    return report
