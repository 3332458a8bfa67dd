# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import test_order_requests
from . import test_refund_rights
from . import test_refund_limits
