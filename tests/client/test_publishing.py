# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Items, groups, offers and listings by the Inventory API."""

import json
from decimal import Decimal

import pytest

from ebay_client import EbayError, NotFoundError, RejectedError, TransientError
from ebay_client.publishing_errors import (
    existing_offer_id,
    is_already_published,
    is_frozen,
    named_field,
)

ITEM = {
    "sku": "FH-1",
    "condition": "NEW",
    "product": {"title": "Bohrer", "aspects": {"Marke": ["Fennholm"]}},
}
OFFER = {"sku": "FH-1", "marketplaceId": "EBAY_DE", "format": "FIXED_PRICE"}
EXISTS = {
    "errorId": 25002,
    "domain": "API_INVENTORY",
    "category": "REQUEST",
    "message": "A user error has occurred. Offer entity already exists.",
    "parameters": [{"name": "offerId", "value": "9330000010"}],
}
PUBLISHED = {
    "errorId": 25016,
    "domain": "API_INVENTORY",
    "category": "REQUEST",
    "message": "This offer is already published.",
}
WARNING = {
    "errorId": 25402,
    "domain": "API_INVENTORY",
    "category": "REQUEST",
    "message": "System warning. Offer is already published.",
}
MISSING = {
    "errorId": 25002,
    "domain": "API_INVENTORY",
    "category": "REQUEST",
    "message": "A user error has occurred. Artikelmerkmal Produktart fehlt.",
    "parameters": [
        {"name": "0", "value": "Artikelmerkmal Produktart fehlt."},
        {"name": "2", "value": "Produktart"},
    ],
}


def sent(ebay):
    return json.loads(ebay.request.content)


def say(ebay, body, status=200):
    ebay.say_json(json.dumps(body), status)


def test_one_item_is_written_with_its_language(client, ebay):
    ebay.say(204)
    item = {**ITEM, "product": {"title": "Ä"}}
    found = client.inventory.create_or_replace_inventory_item("a/1", item, "de-DE")
    assert found == []
    assert ebay.request.method == "PUT"
    assert ebay.request.url.raw_path.endswith(b"/inventory_item/a%2F1")
    assert ebay.request.headers["content-language"] == "de-DE"
    assert sent(ebay) == item


def test_items_in_bulk_have_their_locale_and_rows(client, ebay):
    rows = [
        {"statusCode": 200, "sku": "FH-1", "locale": "de_DE"},
        {"statusCode": 400, "sku": "FH-2", "errors": [{"errorId": 25717}]},
    ]
    say(ebay, {"responses": rows}, 207)
    good, bad = client.inventory.bulk_create_or_replace_inventory_item(
        [ITEM, {**ITEM, "sku": "FH-2"}], "de-DE"
    )
    assert good.ok and good.sku == "FH-1"
    assert not bad.ok and bad.errors[0].error_id == 25717
    assert [one["locale"] for one in sent(ebay)["requests"]] == ["de_DE"] * 2
    assert ebay.request.headers["content-language"] == "de-DE"


def test_a_group_is_written_read_and_deleted(client, ebay):
    ebay.say(201)
    group = {"variantSKUs": ["A", "B"]}
    client.inventory.create_or_replace_inventory_item_group("TS", group, "de-DE")
    assert sent(ebay) == group
    say(ebay, {**group, "inventoryItemGroupKey": "TS"})
    assert client.inventory.get_inventory_item_group("TS")["variantSKUs"] == ["A", "B"]
    ebay.say(204)
    client.inventory.delete_inventory_item_group("TS")
    assert ebay.request.url.path.endswith("/inventory_item_group/TS")
    ebay.say(204)
    client.inventory.delete_inventory_item("A")
    assert ebay.request.method == "DELETE"


def test_an_offer_is_created_and_replaced(client, ebay):
    say(ebay, {"offerId": "9330000010"}, 201)
    assert client.inventory.create_offer(OFFER, "de-DE") == "9330000010"
    assert ebay.request.headers["content-language"] == "de-DE"
    say(ebay, {"offerId": "9330000010", "warnings": [WARNING]})
    body = {"pricingSummary": {"price": {"value": Decimal("24.90"), "currency": "EUR"}}}
    found = client.inventory.update_offer("9330000010", body, "de-DE")
    assert [one.error_id for one in found] == [25402]
    assert sent(ebay)["pricingSummary"]["price"]["value"] == "24.90"
    ebay.say(204)
    client.inventory.delete_offer("9330000010")


