# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import test_categories
from . import test_cli
from . import test_connection
from . import test_job_functions
from . import test_listing_runs
from . import test_listings
from . import test_matching
from . import test_oauth_callback
from . import test_pictures
from . import test_security
from . import test_settings
from . import test_tours
from . import test_webhook
from . import test_webhook_deletion
from . import test_webhook_events
from . import test_webhook_keys
from . import test_webhook_subscriptions
