# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
# A package for each topic.
from . import core
from . import monitoring
from . import account
from . import notification
from . import catalogue
from . import price_quantity
from . import publishing
from . import health
