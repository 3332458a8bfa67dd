# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import order_updater  # ebay.base
from . import order_finisher  # ebay.base
from . import change_follower  # ebay.base
from . import refund_importer  # base.importer, ebay.base
from . import delivery_trimmer  # ebay.base
