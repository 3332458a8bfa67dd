# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import (
    test_drafts,
    test_migration,
    test_product_removal,
    test_product_safety,
    test_publishing,
    test_publishing_screens,
    test_publishing_tours,
    test_reference_data,
    test_stock_follower,
    test_variations,
)
