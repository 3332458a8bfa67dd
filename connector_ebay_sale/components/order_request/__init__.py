# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import request_adapter  # ebay.adapter
from . import request_exporter  # ebay.once.exporter
