# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
# Shipments
from . import ebay_carrier_mapping
from . import ebay_stock_picking
from . import ebay_stock_picking_line
from . import ebay_sale_order_fulfillment
from . import ebay_backend_fulfillments
from . import stock_picking
from . import sale_order
from . import queue_job

# Quantities
from . import ebay_stock_rule
from . import ebay_backend_stock
from . import ebay_backend_import_stock
from . import ebay_run_stock
from . import ebay_stock_difference
from . import ebay_sku_sync_stock
from . import ebay_sku_mark_stock
from . import ebay_product_product_stock
from . import ebay_sale_order_stock
from . import ebay_sale_order_line_stock
from . import stock_quant
from . import stock_move_offers
from . import account_tax
