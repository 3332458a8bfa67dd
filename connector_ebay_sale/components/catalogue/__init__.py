# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import product_pricing  # ebay.product.pricing
from . import listing_content_builder  # ebay.listing.content.builder
