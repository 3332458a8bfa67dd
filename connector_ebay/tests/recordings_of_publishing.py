# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The recordings of what publishes listings: policies, categories, pictures, offers."""

from decimal import Decimal

from recorded_products import DRILLS, GERMANY, LANGUAGE, grey_png, shirt, shirts
from recording_register import recording


@recording
def account_policies(ebay):
    """Read business policies, programs and what the seller may sell."""
    account = ebay.client.account
    return (
        account.get_fulfillment_policies(ebay.marketplace),
        account.get_payment_policies(ebay.marketplace),
        account.get_return_policies(ebay.marketplace),
        account.get_opted_in_programs(),
        account.get_privileges(),
    )


@recording
def category_details(ebay):
    """Read what a category demands, and the words of its site."""
    taxonomy, metadata = ebay.client.taxonomy, ebay.client.metadata
    tree = taxonomy.get_default_category_tree_id(ebay.marketplace)["categoryTreeId"]
    found = taxonomy.get_category_suggestions(tree, "Bohrer-Set HSS")
    category = found[0]["category"]["categoryId"]
    policies = (
        metadata.get_category_policies,
        metadata.get_item_condition_policies,
        metadata.get_listing_structure_policies,
        metadata.get_negotiated_price_policies,
        metadata.get_regulatory_policies,
        metadata.get_return_policies,
    )
    trading = ebay.client.trading
    before, trading.site_id = trading.site_id, GERMANY
    unavailable = trading.get_identifier_unavailable_text()
    trading.site_id = before
    return (
        taxonomy.get_item_aspects_for_category(tree, category),
        [read(ebay.marketplace, [category]) for read in policies],
        metadata.get_product_safety_labels(ebay.marketplace),
        metadata.get_hazardous_materials_labels(ebay.marketplace),
        unavailable,
    )


@recording
def media_images(ebay):
    """Upload a picture and read it again."""
    media = ebay.client.media
    image = media.create_image_from_file("grey.png", grey_png(), "image/png")
    return image, media.get_image(image.image_id)


@recording
def publish_offer(ebay):
    """Publish a product, and take everything back."""
    inventory, sku = ebay.client.inventory, "RECORDED-1"
    inventory.create_or_replace_inventory_item(sku, DRILLS, LANGUAGE)
    offer_id = inventory.create_offer(_offer(ebay, sku, "22625"), LANGUAGE)
    fees = inventory.get_listing_fees([offer_id])
    published = inventory.publish_offer(offer_id)
    again = inventory.bulk_publish_offer([offer_id])
    shown = inventory.get_offer(offer_id), inventory.get_inventory_item(sku)
    ended = inventory.withdraw_offer(offer_id)
    inventory.delete_offer(offer_id)
    inventory.delete_inventory_item(sku)
    return fees, published, again, shown, ended


@recording
def publish_group(ebay):
    """Publish a product with two variations, and take everything back."""
    inventory, key = ebay.client.inventory, "RECORDED-2"
    skus = [f"{key}-{size}" for size in ("S", "M")]
    items = [shirt(sku) for sku in skus]
    written = inventory.bulk_create_or_replace_inventory_item(items, LANGUAGE)
    inventory.create_or_replace_inventory_item_group(key, shirts(skus), LANGUAGE)
    offers = [_offer(ebay, sku, "15687") for sku in skus]
    made = inventory.bulk_create_offer(offers, LANGUAGE)
    published = inventory.publish_offer_by_inventory_item_group(key, ebay.marketplace)
    group = inventory.get_inventory_item_group(key)
    inventory.withdraw_offer_by_inventory_item_group(key, ebay.marketplace)
    inventory.delete_inventory_item_group(key)
    for sku in skus:
        inventory.delete_inventory_item(sku)
    return written, made, published, group


def _offer(ebay, sku, category):
    """Return an offer with the first policies and the first location there are."""
    account, policies = ebay.client.account, {}
    for kind in ("fulfillment", "payment", "return"):
        found = getattr(account, f"get_{kind}_policies")(ebay.marketplace)
        policies[f"{kind}PolicyId"] = found[0][f"{kind}PolicyId"]
    location = ebay.client.inventory.get_inventory_locations()[0]
    return {
        "sku": sku,
        "marketplaceId": ebay.marketplace,
        "format": "FIXED_PRICE",
        "availableQuantity": 3,
        "categoryId": category,
        "listingDescription": "<p>Aufgezeichnet.</p>",
        "listingPolicies": policies,
        "merchantLocationKey": location["merchantLocationKey"],
        "pricingSummary": {"price": {"value": Decimal("24.90"), "currency": "EUR"}},
        "regulatory": {
            "manufacturer": {
                "companyName": "Fennholm",
                "country": "DE",
                "contactUrl": "https://fennholm.example",
            }
        },
    }
