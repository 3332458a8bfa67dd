# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import shipment_adapter  # ebay.adapter
from . import shipment_binder  # ebay.binder
from . import shipment_planner  # ebay.base
from . import shipment_exporter  # ebay.once.exporter
from . import shipment_batch_exporter  # base.exporter, ebay.base
from . import delivery_trimmer  # ebay.delivery.trimmer
