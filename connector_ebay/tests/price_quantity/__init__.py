# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import test_comparison
from . import test_export_faults
from . import test_export_feed
from . import test_export_guards
from . import test_export_isolation
from . import test_export_jobs
from . import test_export_marks
from . import test_export_offers
from . import test_export_rain
from . import test_export_slices
from . import test_export_tours
from . import test_price_keeper
from . import test_settings_review
from . import test_sku_status
from . import test_take_over
from . import test_delay
