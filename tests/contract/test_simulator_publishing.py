# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What is published becomes a listing like any other; what is revised changes it."""

import httpx
import pytest
from publishing_fields import (
    DRILLS,
    Publisher,
    error_of,
    item,
    offer,
)

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


def test_an_item_an_offer_a_listing(simulator, caller, publisher):
    offer_id, item_id = publisher.list()
    listing = simulator.seller.listing(item_id)
    assert (listing.sku, listing.available) == ("FH-HSS-13", 14)
    xml = get_item(caller, item_id)
    assert "<Title>Bohrer-Set 13-teilig HSS Titan 2-8 mm</Title>" in xml
    assert f"<CategoryID>{DRILLS}</CategoryID>" in xml
    assert "<EAN>4099999000012</EAN>" in xml
    assert "<Name>Produktart</Name><Value>Bohrer-Set</Value>" in xml
    assert "&lt;h2&gt;Bohrer-Set&lt;/h2&gt;" in xml
    shown = publisher.call("GET", f"/offer/{offer_id}").json()
    assert shown["status"] == "PUBLISHED"
    assert shown["listing"]["listingId"] == item_id
    offers = publisher.call("GET", "/offer?sku=FH-HSS-13").json()["offers"]
    assert offers == [shown]


def test_a_buyer_buys_what_was_published(simulator, publisher):
    offer_id, item_id = publisher.list()
    order = simulator.orders.buy(item_id, quantity=3)
    assert order.lines[0].sku == "FH-HSS-13"
    shown = publisher.call("GET", f"/offer/{offer_id}").json()
    assert shown["listing"]["soldQuantity"] == 3 and shown["availableQuantity"] == 11
    document = publisher.call("GET", "/inventory_item/FH-HSS-13").json()
    assert document["availability"]["shipToLocationAvailability"]["quantity"] == 11


def test_prices_and_quantities_go_on_by_the_bulk_call(simulator, publisher):
    offer_id, item_id = publisher.list()
    price = {"value": "19.90", "currency": "EUR"}
    row = {"offerId": offer_id, "availableQuantity": 5, "price": price}
    request = {
        "sku": "FH-HSS-13",
        "shipToLocationAvailability": {"quantity": 5},
        "offers": [row],
    }
    body = {"requests": [request]}
    assert (
        publisher.call("POST", "/bulk_update_price_quantity", body).status_code == 200
    )
    listing = simulator.seller.listing(item_id)
    assert (str(listing.price), listing.available) == ("19.90", 5)


def test_a_document_is_replaced_as_a_whole(simulator, publisher):
    _offer_id, item_id = publisher.list()
    shorter = item(title="Bohrer", aspects={"Marke": ["X"], "Produktart": ["Bohrer"]})
    del shorter["packageWeightAndSize"]
    assert publisher.put(document=shorter).status_code == 204
    shown = publisher.call("GET", "/inventory_item/FH-HSS-13").json()
    assert "packageWeightAndSize" not in shown
    assert shown["product"]["aspects"] == {"Marke": ["X"], "Produktart": ["Bohrer"]}
    listing = simulator.seller.listing(item_id)
    assert listing.title == "Bohrer"
    assert dict(listing.specifics) == {"Marke": ("X",), "Produktart": ("Bohrer",)}


def test_publishing_twice_is_one_listing(simulator, publisher):
    offer_id, item_id = publisher.list()
    again = publisher.publish(offer_id)
    assert again.status_code == 200 and again.json()["listingId"] == item_id
    assert again.json()["warnings"][0]["errorId"] == 25402
    simulator.publishing.already_published = "error"
    assert error_of(publisher.publish(offer_id))[:2] == (400, 25016)
    found = [one for one in simulator.seller.active() if one.sku == "FH-HSS-13"]
    assert len(found) == 1


def test_a_lost_answer_left_a_listing(simulator, caller, publisher):
    publisher.put()
    offer_id = publisher.create()
    simulator.faults.add("publishOffer", "lost_answer")
    with pytest.raises(httpx.HTTPError):
        publisher.publish(offer_id)
    shown = publisher.call("GET", f"/offer/{offer_id}").json()
    assert shown["status"] == "PUBLISHED" and shown["listing"]["listingId"]


def test_a_second_offer_is_refused_with_the_first(publisher):
    publisher.put()
    offer_id = publisher.create()
    answer = publisher.call("POST", "/offer", offer(publisher.simulator))
    status, number, message, parameters = error_of(answer)
    assert (status, number) == (400, 25002)
    assert message.endswith("Offer entity already exists.")
    assert parameters == {"offerId": offer_id}


