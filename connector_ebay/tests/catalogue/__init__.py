# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import test_categories
from . import test_changed_skus
from . import test_listing_runs
from . import test_listing_pages
from . import test_listings
from . import test_match_kinds
from . import test_match_listings
from . import test_matching
from . import test_pictures
from . import test_price_extras
