# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What eBay refuses to write or to publish, with the numbers and words it uses."""

import pytest
from publishing_fields import (
    ITEM,
    MANUFACTURER,
    PICTURE,
    Publisher,
    error_of,
    item,
    offer,
)

pytestmark = pytest.mark.catalogue(listings=2)
ASPECTS = ITEM["product"]["aspects"]


@pytest.fixture
def publisher(caller):
    """Return a seller's program."""
    return Publisher(caller)


def aspects(**changes):
    """Return an item with other aspects; None takes one out."""
    merged = {**ASPECTS, **{name: value for name, value in changes.items() if value}}
    for name, value in changes.items():
        if value is None:
            del merged[name]
    return item(aspects=merged)


def with_item(**changes):
    return {**item(), **changes}


AT_ONCE = {
    "no_image": (item(imageUrls=[]), 25717),
    "title_of_81": (item(title="x" * 81), 25709),
    "description": (item(description="x" * 4001), 25709),
    "long_value": (aspects(Material=["x" * 66]), 25709),
    "weight": (
        with_item(packageWeightAndSize={"weight": {"value": 0, "unit": "KILOGRAM"}}),
        25715,
    ),
}


@pytest.mark.parametrize("name", sorted(AT_ONCE))
def test_an_item_that_cannot_be_written(publisher, name):
    document, number = AT_ONCE[name]
    assert error_of(publisher.put(document=document))[:2] == (400, number)
    assert publisher.call("GET", "/inventory_item/FH-HSS-13").status_code == 404


def test_an_aspect_is_a_list(publisher):
    answer = publisher.put(document=item(aspects={"Marke": "Fennholm"}))
    status, number, _message, parameters = error_of(answer)
    assert (status, number) == (400, 2004)
    reason = "Could not serialize field [product.aspects.Marke]"
    assert parameters == {"reason": reason}


def test_a_sku_has_50_characters(publisher):
    assert error_of(publisher.put("x" * 51))[1] == 25707


def test_an_offer_needs_an_item_that_is_known_by_now(simulator, publisher):
    body = offer(simulator)
    assert error_of(publisher.call("POST", "/offer", body))[1] == 25702
    simulator.publishing.late_index = 2
    publisher.put()
    for _attempt in range(2):
        answer = publisher.call("POST", "/offer", body)
        assert error_of(answer)[:2] == (400, 25751)
    assert publisher.call("POST", "/offer", body).status_code == 201


PUBLISHED = {
    "brand": (aspects(Marke=None), 25029),
    "aspect": (aspects(Produktart=None), 25002),
    "not_selected": (aspects(Produktart=["Hammer"]), 25502),
    "two_values": (aspects(Produktart=["Bohrer", "Bohrer-Set"]), 25502),
    "number": (aspects(**{"Anzahl der Teile": ["viele"]}), 25502),
    "year": (aspects(Herstellungsjahr=["24"]), 25502),
    "no_ean": (item(ean=None), 25002),
    "bad_ean": (item(ean=["4099999000013"]), 25002),
    "foreign_words": (item(ean=["Does not apply"]), 25002),
    "brand_without_mpn": (item(mpn=None), 25002),
    "no_title": (item(title=None), 25017),
    "condition": (with_item(condition="LIKE_NEW"), 25021),
    "refurbished": (with_item(condition="CERTIFIED_REFURBISHED"), 25047),
    "pictures": (item(imageUrls=[f"{PICTURE}{n}" for n in range(25)]), 25014),
    "http": (item(imageUrls=["http://shop.example/1.jpg"]), 25015),
    "mixed": (item(imageUrls=[PICTURE, "https://shop.example/1.jpg"]), 25014),
}


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_an_item_that_cannot_be_published(simulator, publisher, name):
    document, number = PUBLISHED[name]
    assert publisher.put(document=document).status_code == 201
    answer = publisher.publish(publisher.create())
    assert answer.status_code == 400, answer.text
    assert error_of(answer)[1] == number
    assert not [one for one in simulator.seller.active() if one.sku == "FH-HSS-13"]