def test_an_offer_that_is_there_is_named(client, ebay):
    say(ebay, {"errors": [EXISTS]}, 400)
    with pytest.raises(RejectedError) as caught:
        client.inventory.create_offer(OFFER, "de-DE")
    assert existing_offer_id(caught.value.details) == "9330000010"


def test_offers_in_bulk(client, ebay):
    rows = [
        {"statusCode": 201, "sku": "A", "marketplaceId": "EBAY_DE", "offerId": "1"},
        {"statusCode": 400, "sku": "B", "errors": [EXISTS]},
        {"statusCode": 500, "sku": "C", "errors": [{"errorId": 25001}]},
        {"statusCode": 400, "sku": "D", "errors": [{"errorId": 25751}]},
    ]
    say(ebay, {"responses": rows}, 207)
    offers = [{**OFFER, "sku": sku} for sku in "ABCD"]
    made, there, broken, early = client.inventory.bulk_create_offer(offers, "de-DE")
    assert (made.ok, made.offer_id, made.marketplace_id) == (True, "1", "EBAY_DE")
    assert there.existing_offer_id == "9330000010" and not there.is_transient
    assert broken.is_transient and early.is_transient and not made.is_transient


def test_a_sku_that_offers_do_not_know_yet_is_worth_another_try(client, ebay):
    message = "FH-1 could not be found or is not available in the system"
    error = {"errorId": 25751, "category": "Request", "message": message}
    say(ebay, {"errors": [error]}, 400)
    with pytest.raises(TransientError):
        client.inventory.create_offer(OFFER, "de-DE")


def test_publishing_sends_a_body(client, ebay):
    say(ebay, {"listingId": "110500000010"})
    result = client.inventory.publish_offer("9330000010")
    assert (result.listing_id, result.was_published) == ("110500000010", False)
    assert ebay.request.content == b"{}"
    say(ebay, {"listingId": "110500000010", "warnings": [WARNING]})
    assert client.inventory.publish_offer("9330000010").was_published
    say(ebay, {"listingId": "110500000010"})
    client.inventory.withdraw_offer("9330000010")
    assert ebay.request.content == b"{}"


def test_a_second_publication_may_be_an_error(client, ebay):
    say(ebay, {"errors": [PUBLISHED]}, 400)
    with pytest.raises(RejectedError) as caught:
        client.inventory.publish_offer("9330000010")
    assert is_already_published(caught.value.details)
    cheap = {**PUBLISHED, "message": "Invalid price."}
    say(ebay, {"errors": [cheap]}, 400)
    with pytest.raises(RejectedError) as caught:
        client.inventory.publish_offer("9330000010")
    assert not is_already_published(caught.value.details)


def test_what_is_missing_is_named(client, ebay):
    say(ebay, {"errors": [MISSING]}, 400)
    with pytest.raises(RejectedError) as caught:
        client.inventory.publish_offer("9330000010")
    (detail,) = caught.value.details
    assert named_field(detail) == "Produktart"


def test_ebays_own_failure_is_not_the_sellers(client, ebay):
    outage = {**MISSING, "message": "System error. Please try again later."}
    say(ebay, {"errors": [outage]}, 500)
    with pytest.raises(TransientError):
        client.inventory.publish_offer("9330000010")


def test_a_policy_of_another_marketplace_is_not_there(client, ebay):
    error = {"errorId": 25713, "category": "Request", "message": "not available"}
    say(ebay, {"errors": [error]}, 404)
    with pytest.raises(NotFoundError):
        client.inventory.publish_offer("9330000010")


def test_a_listing_that_was_sold_is_frozen():
    details = [type("Detail", (), {"error_id": 25019})]
    assert is_frozen(EbayError("no", details=details))
    assert not is_frozen(EbayError("no"))


def test_publishing_in_bulk(client, ebay):
    rows = [
        {"statusCode": 200, "offerId": "1", "listingId": "110500000010"},
        {"statusCode": 400, "offerId": "2", "errors": [PUBLISHED]},
        {"statusCode": 400, "offerId": "3", "errors": [MISSING]},
    ]
    say(ebay, {"responses": rows}, 207)
    good, again, bad = client.inventory.bulk_publish_offer(["1", "2", "3"])
    assert good.listing_id == "110500000010" and not good.was_published
    assert again.was_published and not again.ok
    assert not bad.ok and not bad.was_published


