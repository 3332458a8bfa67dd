# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import base  # base.connector
from . import adapter  # base.backend.adapter, ebay.base
from . import binder  # base.binder, ebay.base
from . import import_mapper  # base.import.mapper, ebay.base
from . import importer  # base.importer, ebay.base
from . import batch_importer  # base.importer, ebay.base
from . import once_exporter  # base.exporter, ebay.base
from . import failure_closer  # ebay.base
from . import event_handler  # ebay.base
from . import alert_watcher  # ebay.base
from . import event_alert_watcher  # ebay.alert.watcher
from . import held_records_watcher  # ebay.alert.watcher
from . import health_check  # ebay.base
from . import metrics_collector  # ebay.base
