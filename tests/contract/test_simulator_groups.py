# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Groups of items become listings with variations."""

import pytest
from publishing_fields import Publisher, error_of, offer, shirt, shirts

pytestmark = pytest.mark.catalogue(listings=4)


@pytest.fixture
def publisher(caller):
    """Return a seller's program; all that went over the wire was as published."""
    yield Publisher(caller)
    assert caller.simulator.violations == []


def get_item(caller, item_id):
    return caller.trading(
        "GetItem",
        f"<DetailLevel>ReturnAll</DetailLevel><ItemID>{item_id}</ItemID>"
        "<IncludeItemSpecifics>true</IncludeItemSpecifics>",
    ).text


def test_a_group_is_one_listing_with_variations(simulator, caller, publisher):
    skus = publisher.group()
    answer = publisher.publish_group()
    assert answer.status_code == 200, answer.text
    listing = simulator.seller.listing(answer.json()["listingId"])
    assert [one.sku for one in listing.variations] == skus
    assert listing.variations[0].specifics == (("Farbe", "Schwarz"), ("Größe", "S"))
    xml = get_item(caller, listing.item_id)
    assert xml.count("<Variation>") == 4
    order = simulator.orders.buy(listing.item_id, sku=skus[1])
    assert order.lines[0].sku == skus[1]
    again = publisher.publish_group().json()
    assert again["listingId"] == listing.item_id
    assert again["warnings"][0]["errorId"] == 25402
    body = {"inventoryItemGroupKey": "TS", "marketplaceId": "EBAY_DE"}
    path = "/offer/withdraw_by_inventory_item_group"
    assert publisher.call("POST", path, body).status_code == 204
    assert not listing.is_active


def test_members_without_offer_are_left_out_silently(simulator, publisher):
    skus = publisher.group()
    offer_id = publisher.call("GET", f"/offer?sku={skus[3]}").json()["offers"][0]
    publisher.call("DELETE", f"/offer/{offer_id['offerId']}")
    skus_of_group = shirts(skus)
    publisher.call("PUT", "/inventory_item_group/TS", skus_of_group)
    simulator.publishing.left_out.add(skus[2])
    listing = simulator.seller.listing(publisher.publish_group().json()["listingId"])
    assert [one.sku for one in listing.variations] == skus[:2]
    simulator.publishing.left_out.clear()
    publisher.publish_group()
    assert [one.sku for one in listing.variations] == skus[:3]


def test_a_variation_that_was_sold_stays(simulator, publisher):
    skus = publisher.group()
    item_id = publisher.publish_group().json()["listingId"]
    simulator.orders.buy(item_id, sku=skus[0])
    fewer = shirts(skus[1:])
    refused = publisher.call("PUT", "/inventory_item_group/TS", fewer)
    assert error_of(refused)[:2] == (400, 25013)
    without = shirts(skus[:3])
    assert publisher.call("PUT", "/inventory_item_group/TS", without).status_code == 204
    listing = simulator.seller.listing(item_id)
    assert [one.sku for one in listing.variations] == skus[:3]
    assert listing.variations[0].sold == 1


def mismatch(publisher, skus):
    publisher.put(skus[0], shirt(0, "Rot", "S"))


def axis_in_common(publisher, skus):
    group = shirts(skus)
    group["aspects"]["Farbe"] = ["Schwarz"]
    publisher.call("PUT", "/inventory_item_group/TS", group)


def brand_varies(publisher, skus):
    group = shirts(skus)
    group["aspects"] = {}
    group["variesBy"]["specifications"] = [{"name": "Marke", "values": ["Fennholm"]}]
    publisher.call("PUT", "/inventory_item_group/TS", group)


def no_axes(publisher, skus):
    group = shirts(skus)
    del group["variesBy"]
    publisher.call("PUT", "/inventory_item_group/TS", group)


def other_category(publisher, skus):
    (found,) = publisher.call("GET", f"/offer?sku={skus[0]}").json()["offers"]
    body = offer(publisher.simulator, sku=skus[0], categoryId="57990")
    for name in ("sku", "marketplaceId", "format"):
        del body[name]
    publisher.call("PUT", f"/offer/{found['offerId']}", body)


@pytest.mark.parametrize(
    "spoil", [mismatch, axis_in_common, brand_varies, no_axes, other_category]
)
def test_a_group_whose_members_do_not_go_together_fails(publisher, spoil):
    skus = publisher.group()
    spoil(publisher, skus)
    answer = publisher.publish_group()
    assert answer.status_code == 400, answer.text
    assert error_of(answer)[1] == 25013


def test_a_sku_is_in_one_group_and_no_single_listing(publisher):
    skus = publisher.group()
    answer = publisher.call("PUT", "/inventory_item_group/B", shirts(skus))
    assert error_of(answer)[1] == 25703
    publisher.list()
    group = shirts(["FH-HSS-13"])
    answer = publisher.call("PUT", "/inventory_item_group/B", group)
    assert error_of(answer)[1] == 25704
    answer = publisher.call("PUT", "/inventory_item_group/B", shirts(["NONE"]))
    assert error_of(answer)[1] == 25701
    many = shirts([str(number) for number in range(251)])
    answer = publisher.call("PUT", "/inventory_item_group/B", many)
    assert error_of(answer)[1] == 25013
    offer_id = publisher.call("GET", f"/offer?sku={skus[0]}").json()["offers"][0]
    assert error_of(publisher.publish(offer_id["offerId"]))[1] == 25732


def test_a_deleted_group_leaves_its_items(publisher):
    skus = publisher.group()
    path = "/inventory_item_group/TS"
    assert publisher.call("GET", path).json()["variantSKUs"] == skus
    assert publisher.call("DELETE", path).status_code == 204
    assert error_of(publisher.call("GET", path))[1] == 25705
    assert publisher.call("GET", f"/inventory_item/{skus[0]}").status_code == 200
