# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
# Shipments
from . import ebay_carrier_mapping
from . import ebay_stock_picking
from . import ebay_stock_picking_line
from . import ebay_sale_order_fulfillment
from . import ebay_backend_fulfillments
from . import stock_picking
from . import sale_order_fulfillment
from . import queue_job_fulfillment
