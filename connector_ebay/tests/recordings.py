# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the cassettes hold: for each endpoint, the calls that are recorded.

A recording takes an `Ebay` and makes its calls; `setup/record` lets it talk to eBay
and a test lets it talk to its cassette. It must ask for nothing that it did not learn
from the answers before, or that is not in the `Ebay`.
"""

from datetime import timedelta
from decimal import Decimal

import recordings_of_publishing  # noqa: F401
from recording_register import RECORDINGS, WRITING, Ebay, recording

__all__ = ["RECORDINGS", "WRITING", "Ebay"]

RUNNING = ("CREATED", "QUEUED", "IN_PROCESS")
EMPTY_UPLOAD = (
    b'<?xml version="1.0" encoding="utf-8"?><BulkDataExchangeRequests'
    b' xmlns="urn:ebay:apis:eBLBaseComponents"><Header><Version>1423</Version>'
    b"<SiteID>77</SiteID></Header></BulkDataExchangeRequests>"
)


@recording
def oauth_refresh(ebay):
    """Get an access token for the seller's refresh token."""
    return ebay.oauth.refresh(ebay.refresh_token)


@recording
def oauth_application_token(ebay):
    """Get a token of the application's own."""
    return ebay.oauth.application_token()


@recording
def oauth_exchange_code(ebay):
    """Exchange the code that consent gave; needs a fresh one."""
    return ebay.oauth.exchange_code(ebay.code)


@recording
def identity_get_user(ebay):
    """Read who the seller is."""
    return ebay.client.identity.get_user()


@recording
def taxonomy_get_default_category_tree_id(ebay):
    """Read the tree of a marketplace."""
    return ebay.client.taxonomy.get_default_category_tree_id(ebay.marketplace)


@recording
def taxonomy_get_category_tree(ebay):
    """Read a whole tree."""
    taxonomy = ebay.client.taxonomy
    tree = taxonomy.get_default_category_tree_id(ebay.marketplace)
    return taxonomy.get_category_tree(tree["categoryTreeId"])


@recording
def analytics_get_rate_limits(ebay):
    """Read the application's limits."""
    return ebay.client.analytics.get_rate_limits("sell", "inventory")


@recording
def analytics_get_user_rate_limits(ebay):
    """Read the seller's limits."""
    return ebay.client.analytics.get_user_rate_limits()


@recording
def taxonomy_changes(ebay):
    """Read the expired categories of a tree, and one branch of it."""
    taxonomy = ebay.client.taxonomy
    tree = taxonomy.get_default_category_tree_id(ebay.marketplace)["categoryTreeId"]
    found = taxonomy.get_category_suggestions(tree, "Bohrer-Set HSS")
    category = found[0]["category"]["categoryId"]
    return (
        taxonomy.get_expired_categories(tree),
        taxonomy.get_category_subtree(tree, category),
    )


@recording
def metadata_of_a_marketplace(ebay):
    """Read the currency and the shipping services of a marketplace."""
    metadata = ebay.client.metadata
    return (
        metadata.get_currencies(ebay.marketplace),
        metadata.get_shipping_services(ebay.marketplace),
    )


@recording
def inventory_get_inventory_items(ebay):
    """Read inventory items, page by page."""
    first = ebay.client.inventory.get_inventory_items(1, 5)
    return first, ebay.client.inventory.get_inventory_items(2, 5)


@recording
def inventory_bulk_get_inventory_item(ebay):
    """Read inventory items by SKU, one of which is not there."""
    page = ebay.client.inventory.get_inventory_items(1, 2)
    skus = [item["sku"] for item in page["inventoryItems"]]
    return ebay.client.inventory.bulk_get_inventory_item([*skus, "NOT-THERE"])


@recording
def trading_get_seller_list(ebay):
    """Read active listings, two pages."""
    window = ebay.now, ebay.now + timedelta(days=32)
    trading = ebay.client.trading
    first = trading.get_seller_list(*window, page=1, entries_per_page=10)
    return first, trading.get_seller_list(*window, page=2, entries_per_page=10)


@recording
def trading_get_seller_events(ebay):
    """Read what changed lately."""
    return ebay.client.trading.get_seller_events(
        mod_time_from=ebay.now - timedelta(hours=47), mod_time_to=ebay.now
    )


@recording
def trading_get_item(ebay):
    """Read one listing with everything."""
    window = ebay.now, ebay.now + timedelta(days=32)
    page = ebay.client.trading.get_seller_list(*window, page=1, entries_per_page=5)
    return ebay.client.trading.get_item(page.listings[0]["item_id"])


@recording
def trading_get_orders(ebay):
    """Read what lists of orders leave out, of several orders at once."""
    orders = [order["orderId"] for order in _recent_orders(ebay)]
    return ebay.client.trading.get_order_details(orders)


@recording
def trading_get_user_preferences(ebay):
    """Read whether the account keeps listings alive at quantity 0."""
    return ebay.client.trading.get_user_preferences_out_of_stock()