OFFERS = {
    "price_of_0": (
        {"pricingSummary": {"price": {"value": "0", "currency": "EUR"}}},
        25003,
    ),
    "cheap": (
        {"pricingSummary": {"price": {"value": "0.50", "currency": "EUR"}}},
        25016,
    ),
    "currency": (
        {"pricingSummary": {"price": {"value": "9", "currency": "PLN"}}},
        25003,
    ),
    "no_price": ({"pricingSummary": {}}, 25017),
    "not_leaf": ({"categoryId": "84134"}, 25005),
    "no_category": ({"categoryId": "999999"}, 25005),
    "location": ({"merchantLocationKey": "nowhere"}, 25012),
    "vat": ({"tax": {"vatPercentage": 19.1234}}, 25011),
    "manufacturer": ({"regulatory": {}}, 25029),
    "outside_eu": (
        {"regulatory": {"manufacturer": {**MANUFACTURER, "country": "CN"}}},
        25115,
    ),
    "half_an_address": (
        {"regulatory": {"manufacturer": {**MANUFACTURER, "city": None}}},
        25110,
    ),
    "nobody": ({"regulatory": {"manufacturer": {"country": "DE"}}}, 25111),
    "unreachable": (
        {"regulatory": {"manufacturer": {"companyName": "A", "country": "DE"}}},
        25118,
    ),
    "document": (
        {
            "regulatory": {
                "manufacturer": MANUFACTURER,
                "documents": [{"documentId": "x"}],
            }
        },
        25104,
    ),
    "safety": (
        {"regulatory": {"manufacturer": MANUFACTURER, "productSafety": {}}},
        25109,
    ),
    "hazmat": ({"regulatory": {"manufacturer": MANUFACTURER, "hazmat": {}}}, 25081),
}


@pytest.mark.parametrize("name", sorted(OFFERS))
def test_an_offer_that_cannot_be_published(publisher, name):
    changes, number = OFFERS[name]
    changes = _without_none(changes)
    publisher.put()
    answer = publisher.publish(publisher.create(**changes))
    assert answer.status_code == 400, answer.text
    assert error_of(answer)[1] == number


def _without_none(value):
    if not isinstance(value, dict):
        return value
    return {name: _without_none(one) for name, one in value.items() if one is not None}


def test_one_missing_aspect_an_attempt_in_the_sites_words(simulator, publisher):
    simulator.publishing.demand_aspect("22625", "Schaftform")
    publisher.put(document=aspects(Produktart=None))
    offer_id = publisher.create()
    _status, number, message, parameters = error_of(publisher.publish(offer_id))
    assert number == 25002 and "Artikelmerkmal Produktart fehlt." in message
    assert parameters == {"0": "Artikelmerkmal Produktart fehlt.", "2": "Produktart"}
    publisher.put()
    assert error_of(publisher.publish(offer_id))[3]["2"] == "Schaftform"
    publisher.put(document=aspects(Schaftform=["rund"]))
    assert publisher.publish(offer_id).status_code == 200


def test_policies_that_are_gone_or_of_elsewhere(simulator, publisher):
    policies = simulator.publishing.policies
    publisher.put()
    offer_id = publisher.create()
    document = simulator.publishing.offers[offer_id].document["listingPolicies"]
    own = document["returnPolicyId"]
    document["returnPolicyId"] = policies.first("return", "EBAY_PL")
    status, number, message, _ = error_of(publisher.publish(offer_id))
    assert (status, number) == (404, 25713)
    assert message == f"This Offer is not available : {offer_id}."
    document["returnPolicyId"] = own
    shipping = document["fulfillmentPolicyId"]
    kept = policies.by_id[shipping][2]["shippingOptions"]
    policies.change(shipping, shippingOptions=[])
    _, number, message, _ = error_of(publisher.publish(offer_id))
    assert number == 25007 and "at least one valid shipping service" in message
    policies.change(shipping, shippingOptions=[{**kept[0], "costType": "CALCULATED"}])
    assert publisher.publish(offer_id).status_code == 200
    publisher.call("POST", f"/offer/{offer_id}/withdraw", {})
    body = with_item()
    del body["packageWeightAndSize"]
    publisher.put(document=body)
    assert error_of(publisher.publish(offer_id))[1] == 25020
    policies.delete(document["paymentPolicyId"])
    publisher.put()
    assert error_of(publisher.publish(offer_id))[1] == 25008


