# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import ebay_release
from . import ebay_find
from . import ebay_find_line
from . import ebay_health_report
from . import ebay_health_report_line
from . import ebay_list_products
from . import ebay_list_products_line
from . import ebay_aspect_form
from . import ebay_aspect_form_line
from . import ebay_listing_preview
from . import ebay_category_choice
from . import ebay_category_choice_line
from . import ebay_product_removal
