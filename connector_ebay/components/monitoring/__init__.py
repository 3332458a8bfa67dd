# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import account_watcher  # ebay.alert.watcher
from . import call_watcher  # ebay.alert.watcher
from . import destination_watcher  # ebay.event.alert.watcher
from . import hold_watcher  # ebay.held.records.watcher
from . import missing_listings_watcher  # ebay.event.alert.watcher
from . import queue_watcher  # ebay.alert.watcher
from . import slow_watcher  # ebay.alert.watcher
from . import webhook_watcher  # ebay.alert.watcher
from . import call_metrics  # ebay.metrics.collector
from . import work_metrics  # ebay.metrics.collector
