# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import recent_orders  # ebay.recent.orders.importer
from . import sku_quantities  # ebay.sku.quantities
from . import pricer  # ebay.price.quantity.pricer
from . import result_recorder  # ebay.price.quantity.result.recorder
from . import product_import_mapper  # ebay.product.import.mapper
from . import stock_batch_importer  # ebay.seen.batch.importer
from . import stock_adjuster  # ebay.base
