# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import backend_adapter  # ebay.adapter
from . import limit_reader  # ebay.base
