# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import held_order_watcher  # ebay.held.records.watcher
from . import late_order_watcher  # ebay.alert.watcher
from . import order_metrics  # ebay.metrics.collector