@recording
def trading_revise_inventory_status(ebay):
    """Set the quantity of a listing without variations."""
    window = ebay.now, ebay.now + timedelta(days=32)
    page = ebay.client.trading.get_seller_list(*window, page=1, entries_per_page=10)
    managed = {
        item["sku"]
        for item in ebay.client.inventory.get_inventory_items(1)["inventoryItems"]
    }
    listing = next(
        one
        for one in page.listings
        if not one["variations"]
        and one["sku"] not in managed
        and one["listing_status"] == "Active"
        and one["listing_type"] == "FixedPriceItem"
    )
    return ebay.client.trading.revise_inventory_status(
        [ebay.inventory_status(listing["item_id"], quantity=7)]
    )


@recording
def inventory_get_offers(ebay):
    """Read the offers of a SKU, and one of them by its id."""
    page = ebay.client.inventory.get_inventory_items(1, 1)
    sku = page["inventoryItems"][0]["sku"]
    offers = ebay.client.inventory.get_offers(sku)
    return offers, ebay.client.inventory.get_offer(offers[0]["offerId"])


@recording
def inventory_bulk_update_price_quantity(ebay):
    """Set price and quantity of a SKU, and of one that is not there."""
    inventory = ebay.client.inventory
    sku = inventory.get_inventory_items(1, 1)["inventoryItems"][0]["sku"]
    [offer] = inventory.get_offers(sku)
    currency = offer["pricingSummary"]["price"]["currency"]
    price = ebay.offer_price(offer["offerId"], Decimal("12.50"), currency)
    return inventory.bulk_update_price_quantity(
        [ebay.price_quantity(sku, 4, [price]), ebay.price_quantity("NOT-THERE", 1)]
    )


def _recent_orders(ebay):
    return ebay.client.fulfillment.get_orders(
        ebay.now - timedelta(days=29), ebay.now - timedelta(minutes=2), limit=5
    )["orders"]


@recording
def fulfillment_get_orders(ebay):
    """Read orders by the time of their last change, and by their ids."""
    orders = _recent_orders(ebay)
    identifiers = [order["orderId"] for order in orders[:2]]
    return orders, ebay.client.fulfillment.get_orders_by_id(identifiers)


@recording
def fulfillment_get_order(ebay):
    """Read one order with what the list leaves out."""
    order_id = _recent_orders(ebay)[0]["orderId"]
    return ebay.client.fulfillment.get_order(order_id)


@recording
def fulfillment_create_shipping_fulfillment(ebay):
    """Create a parcel, and read the parcels of its order."""
    order = _recent_orders(ebay)[0]
    fulfillment = ebay.client.fulfillment
    made = fulfillment.create_shipping_fulfillment(
        order["orderId"],
        {order["lineItems"][0]["lineItemId"]: 1},
        carrier_code="DHL",
        tracking_number="00340434161094000009",
    )
    return made, fulfillment.get_shipping_fulfillments(order["orderId"])


@recording
def fulfillment_issue_refund(ebay):
    """Refund a little."""
    order = _recent_orders(ebay)[1]
    return ebay.client.fulfillment.issue_refund(
        order["orderId"],
        "OTHER_ADJUSTMENT",
        order_amount=Decimal("0.50"),
        currency=order["pricingSummary"]["total"]["currency"],
    )


@recording
def post_order_cancellation(ebay):
    """Cancel as the seller, and find the cancellation again."""
    order = _recent_orders(ebay)[2]
    cancellation = ebay.client.cancellation
    order_id = order["orderId"]
    made = cancellation.create_cancellation(
        order_id, "OUT_OF_STOCK_OR_CANNOT_FULFILL", ebay.marketplace
    )
    listed = cancellation.search_cancellations(
        ebay.marketplace, legacy_order_id=order_id
    )
    return made, listed


@recording
def feed_active_inventory_report(ebay):
    """Order a report, and read its file."""
    feed = ebay.client.feed
    task_id = feed.create_inventory_task(ebay.marketplace)
    while feed.get_inventory_task(task_id)["status"] in RUNNING:
        pass
    return feed.download_result_file(task_id)


@recording
def feed_upload(ebay):
    """Upload a file of revisions, and read the answers to it."""
    feed = ebay.client.feed
    task_id = feed.create_task(ebay.marketplace)
    feed.upload_file(task_id, "revisions.xml", EMPTY_UPLOAD)
    while feed.get_task(task_id)["status"] in RUNNING:
        pass
    return feed.download_result_file(task_id)


@recording
def notification_set_up(ebay):
    """Set up the configuration and a destination, and read the topics."""
    notification = ebay.client.notification
    notification.update_config("alerts@example.com")
    config = notification.get_config()
    notification.create_destination("odoo", ebay.webhook, ebay.verification_token)
    return config, notification.get_destinations(), notification.get_topics()


@recording
def key_management_create_signing_key(ebay):
    """Create a signing key."""
    return ebay.client.key_management.create_signing_key()
