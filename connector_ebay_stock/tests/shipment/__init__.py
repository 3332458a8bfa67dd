# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import test_picking_export
from . import test_picking_input
from . import test_picking_once
from . import test_picking_security
from . import test_picking_supply
from . import test_picking_tour
from . import test_picking_trimmed
from . import test_public_methods
from . import test_shipment_tools
from . import test_to_ship
from . import test_to_ship_tour
from . import test_warehouse_failures
