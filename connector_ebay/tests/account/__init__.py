# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import test_button_results
from . import test_cli
from . import test_connection
from . import test_dashboard
from . import test_flows
from . import test_job_functions
from . import test_oauth_callback
from . import test_screens
from . import test_security
from . import test_settings
from . import test_tours
