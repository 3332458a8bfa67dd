# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import test_webhook
from . import test_webhook_deletion
from . import test_webhook_events
from . import test_webhook_fuzz
from . import test_webhook_keys
from . import test_webhook_subscriptions