def test_groups_are_published_and_withdrawn(client, ebay):
    say(ebay, {"listingId": "110500000011"})
    inventory = client.inventory
    result = inventory.publish_offer_by_inventory_item_group("TS", "EBAY_DE")
    assert result.listing_id == "110500000011"
    assert sent(ebay) == {"inventoryItemGroupKey": "TS", "marketplaceId": "EBAY_DE"}
    ebay.say(204)
    inventory.withdraw_offer_by_inventory_item_group("TS", "EBAY_DE")
    assert ebay.request.url.path.endswith("/withdraw_by_inventory_item_group")


def test_fees_are_sums_of_a_marketplace(client, ebay):
    eur = {"value": "0.35", "currency": "EUR"}
    fee = {"feeType": "InsertionFee", "amount": eur, "promotionalDiscount": eur}
    free = {"feeType": "SubtitleFee", "amount": {"value": "0.0", "currency": "EUR"}}
    summary = {"marketplaceId": "EBAY_DE", "fees": [fee, free]}
    say(ebay, {"feeSummaries": [summary]})
    paid, none = client.inventory.get_listing_fees(["1", "2"])
    assert (paid.marketplace_id, paid.fee_type) == ("EBAY_DE", "InsertionFee")
    assert (paid.amount, paid.discount) == (Decimal("0.35"), Decimal("0.35"))
    assert (none.amount, none.discount, none.currency) == (0, 0, "EUR")
    assert sent(ebay) == {"offers": [{"offerId": "1"}, {"offerId": "2"}]}


def test_migration_says_what_became_of_each_listing(client, ebay):
    rows = [
        {
            "statusCode": 200,
            "listingId": "110",
            "marketplaceId": "EBAY_DE",
            "inventoryItemGroupKey": "G",
            "inventoryItems": [{"sku": "A", "offerId": "1"}],
        },
        {"statusCode": 400, "listingId": "111", "errors": [{"errorId": 25718}]},
    ]
    say(ebay, {"responses": rows}, 207)
    good, bad = client.inventory.bulk_migrate_listing(["110", "111"])
    assert (good.ok, good.group_key, good.offers) == (True, "G", {"A": "1"})
    assert not bad.ok and bad.errors[0].error_id == 25718


def test_locations_are_read_to_the_end_and_created(client, ebay):
    say(ebay, {"total": 2, "locations": [{"merchantLocationKey": "A"}]})
    say(ebay, {"total": 2, "locations": [{"merchantLocationKey": "B"}]})
    found = client.inventory.get_inventory_locations()
    assert [one["merchantLocationKey"] for one in found] == ["A", "B"]
    assert b"offset=1" in ebay.request.url.query
    ebay.say(204)
    client.inventory.create_inventory_location("WH", {"name": "Lager"})
    assert ebay.request.url.path == "/sell/inventory/v1/location/WH"
    with pytest.raises(ValueError):
        client.inventory.create_inventory_location("W" * 37, {})


def test_locations_are_read_to_the_end_without_their_number(client, ebay):
    say(ebay, {"locations": [{"merchantLocationKey": "A"}], "next": "/location?x"})
    say(ebay, {"locations": [{"merchantLocationKey": "B"}]})
    found = client.inventory.get_inventory_locations()
    assert [one["merchantLocationKey"] for one in found] == ["A", "B"]


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("bulk_create_or_replace_inventory_item", ([ITEM], "")),
        ("bulk_create_or_replace_inventory_item", ([ITEM, ITEM], "de-DE")),
        ("bulk_create_or_replace_inventory_item", ([], "de-DE")),
        ("create_or_replace_inventory_item", ("A", ITEM, "")),
        ("create_or_replace_inventory_item_group", ("A", {}, "")),
        ("create_offer", (OFFER, "")),
        ("update_offer", ("1", OFFER, "")),
        ("bulk_create_offer", ([OFFER, OFFER], "de-DE")),
        ("bulk_publish_offer", ([str(number) for number in range(26)],)),
        ("bulk_migrate_listing", (list("123456"),)),
        ("get_listing_fees", ([],)),
    ],
)
def test_what_ebay_would_refuse_as_a_whole_is_not_sent(client, ebay, method, arguments):
    with pytest.raises(ValueError):
        getattr(client.inventory, method)(*arguments)
    assert not ebay.requests
