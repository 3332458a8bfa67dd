# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
# Odoo runs the modules that are imported here.
from .catalogue import test_product_prices
from .monitoring import test_order_alerts
from .order_import import (
    test_list_columns,
    test_order_bad_input,
    test_order_collected_tax,
    test_order_locks,
    test_order_details,
    test_order_holds,
    test_order_import,
    test_order_money,
    test_order_number,
    test_order_partners,
    test_order_people,
    test_order_places,
    test_order_privacy,
    test_order_rights,
    test_order_screens,
    test_order_simulator,
    test_order_skus,
    test_order_start,
    test_order_texts,
    test_order_tours,
    test_order_traps,
    test_order_windows,
    test_stopped_orders,
)
from .order_update import (
    test_order_changes,
    test_order_goods,
    test_order_refunds,
)
from .order_request import (
    test_order_requests,
    test_refund_limits,
    test_refund_rights,
)
