# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
# One component a file, named alike. Behind each: what it inherits.

# Shipments, in the order a delivery goes through them
from . import ebay_stock_picking_adapter  # ebay.adapter
from . import ebay_stock_picking_binder  # ebay.binder
from . import ebay_stock_picking_batch_exporter  # base.exporter, ebay.base
from . import ebay_stock_picking_exporter  # base.exporter, ebay.base
from . import ebay_picking_contents  # ebay.base
from . import ebay_picking_planner  # ebay.base
from . import ebay_picking_settler  # ebay.base
from . import ebay_picking_ledger  # ebay.base

# Quantities, out of Odoo and into it
from . import ebay_offer_quantities  # ebay.base
from . import ebay_offer_pricer  # ebay.offer.pricer
from . import ebay_offer_recorder  # ebay.offer.recorder
from . import ebay_product_import_mapper  # ebay.product.import.mapper
from . import ebay_stock_importer  # base.importer, ebay.base
from . import ebay_stock_adjuster  # ebay.base
