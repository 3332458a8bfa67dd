# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Every API of the simulator: a new one is a module with ``routes``, named here.

Trading calls register themselves when their module is imported.
"""

from . import (
    analytics,
    identity,
    inventory_bulk,
    inventory_items,
    inventory_offers,
    key_management,
    oauth,
    pictures,
    taxonomy,
    trading,
    trading_account,
    trading_events,
    trading_item,
    trading_listings,
    trading_orders,
    trading_revise,
    trading_site,
)
from .feed import endpoints as feed
from .notifications import set_up, subscriptions
from .orders import cancellation, fulfillment, refund, shipping
from .publishing import (
    account,
    groups,
    items,
    locations,
    media,
    metadata,
    migration,
    offers,
    publish,
)

ROUTES = tuple(
    module.routes
    for module in (
        oauth,
        identity,
        taxonomy,
        analytics,
        inventory_items,
        inventory_offers,
        inventory_bulk,
        items,
        groups,
        offers,
        publish,
        locations,
        migration,
        account,
        metadata,
        media,
        fulfillment,
        shipping,
        refund,
        cancellation,
        key_management,
        set_up,
        subscriptions,
        feed,
        pictures,
        trading,
    )
)
TRADING_CALLS = (
    trading_listings,
    trading_events,
    trading_item,
    trading_account,
    trading_orders,
    trading_revise,
    trading_site,
)
