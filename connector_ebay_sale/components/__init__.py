# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
# A package for each topic.
from . import catalogue
from . import order_import
from . import order_update
from . import order_request
from . import monitoring
