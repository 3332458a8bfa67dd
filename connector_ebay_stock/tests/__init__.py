# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
# Odoo runs the modules that are imported here.
from .quantity import (
    test_quantities,
    test_stock_import,
    test_stock_kits,
    test_stock_ledger,
    test_stock_orders,
    test_take_over_prices,
)
from .shipment import (
    test_list_columns,
    test_picking_export,
    test_picking_input,
    test_picking_once,
    test_picking_security,
    test_picking_supply,
    test_picking_tour,
    test_picking_trimmed,
    test_public_methods,
    test_shipment_tools,
    test_to_ship,
    test_to_ship_tour,
    test_warehouse_failures,
)
