# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import order_binder  # ebay.binder
from . import linked_sku_processor  # ebay.linked.sku.processor
from . import order_adapter  # ebay.adapter
from . import order_batch_importer  # ebay.batch.importer
from . import order_importer  # ebay.importer
from . import partner_importer  # base.importer, ebay.base
from . import product_finder  # ebay.base
from . import tax_resolver  # ebay.base
from . import line_builder  # ebay.base
from . import order_import_mapper  # ebay.import.mapper
from . import order_line_import_mapper  # ebay.import.mapper
from . import order_number_importer  # ebay.base
from . import details_importer  # base.importer, ebay.base
from . import order_event_handler  # ebay.order.event.handler
from . import person_eraser  # ebay.person.eraser
