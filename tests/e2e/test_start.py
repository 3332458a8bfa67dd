# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The whole system starts, also after it was killed."""


def test_odoo_answers_and_has_the_three_addons(odoo):
    names = ["connector_ebay", "connector_ebay_sale", "connector_ebay_stock"]
    domain = [("name", "in", names), ("state", "=", "installed")]
    assert odoo.execute("ir.module.module", "search_count", domain) == 3


def test_odoo_starts_again_after_kill_9(odoo):
    odoo.kill()
    assert not odoo.running
    odoo.start()
    assert odoo.wait_jobs(timeout=10)["done"] == 0
