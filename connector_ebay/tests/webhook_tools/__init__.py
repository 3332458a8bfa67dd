# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Notifications for tests: signed as eBay does, and hostile ones. No Odoo import.

Also for programs outside Odoo, with ``connector_ebay/tests`` on the path.
"""

from .hostile import Fuzzer
from .signer import Signer, envelope, order_data
