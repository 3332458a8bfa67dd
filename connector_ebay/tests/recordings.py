# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the cassettes hold: for each endpoint, the calls that are recorded.

A recording takes an `Ebay` and makes its calls; `setup/record` lets it talk to eBay
and a test lets it talk to its cassette. It must ask for nothing that it did not learn
from the answers before, or that is not in the `Ebay`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

RECORDINGS = {}


@dataclass
class Ebay:
    """One side to talk to: our client and OAuth, and what time it is there."""

    client: object
    oauth: object
    now: datetime
    refresh_token: str
    code: str = ""
    marketplace: str = "EBAY_DE"


def recording(function):
    """Decorator: the function's name is that of its cassette."""
    RECORDINGS[function.__name__] = function
    return function


@recording
def oauth_refresh(ebay):
    """An access token for the seller's refresh token."""
    return ebay.oauth.refresh(ebay.refresh_token)


@recording
def oauth_application_token(ebay):
    """A token of the application's own."""
    return ebay.oauth.application_token()


@recording
def oauth_exchange_code(ebay):
    """Tokens for the code that consent gave; needs a fresh one."""
    return ebay.oauth.exchange_code(ebay.code)


@recording
def identity_get_user(ebay):
    """Who the seller is."""
    return ebay.client.identity.get_user()


@recording
def taxonomy_get_default_category_tree_id(ebay):
    """The tree of a marketplace."""
    return ebay.client.taxonomy.get_default_category_tree_id(ebay.marketplace)


@recording
def taxonomy_get_category_tree(ebay):
    """A whole tree."""
    taxonomy = ebay.client.taxonomy
    tree = taxonomy.get_default_category_tree_id(ebay.marketplace)
    return taxonomy.get_category_tree(tree["categoryTreeId"])


@recording
def taxonomy_get_category_subtree(ebay):
    """One branch of a tree."""
    taxonomy = ebay.client.taxonomy
    tree = taxonomy.get_default_category_tree_id(ebay.marketplace)["categoryTreeId"]
    return taxonomy.get_category_subtree(tree, "11450")


@recording
def analytics_get_rate_limits(ebay):
    """The application's limits."""
    return ebay.client.analytics.get_rate_limits("sell", "inventory")


@recording
def analytics_get_user_rate_limits(ebay):
    """The seller's limits."""
    return ebay.client.analytics.get_user_rate_limits()


@recording
def inventory_get_inventory_items(ebay):
    """Inventory items, page by page."""
    first = ebay.client.inventory.get_inventory_items(1, 5)
    return first, ebay.client.inventory.get_inventory_items(2, 5)


@recording
def inventory_bulk_get_inventory_item(ebay):
    """Inventory items by SKU, one of which is not there."""
    page = ebay.client.inventory.get_inventory_items(1, 2)
    skus = [item["sku"] for item in page["inventoryItems"]]
    return ebay.client.inventory.bulk_get_inventory_item([*skus, "NOT-THERE"])


@recording
def trading_get_seller_list(ebay):
    """Active listings, two pages."""
    window = ebay.now, ebay.now + timedelta(days=32)
    trading = ebay.client.trading
    first = trading.get_seller_list(*window, page=1, entries_per_page=10)
    return first, trading.get_seller_list(*window, page=2, entries_per_page=10)


@recording
def trading_get_seller_events(ebay):
    """What changed lately."""
    return ebay.client.trading.get_seller_events(
        mod_time_from=ebay.now - timedelta(hours=47), mod_time_to=ebay.now
    )


@recording
def trading_get_item(ebay):
    """One listing with everything."""
    window = ebay.now, ebay.now + timedelta(days=32)
    page = ebay.client.trading.get_seller_list(*window, page=1, entries_per_page=5)
    return ebay.client.trading.get_item(page.listings[0]["item_id"])


@recording
def trading_get_user_preferences(ebay):
    """Whether the account keeps listings alive at quantity 0."""
    return ebay.client.trading.get_user_preferences_out_of_stock()
