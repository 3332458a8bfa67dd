# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import ebay_release
from . import ebay_find
from . import ebay_find_line
from . import ebay_health_report
from . import ebay_health_report_line
