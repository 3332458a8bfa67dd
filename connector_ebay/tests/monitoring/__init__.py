# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import (
    test_alerts,
    test_chatter,
    test_health,
    test_job_states,
    test_metrics,
    test_retention,
    test_stored_text,
    test_watchers,
)
