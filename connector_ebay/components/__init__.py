# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
# One component a file, named alike. Behind each: what it inherits.
from . import ebay_base  # base.connector
from . import ebay_adapter  # base.backend.adapter, ebay.base
from . import ebay_binder  # base.binder, ebay.base
from . import ebay_import_mapper  # base.import.mapper, ebay.base

# The account
from . import ebay_backend_adapter  # ebay.adapter
from . import ebay_notification_adapter  # ebay.adapter
from . import ebay_notification_subscriber  # base.synchronizer, ebay.base

# Categories
from . import ebay_product_category_adapter  # ebay.adapter
from . import ebay_product_category_batch_importer  # base.importer, ebay.base
from . import ebay_product_category_importer  # base.importer, ebay.base

# Listings and their SKUs, in the order a page goes through them
from . import ebay_product_template_adapter  # ebay.adapter
from . import ebay_product_template_batch_importer  # base.importer, ebay.base
from . import ebay_listing_page_importer  # ebay.base
from . import ebay_listing_channel_finder  # ebay.base
from . import ebay_listing_absence_checker  # ebay.base
from . import ebay_product_template_importer  # base.importer, ebay.base
from . import ebay_listing_lookups  # ebay.base
from . import ebay_product_template_import_mapper  # ebay.import.mapper
from . import ebay_product_product_import_mapper  # ebay.import.mapper
from . import ebay_product_linker  # ebay.base
from . import ebay_product_matcher  # ebay.base
from . import ebay_product_import_mapper  # ebay.import.mapper
from . import ebay_product_builder  # ebay.base
from . import ebay_variant_builder  # ebay.base
from . import ebay_picture_importer  # ebay.base
from . import ebay_match_proposer  # ebay.base

# Prices and quantities out of Odoo, in the order a change goes through them
from . import ebay_offer_adapter  # ebay.adapter
from . import ebay_offer_planner  # ebay.base
from . import ebay_offer_pricer  # ebay.base
from . import ebay_offer_comparer  # ebay.base
from . import ebay_offer_guard  # ebay.base
from . import ebay_offer_batch_builder  # ebay.base
from . import ebay_offer_exporter  # base.exporter, ebay.base
from . import ebay_offer_inventory_exporter  # base.exporter, ebay.base
from . import ebay_offer_trading_exporter  # base.exporter, ebay.base
from . import ebay_offer_feed_exporter  # ebay.offer.exporter
from . import ebay_offer_recorder  # ebay.base
