# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The examples of requests and refusals beside the checkout, where they are at hand.

`EBAY_SELLING` names their folder. The simulator takes the requests and refuses in the
same words; the ids in it are its own.
"""

import json
import os
from pathlib import Path

import pytest
from publishing_fields import DRILLS, Publisher, item, offer

FOLDER = Path(
    os.environ.get("EBAY_SELLING")
    or Path(__file__).resolve().parents[3] / "shared" / "ebay" / "fixtures" / "selling"
)
pytestmark = [
    pytest.mark.catalogue(listings=1),
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the examples are not at hand"),
]


def example(name):
    """Return the decoded example."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def publisher(caller):
    """Return a seller's program."""
    return Publisher(caller)


ITEMS = (
    "inventory_item_put",
    "inventory_item_put_graded_card",
    "inventory_item_put_no_gtin",
    "inventory_item_variant_put",
)


@pytest.mark.parametrize("name", ITEMS)
def test_items_are_taken(simulator, publisher, name):
    document = example(name)
    assert publisher.put("SKU-1", document).status_code == 201
    shown = publisher.call("GET", "/inventory_item/SKU-1").json()
    assert {**shown, **document} == shown
    assert simulator.violations == []


def test_a_group_is_taken(simulator, publisher):
    group = example("inventory_item_group_put")
    for sku in group["variantSKUs"]:
        publisher.put(sku, example("inventory_item_variant_put"))
    answer = publisher.call("PUT", "/inventory_item_group/TS", group)
    assert answer.status_code == 201, answer.text
    shown = publisher.call("GET", "/inventory_item_group/TS").json()
    assert shown == {**group, "inventoryItemGroupKey": "TS"}
    assert simulator.violations == []


def test_an_offer_is_published(simulator, caller, publisher):
    body = example("offer_create")
    path = f"/location/{body['merchantLocationKey']}"
    assert (
        publisher.call("POST", path, example("inventory_location")).status_code == 204
    )
    publisher.put(body["sku"], example("inventory_item_put"))
    kind = {"documentType": "USER_GUIDE_OR_MANUAL", "languages": ["GERMAN"]}
    media = "/commerce/media/v1_beta/document"
    number = caller.rest("POST", media, json=kind).json()["documentId"]
    files = {"file": ("a.pdf", b"%PDF", "application/pdf")}
    caller.rest("POST", f"{media}/{number}/upload", files=files)
    answer = publisher.call("POST", "/offer", body)
    assert answer.json() == example("offer_create_201")
    published = publisher.publish(answer.json()["offerId"])
    assert set(published.json()) == set(example("publish_200"))
    assert simulator.violations == []


def not_opted_in(caller, _publisher):
    caller.simulator.publishing.opt_out()
    path = "/sell/account/v1/payment_policy?marketplace_id=EBAY_DE"
    return caller.rest("GET", path)


def aspect_not_list(_caller, publisher):
    return publisher.put(document=item(aspects={"Marke": "Fennholm"}))


def no_image(_caller, publisher):
    return publisher.put(document=item(imageUrls=[]))


def exists(_caller, publisher):
    publisher.put()
    publisher.create()
    return publisher.call("POST", "/offer", offer(publisher.simulator))


def not_indexed(_caller, publisher):
    publisher.simulator.publishing.late_index = 1
    publisher.put()
    return publisher.call("POST", "/offer", offer(publisher.simulator))


def publish(publisher, document=None, **changes):
    publisher.put(document=document)
    return publisher.publish(publisher.create(**changes))


def missing_aspect(_caller, publisher):
    aspects = {"Marke": ["Fennholm"]}
    return publish(publisher, item(aspects=aspects))


def no_shipping_service(_caller, publisher):
    policies = publisher.simulator.publishing.policies
    policies.change(policies.first("fulfillment", "EBAY_DE"), shippingOptions=[])
    return publish(publisher)


def not_leaf(_caller, publisher):
    return publish(publisher, categoryId="84134")


def wrong_policy(_caller, publisher):
    first = publisher.simulator.publishing.policies.first
    named = {
        f"{kind}PolicyId": first(kind, "EBAY_PL")
        for kind in ("fulfillment", "payment", "return")
    }
    return publish(publisher, listingPolicies=named)


def system(_caller, publisher):
    (error,) = example("publish_500_system")["errors"]
    publisher.simulator.publishing.refuse(
        "publishOffer", "*", error["errorId"], error["message"], status=500
    )
    return publish(publisher)


def published_before(_caller, publisher):
    publisher.simulator.publishing.already_published = "error"
    offer_id, _item_id = publisher.list()
    return publisher.publish(offer_id)


REFUSALS = {
    "account_400_not_opted_in": not_opted_in,
    "inventory_item_400_aspect_not_list": aspect_not_list,
    "inventory_item_400_no_image": no_image,
    "offer_create_400_exists": exists,
    "offer_create_400_sku_not_indexed": not_indexed,
    "publish_400_already_published": published_before,
    "publish_400_missing_aspect": missing_aspect,
    "publish_400_no_shipping_service": no_shipping_service,
    "publish_400_not_leaf": not_leaf,
    "publish_404_wrong_marketplace_policy": wrong_policy,
    "publish_500_system": system,
}


@pytest.mark.parametrize("name", sorted(REFUSALS))
def test_a_refusal_is_word_for_word(caller, publisher, name):
    answer = REFUSALS[name](caller, publisher)
    assert answer.json() == example(name)
    assert f"_{answer.status_code}_" in name


def test_every_refusal_is_tried():
    found = {path.stem for path in FOLDER.glob("*_[45]??_*.json")}
    assert found == set(REFUSALS)


def test_a_second_publication_is_a_warning(publisher):
    offer_id, item_id = publisher.list()
    answer = publisher.publish(offer_id)
    expected = example("publish_200_already_published")
    assert answer.json() == {**expected, "listingId": item_id}


def test_rows_of_a_bulk_publication(publisher):
    publisher.put("A", item())
    publisher.put("B", item(title="Ohne Marke", aspects={"Produktart": ["Bohrer"]}))
    numbers = [publisher.create(sku=sku) for sku in ("A", "B")]
    body = {"requests": [{"offerId": number} for number in numbers]}
    answer = publisher.call("POST", "/bulk_publish_offer", body)
    expected = example("bulk_publish_207")
    assert answer.status_code == 207
    good, bad = answer.json()["responses"]
    assert good.keys() == expected["responses"][0].keys()
    assert bad == expected["responses"][1]


def test_reference_data_has_the_same_shape(caller):
    path = "/sell/metadata/v1/marketplace/EBAY_DE/get_category_policies?filter="
    answer = caller.rest("GET", f"{path}categoryIds:{{{DRILLS}}}", application=True)
    assert answer.json() == example("category_policies_200")
    for kind in ("fulfillment", "payment", "return"):
        path = f"/sell/account/v1/{kind}_policy?marketplace_id=EBAY_DE"
        (shown,) = caller.rest("GET", path).json()[f"{kind}Policies"]
        (expected,) = example(f"{kind}_policies_200")[f"{kind}Policies"]
        number = f"{kind}PolicyId"
        assert (shown["name"], shown[number]) == (expected["name"], expected[number])
