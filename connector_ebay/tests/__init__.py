# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
# Odoo runs the modules that are imported here.
from .account import (
    test_button_results,
    test_cli,
    test_connection,
    test_dashboard,
    test_flows,
    test_job_functions,
    test_list_columns,
    test_oauth_callback,
    test_screens,
    test_security,
    test_settings,
    test_tours,
)
from .catalogue import (
    test_categories,
    test_changed_skus,
    test_listing_pages,
    test_listing_runs,
    test_listings,
    test_match_kinds,
    test_match_listings,
    test_matching,
    test_pictures,
    test_price_extras,
)
from .publishing import (
    test_drafts,
    test_migration,
    test_product_removal,
    test_product_safety,
    test_publishing,
    test_publishing_screens,
    test_publishing_tours,
    test_reference_data,
    test_stock_follower,
    test_variations,
)
from .price_quantity import (
    test_comparison,
    test_delay,
    test_export_faults,
    test_export_feed,
    test_export_guards,
    test_export_isolation,
    test_export_jobs,
    test_export_marks,
    test_export_offers,
    test_export_rain,
    test_export_slices,
    test_export_tours,
    test_price_keeper,
    test_settings_review,
    test_sku_status,
    test_take_over,
)
from .monitoring import (
    test_budget,
    test_limits_and_find,
    test_call_log,
    test_error_texts,
    test_alerts,
    test_chatter,
    test_health,
    test_job_states,
    test_metrics,
    test_readers_language,
    test_retention,
    test_stored_text,
    test_trigger,
    test_watchers,
)
from .notification import (
    test_webhook,
    test_webhook_deletion,
    test_webhook_events,
    test_webhook_fuzz,
    test_webhook_keys,
    test_webhook_subscriptions,
)
from .security import (
    test_bindings,
    test_leftovers,
    test_public_methods,
    test_secrets,
)
