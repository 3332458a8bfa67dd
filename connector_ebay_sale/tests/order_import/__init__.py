# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import test_order_bad_input
from . import test_order_collected_tax
from . import test_order_locks
from . import test_order_details
from . import test_order_holds
from . import test_order_import
from . import test_order_money
from . import test_order_number
from . import test_order_partners
from . import test_order_people
from . import test_order_places
from . import test_order_privacy
from . import test_order_rights
from . import test_order_screens
from . import test_order_simulator
from . import test_order_skus
from . import test_order_start
from . import test_order_texts
from . import test_order_tours
from . import test_order_traps
from . import test_order_windows
from . import test_stopped_orders
