# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import order_binder  # ebay.binder
from . import linked_sku_processor  # ebay.linked.sku.processor
from . import order_adapter  # ebay.adapter
from . import order_batch_importer  # base.importer, ebay.base
from . import order_importer  # base.importer, ebay.base
from . import record_locker  # ebay.base
from . import order_lookups  # ebay.base
from . import order_money  # ebay.base
from . import partner_importer  # base.importer, ebay.base
from . import partner_import_mapper  # ebay.import.mapper
from . import product_finder  # ebay.base
from . import tax_finder  # ebay.base
from . import order_import_mapper  # ebay.import.mapper
from . import sale_order_mapper  # ebay.import.mapper
from . import order_line_import_mapper  # ebay.import.mapper
from . import line_builder  # ebay.base
from . import details_importer  # base.importer, ebay.base
from . import order_event_handler  # ebay.order.event.handler
from . import person_eraser  # ebay.person.eraser
