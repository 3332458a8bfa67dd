# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import policy_adapter  # ebay.adapter
from . import policy_importer  # ebay.base
from . import category_details_adapter  # ebay.adapter
from . import category_details_importer  # ebay.base
from . import aspect_filler  # ebay.base
from . import listing_pictures  # ebay.base
from . import listing_creator  # ebay.base
from . import listing_content_builder  # ebay.base
from . import listing_checker  # ebay.base
from . import picture_uploader  # ebay.base
from . import listing_publishing_adapter  # ebay.adapter
from . import listing_sender  # ebay.base
from . import listing_publisher  # ebay.once.exporter
from . import listing_reviser  # ebay.listing.publisher
from . import listing_ender  # ebay.base