def test_a_withdrawn_offer_becomes_a_new_listing(simulator, publisher):
    offer_id, item_id = publisher.list()
    answer = publisher.call("POST", f"/offer/{offer_id}/withdraw", {})
    assert answer.json() == {"listingId": item_id}
    assert not simulator.seller.listing(item_id).is_active
    shown = publisher.call("GET", f"/offer/{offer_id}").json()
    assert shown["status"] == "UNPUBLISHED"
    assert shown["listing"]["listingStatus"] == "ENDED"
    again = publisher.call("POST", f"/offer/{offer_id}/withdraw", {})
    assert error_of(again)[:2] == (404, 25713)
    fresh = publisher.publish(offer_id).json()["listingId"]
    assert fresh != item_id and simulator.seller.listing(fresh).is_active


def test_deleting_ends_and_forgets(simulator, publisher):
    offer_id, item_id = publisher.list()
    assert publisher.call("DELETE", f"/offer/{offer_id}").status_code == 204
    assert not simulator.seller.listing(item_id).is_active
    missing = publisher.call("GET", "/offer?sku=FH-HSS-13")
    assert error_of(missing)[:2] == (404, 25713)
    assert publisher.call("GET", "/inventory_item/FH-HSS-13").status_code == 200
    _second, item_id = publisher.list()
    assert publisher.call("DELETE", "/inventory_item/FH-HSS-13").status_code == 204
    assert not simulator.seller.listing(item_id).is_active
    gone = publisher.call("GET", "/inventory_item/FH-HSS-13")
    assert error_of(gone)[:2] == (404, 25702)
    assert error_of(publisher.call("GET", "/offer?sku=FH-HSS-13"))[0] == 404


def test_title_and_category_are_frozen_after_a_sale(simulator, publisher):
    offer_id, item_id = publisher.list()
    simulator.orders.buy(item_id)
    refused = publisher.put(document=item(title="Anders"))
    assert error_of(refused)[:2] == (400, 25019)
    shown = publisher.call("GET", "/inventory_item/FH-HSS-13").json()
    assert shown["product"]["title"] == item()["product"]["title"]
    body = offer(simulator, categoryId="122835")
    for name in ("sku", "marketplaceId", "format"):
        del body[name]
    refused = publisher.call("PUT", f"/offer/{offer_id}", body)
    assert error_of(refused)[:2] == (400, 25019)
    described = item(description="<p>Neu beschrieben</p>")
    assert publisher.put(document=described).status_code == 204


def test_a_live_offer_changes_its_listing_at_once(simulator, publisher):
    offer_id, item_id = publisher.list()
    body = offer(simulator, listingDescription="<p>Besser</p>", availableQuantity=3)
    for name in ("sku", "marketplaceId", "format"):
        del body[name]
    assert publisher.call("PUT", f"/offer/{offer_id}", body).status_code == 204
    listing = simulator.seller.listing(item_id)
    assert (listing.html, listing.available) == ("<p>Besser</p>", 3)
    del body["listingDescription"]
    refused = publisher.call("PUT", f"/offer/{offer_id}", body)
    assert error_of(refused)[1] == 25017


def test_one_item_on_two_marketplaces_shares_its_quantity(simulator, publisher):
    _offer_id, german = publisher.list()
    polish = {"price": {"value": "99.00", "currency": "PLN"}}
    body = item(
        title="Zestaw wierteł",
        aspects={
            "Marka": ["Fennholm"],
            "Rodzaj": ["Wiertło"],
            **item()["product"]["aspects"],
        },
    )
    del body["product"]["aspects"]["Material"]
    publisher.put(document=body)
    offer_id = publisher.create(market="EBAY_PL", pricingSummary=polish)
    answer = publisher.publish(offer_id)
    assert answer.status_code == 200, answer.text
    simulator.orders.buy(german, quantity=4)
    other = simulator.seller.listing(answer.json()["listingId"])
    assert other.available == 10


def test_what_the_seller_edits_in_seller_hub_is_shown(simulator, publisher):
    offer_id, item_id = publisher.list()
    simulator.publishing.edit(item_id, title="Von Hand", storeCategoryNames=["/A"])
    shown = publisher.call("GET", "/inventory_item/FH-HSS-13").json()
    assert shown["product"]["title"] == "Von Hand"
    shown = publisher.call("GET", f"/offer/{offer_id}").json()
    assert shown["storeCategoryNames"] == ["/A"]


def test_bulk_calls_have_a_row_for_each(simulator, publisher):
    skus = [f"FH-{number}" for number in range(3)]
    items = [
        {"sku": sku, "locale": "de_DE", **item(title=f"Bohrer {sku}")} for sku in skus
    ]
    items[2]["product"]["imageUrls"] = []
    path = "/bulk_create_or_replace_inventory_item"
    answer = publisher.call("POST", path, {"requests": items})
    assert answer.status_code == 207
    assert [one["statusCode"] for one in answer.json()["responses"]] == [200, 200, 400]
    offers = [offer(simulator, sku=sku) for sku in skus]
    answer = publisher.call("POST", "/bulk_create_offer", {"requests": offers})
    rows = answer.json()["responses"]
    assert [one["statusCode"] for one in rows] == [200, 200, 404]
    numbers = [{"offerId": one["offerId"]} for one in rows[:2]]
    simulator.publishing.refuse("publishOffer", skus[1], 25002, "No.")
    answer = publisher.call("POST", "/bulk_publish_offer", {"requests": numbers})
    assert answer.status_code == 207
    good, bad = answer.json()["responses"]
    assert good["listingId"] and bad["errors"][0]["errorId"] == 25002
    answer = publisher.call("POST", "/bulk_publish_offer", {"requests": numbers})
    assert answer.status_code == 200


