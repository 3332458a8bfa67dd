# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import ebay_api_call
from . import ebay_stock_offer_mixin
from . import ebay_backend_shipment_mixin
from . import ebay_backend
from . import ebay_flow
from . import ebay_sale_order

# Shipments
from . import ebay_delivery_mixin
from . import ebay_delivery_screen_mixin
from . import ebay_carrier_mapping
from . import ebay_stock_picking
from . import ebay_stock_picking_line
from . import stock_picking
from . import sale_order
from . import queue_job

# Quantities
from . import ebay_stock_rule
from . import ebay_run
from . import ebay_stock_difference
from . import ebay_sku_sync
from . import ebay_sku_mark
from . import ebay_product_product
from . import ebay_sale_order_line
from . import stock_quant
from . import stock_move
from . import account_tax
