# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import test_quantities
from . import test_stock_import
from . import test_stock_kits
from . import test_stock_ledger
from . import test_stock_orders
from . import test_take_over_prices