def test_fees_of_offers_that_are_not_live(publisher):
    publisher.put()
    offer_id = publisher.create()
    body = {"offers": [{"offerId": offer_id}]}
    (summary,) = publisher.call("POST", "/offer/get_listing_fees", body).json()[
        "feeSummaries"
    ]
    assert summary["marketplaceId"] == "EBAY_DE"
    publisher.publish(offer_id)
    refused = publisher.call("POST", "/offer/get_listing_fees", body)
    assert error_of(refused)[1] == 25754


@pytest.mark.catalogue(listings=60, inventory=0, odd=False, auctions=0.2)
def test_listings_migrate_once(simulator, caller, publisher):
    listings = simulator.seller.active()
    single = next(one for one in listings if not one.variations and not one.bids)
    varied = next(one for one in listings if one.variations)
    auction = next(one for one in listings if one.listing_type == "Chinese")
    numbers = [single.item_id, varied.item_id, auction.item_id]
    body = {"requests": [{"listingId": one} for one in numbers]}
    answer = publisher.call("POST", "/bulk_migrate_listing", body)
    assert answer.status_code == 207
    plain, group, refused = answer.json()["responses"]
    assert refused["errors"][0]["errorId"] == 25718
    assert plain["inventoryItems"][0]["sku"] == single.sku
    key = group["inventoryItemGroupKey"]
    found = publisher.call("GET", f"/inventory_item_group/{key}").json()
    assert found["variantSKUs"] == [one.sku for one in varied.variations]
    again = publisher.call("POST", "/bulk_migrate_listing", body)
    assert again.status_code == 400
    status = f"<InventoryStatus><ItemID>{single.item_id}</ItemID><Quantity>2</Quantity>"
    answer = caller.trading("ReviseInventoryStatus", f"{status}</InventoryStatus>")
    assert "21919474" in answer.text


@pytest.mark.catalogue(listings=60, inventory=0, odd=False, variations=0)
def test_a_migrated_listing_is_mended_one_resource_after_the_other(
    simulator, publisher
):
    """Neither was complete by today's rules: each is checked for itself."""
    listing = next(one for one in simulator.seller.active() if one.market.site_id == 77)
    simulator.seller.revise(listing.item_id, category_id=DRILLS)
    body = {"requests": [{"listingId": listing.item_id}]}
    (row,) = publisher.call("POST", "/bulk_migrate_listing", body).json()["responses"]
    (migrated,) = row["inventoryItems"]
    described = publisher.call("GET", f"/offer/{migrated['offerId']}").json()
    assert described["listing"]["listingId"] == listing.item_id
    answer = publisher.put(migrated["sku"], item(title="Bohrer"))
    assert answer.status_code == 204, answer.text
    assert listing.title == "Bohrer"
    body = offer(simulator)
    for name in ("sku", "marketplaceId", "format"):
        del body[name]
    answer = publisher.call("PUT", f"/offer/{migrated['offerId']}", body)
    assert answer.status_code == 204, answer.text


def test_locations_are_made_once(publisher):
    address = {"addressLine1": "Weg 5", "city": "Kassel", "country": "DE"}
    body = {"name": "Lager", "location": {"address": address}}
    path = "/location/WH-34117"
    assert error_of(publisher.call("POST", path, body))[1] == 25801
    address["postalCode"] = "34117"
    assert publisher.call("POST", path, body).status_code == 204
    assert error_of(publisher.call("POST", path, body))[:2] == (409, 25803)
    found = publisher.call("GET", "/location?limit=1&offset=1").json()
    assert [one["merchantLocationKey"] for one in found["locations"]] == ["WH-34117"]
    assert publisher.call("GET", path).json()["name"] == "Lager"


def test_another_process_steers_it(simulator, caller, publisher):
    _offer_id, item_id = publisher.list()
    http = caller.http
    settings = {"already_published": "error", "virtual": ["122835"]}
    assert http.post("/_sim/publishing/settings", json=settings).status_code == 200
    assert simulator.publishing.virtual == {"122835"}
    edit = {"item_id": item_id, "title": "Von Hand"}
    http.post("/_sim/publishing/edit", json=edit)
    shown = http.get("/_sim/publishing").json()
    assert shown["items"]["FH-HSS-13"]["product"]["title"] == "Von Hand"
    made = http.post(
        "/_sim/publishing/add_policy",
        json={"kind": "payment", "marketplace": "EBAY_DE", "name": "Neu"},
    ).json()
    assert made["policy_id"] in simulator.publishing.policies.by_id
    assert http.post("/_sim/publishing/nonsense", json={}).status_code == 400
