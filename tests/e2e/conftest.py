# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The fixtures of the end-to-end tests."""

from system import (  # noqa: F401
    backend,
    odoo,
    product_template,
    pytest_runtest_makereport,
    simulator,
)
