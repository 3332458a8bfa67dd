# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
# One component a file, named alike. Behind each: what it inherits.
from . import ebay_sale_binder  # ebay.binder

# Orders, in the order a page goes through them
from . import ebay_sale_order_adapter  # ebay.adapter
from . import ebay_sale_order_batch_importer  # base.importer, ebay.base
from . import ebay_sale_order_importer  # base.importer, ebay.base
from . import ebay_order_claimer  # ebay.base
from . import ebay_order_lookups  # ebay.base
from . import ebay_order_money  # ebay.base
from . import ebay_res_partner_importer  # base.importer, ebay.base
from . import ebay_res_partner_import_mapper  # ebay.import.mapper
from . import ebay_order_product_finder  # ebay.base
from . import ebay_order_tax_finder  # ebay.base
from . import ebay_sale_order_import_mapper  # ebay.import.mapper
from . import ebay_sale_order_mapper  # ebay.import.mapper
from . import ebay_sale_order_line_import_mapper  # ebay.import.mapper
from . import ebay_order_line_builder  # ebay.base

# What eBay's lists leave out
from . import ebay_order_details_importer  # base.importer, ebay.base

# Orders known before
from . import ebay_sale_order_updater  # ebay.base
from . import ebay_order_settler  # ebay.base
from . import ebay_order_follower  # ebay.base
from . import ebay_order_refund_importer  # base.importer, ebay.base

# What a person asks eBay to do with an order
from . import ebay_order_request_adapter  # ebay.adapter
from . import ebay_order_request_exporter  # base.exporter, ebay.base