def test_categories_expire(simulator, caller, publisher):
    publisher.put()
    offer_id = publisher.create()
    simulator.categories.expire("22625", "122835")
    _, number, message, _ = error_of(publisher.publish(offer_id))
    assert number == 25005 and "expired" in message
    tree = "/commerce/taxonomy/v1/category_tree/77"
    path = f"{tree}/get_expired_categories"
    (row,) = caller.rest("GET", path, application=True).json()["expiredCategories"]
    assert row == {"fromCategoryId": "22625", "toCategoryId": "122835"}


def test_a_listing_outlives_its_category(simulator, caller, publisher):
    _offer_id, item_id = publisher.list()
    simulator.categories.expire("22625")
    fields = f"<DetailLevel>ReturnAll</DetailLevel><ItemID>{item_id}</ItemID>"
    assert "<CategoryID>22625<" in caller.trading("GetItem", fields).text
    assert error_of(publisher.put(document=item(title="Neu")))[1] == 25005


def test_the_same_goods_are_listed_once(publisher):
    publisher.list()
    publisher.put("OTHER", item())
    answer = publisher.publish(publisher.create(sku="OTHER"))
    _, number, message, _ = error_of(answer)
    assert number == 25002 and "already have on eBay" in message


def test_limits_and_holds(simulator, publisher):
    publishing = simulator.publishing
    publisher.put()
    offer_id = publisher.create()
    publishing.selling_limit = (100, 5)
    assert error_of(publisher.publish(offer_id))[1] == 25026
    publishing.selling_limit = None
    publishing.registered = False
    assert error_of(publisher.publish(offer_id))[1] == 25018
    publishing.registered = True
    item_id = publisher.publish(offer_id).json()["listingId"]
    publishing.on_hold.add(item_id)
    assert error_of(publisher.put(document=item(title="Neu")))[1] == 25097
    shown = publisher.call("GET", f"/offer/{offer_id}").json()
    assert shown["listing"]["listingOnHold"]


def test_an_outage_looks_like_the_sellers_mistake(simulator, publisher):
    publisher.put()
    offer_id = publisher.create()
    message = (
        "A user error has occurred. System error. Unable to process your request."
        " Please try again later."
    )
    simulator.publishing.refuse("publishOffer", offer_id, 25002, message, status=500)
    assert error_of(publisher.publish(offer_id))[:3] == (500, 25002, message)
    assert publisher.publish(offer_id).status_code == 200


def test_quantity_0_needs_out_of_stock_control(simulator, publisher):
    publisher.put(document=with_item(availability={}))
    offer_id = publisher.create(availableQuantity=0)
    simulator.seller.out_of_stock_control = False
    assert error_of(publisher.publish(offer_id))[1] == 25004
    simulator.seller.out_of_stock_control = True
    item_id = publisher.publish(offer_id).json()["listingId"]
    assert simulator.seller.listing(item_id).is_active


def test_best_offers_are_below_the_price(simulator, publisher):
    publisher.put()
    offer_id = publisher.create()
    document = simulator.publishing.offers[offer_id].document["listingPolicies"]
    high = {"value": "30.00", "currency": "EUR"}
    document["bestOfferTerms"] = {"bestOfferEnabled": True, "autoAcceptPrice": high}
    assert error_of(publisher.publish(offer_id))[1] == 25024
    document["bestOfferTerms"]["autoAcceptPrice"] = {**high, "value": "20.00"}
    assert publisher.publish(offer_id).status_code == 200


def test_graded_cards_have_descriptors(publisher):
    card = {
        **item(
            title="2019 Legends #12",
            aspects={"Sport": ["Basketball"], "Bewertet": ["Ja"]},
            ean=None,
        ),
        "condition": "LIKE_NEW",
    }
    publisher.put(document=card)
    offer_id = publisher.create(categoryId="261328")
    _, number, message, _ = error_of(publisher.publish(offer_id))
    assert number == 25029 and "Bewerter" in message
    card["conditionDescriptors"] = [
        {"name": "27501", "values": ["275010"]},
        {"name": "27502", "values": ["1"]},
        {"name": "27503", "additionalInfo": "99887766"},
    ]
    publisher.put(document=card)
    assert error_of(publisher.publish(offer_id))[1] == 25032
    card["conditionDescriptors"][1]["values"] = ["275020"]
    publisher.put(document=card)
    assert publisher.publish(offer_id).status_code == 200
