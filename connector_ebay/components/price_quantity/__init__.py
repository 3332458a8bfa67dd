# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import price_quantity_adapter  # ebay.adapter
from . import recent_orders  # ebay.base
from . import sku_quantities  # ebay.base
from . import planner  # ebay.base
from . import pricer  # ebay.base
from . import price_keeper  # ebay.base
from . import comparer  # ebay.base
from . import guard  # ebay.base
from . import revision_limiter  # ebay.base
from . import batch_builder  # ebay.base
from . import batch_exporter  # ebay.once.exporter
from . import inventory_sender  # base.exporter, ebay.base
from . import trading_sender  # base.exporter, ebay.base
from . import feed_exporter  # ebay.price.quantity.batch.exporter
from . import result_recorder  # ebay.base
from . import take_over_previewer  # ebay.base
from . import take_over_keeper  # ebay.base
from . import price_restorer  # ebay.base
from . import seen_values  # ebay.base
from . import seen_batch_importer  # ebay.batch.importer
from . import comparison_importer  # ebay.seen.batch.importer
from . import mass_change_watcher  # ebay.alert.watcher
