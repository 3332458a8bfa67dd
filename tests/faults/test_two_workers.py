# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Two workers at once, with real transactions."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from catalogue import in_odoo, on_ebay, products_with_one_sku

CALLERS = 6


def test_an_expired_token_is_renewed_once_for_all(odoo, simulator, backend):
    assert token_state(odoo, backend) == "ok"
    simulator.tokens.expire("user")
    simulator.requests.clear()
    # Slow enough for all callers to find the token refused before it is renewed.
    simulator.faults.add("token", "slow", seconds=1)
    with ThreadPoolExecutor(CALLERS) as callers:
        told = list(
            callers.map(
                lambda _number: token_state(odoo, backend),
                range(CALLERS),
            )
        )
    assert told == ["ok"] * CALLERS
    # Each report asks once whether the permissions are granted.
    assert simulator.requests.count("token") == 1 + CALLERS


def token_state(odoo, backend):
    """Return what the health report says about the token."""
    checks = odoo.execute("ebay.backend", "check_health", [backend])["checks"]
    return next(check["state"] for check in checks if check["code"] == "token")


@pytest.mark.catalogue(listings=300)
def test_two_accounts_with_the_same_goods_share_the_products(odoo, simulator, backend):
    second = odoo.execute("ebay.backend", "copy", [backend], {"name": "Second"})[0]
    key = "connector_ebay.simulator.refresh_token."
    token = odoo.execute("ir.config_parameter", "get_param", f"{key}{backend}")
    odoo.execute("ir.config_parameter", "set_param", f"{key}{second}", token)
    odoo.execute("ebay.backend", "import_listings", [backend, second])
    assert odoo.wait_jobs(timeout=240).keys() == {"done"}
    assert in_odoo(odoo, backend) == in_odoo(odoo, second) == on_ebay(simulator)
    assert not products_with_one_sku(odoo)


@pytest.mark.catalogue(listings=300)
def test_started_by_many_at_once_it_runs_once(odoo, simulator, backend):
    with ThreadPoolExecutor(CALLERS) as callers:
        list(
            callers.map(
                lambda _n: odoo.execute("ebay.backend", "import_listings", [backend]),
                range(CALLERS),
            )
        )
    assert odoo.wait_jobs().keys() == {"done"}
    assert in_odoo(odoo, backend) == on_ebay(simulator)
    assert odoo.execute("ebay.run", "search_count", []) == 1
    assert simulator.requests.count("GetSellerList") == 2


@pytest.mark.catalogue(listings=300)
def test_faults_raining_the_catalogue_comes_in_all_the_same(odoo, simulator, backend):
    for nth, kind, options in (
        (1, "status", {"status": 503}),
        (2, "throttled", {"retry_after": 1}),
        (3, "reset", {}),
        (4, "truncated", {}),
        (5, "expired_token", {}),
        (6, "html", {}),
    ):
        simulator.faults.add("GetSellerList", kind, nth=nth, **options)
    simulator.faults.add("getCategoryTree", "broken")
    simulator.faults.add("getInventoryItems", "empty")
    odoo.execute("ebay.backend", "import_listings", [backend])
    assert odoo.wait_jobs(timeout=240).keys() == {"done"}
    assert in_odoo(odoo, backend) == on_ebay(simulator)
    assert not products_with_one_sku(odoo)
