# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Single records, calls and hosts that fail while everything else works."""

import httpx
import pytest
from lxml import etree
from test_simulator_oauth import USER, exchange, follow
from trading_fields import page, window

from simulator.faults import MALFORMED_JSON, MALFORMED_XML
from simulator.inventory_common import managed_entries

OFFERS = "/sell/inventory/v1/offer"


@pytest.mark.parametrize("name", sorted(MALFORMED_XML))
@pytest.mark.catalogue(listings=0)
def test_a_text_in_xml_can_be_malformed(simulator, caller, name):
    simulator.seller.add_listing("Tasse MARK")
    simulator.faults.add(
        "GetSellerList", "replaced", count=0, old="MARK", new=MALFORMED_XML[name]
    )
    level = "<DetailLevel>ReturnAll</DetailLevel>"
    answer = caller.trading("GetSellerList", level + window(simulator) + page(1, 10))
    assert answer.status_code == 200
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(answer.content)
    assert simulator.violations == []


@pytest.mark.parametrize("name", sorted(MALFORMED_JSON))
def test_a_text_in_json_can_be_malformed(simulator, caller, name):
    mark = simulator.seller.username
    simulator.faults.add("getUser", "replaced", old=mark, new=MALFORMED_JSON[name])
    answer = caller.rest("GET", USER)
    assert MALFORMED_JSON[name].encode() in answer.content


@pytest.mark.catalogue(listings=0)
def test_a_fault_can_be_for_one_record(simulator, caller):
    first, second = map(simulator.seller.add_listing, ("Tasse", "Teller"))
    simulator.faults.add("GetItem", "html", count=0, containing=first.item_id)
    for listing, status in ((first, 503), (second, 200)):
        answer = caller.trading("GetItem", f"<ItemID>{listing.item_id}</ItemID>")
        assert answer.status_code == status


@pytest.mark.catalogue(listings=60)
def test_one_sku_can_be_refused_by_get_offers(simulator, caller):
    bad, good = list(managed_entries(simulator.seller))[:2]
    simulator.limits.refuse_reading(bad)
    refused = caller.rest("GET", OFFERS, params={"sku": bad})
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["errorId"] == 25707
    assert caller.rest("GET", OFFERS, params={"sku": good}).status_code == 200
    assert simulator.violations == []


@pytest.mark.catalogue(listings=0)
def test_a_quota_is_of_one_trading_call(simulator, caller):
    listing = simulator.seller.add_listing("Tasse")
    simulator.limits.daily["GetItem"] = 1
    item = f"<ItemID>{listing.item_id}</ItemID>"
    answers = [caller.trading("GetItem", item).text for _time in range(2)]
    assert "<ErrorCode>518</ErrorCode>" not in answers[0]
    assert "<ErrorCode>518</ErrorCode>" in answers[1]
    row = f"<InventoryStatus>{item}<Quantity>8</Quantity></InventoryStatus>"
    assert "518" not in caller.trading("ReviseInventoryStatus", row).text
    assert listing.available == 8


@pytest.mark.catalogue(listings=60)
def test_a_quota_is_of_a_whole_rest_api(simulator, caller):
    simulator.limits.daily["sell.inventory"] = 1
    statuses = [
        caller.rest("GET", path).status_code
        for path in ("/sell/inventory/v1/inventory_item?limit=1", f"{OFFERS}?sku=X")
    ]
    assert statuses == [200, 429]
    assert caller.rest("GET", USER).status_code == 200


@pytest.mark.catalogue(listings=1)
def test_the_host_of_pictures_can_be_unreachable(simulator, caller):
    simulator.move_pictures("http://127.0.0.1:9")
    [url, *_more] = simulator.picture_urls(simulator.seller.active()[0])
    with pytest.raises(httpx.ConnectError):
        caller.http.get(url)
    level = "<DetailLevel>ReturnAll</DetailLevel>"
    listed = caller.trading("GetSellerList", level + window(simulator) + page(1, 10))
    assert url in listed.text


def test_another_ebay_user_can_consent(simulator, caller):
    simulator.tokens.sign_in_as("OtherUser0002", "somebody-else")
    _address, query = follow(caller, "agree")
    tokens = exchange(caller, query["code"])
    simulator.tokens.sign_in_as()
    caller.user = tokens["access_token"]
    other = caller.rest("GET", USER).json()
    assert (other["userId"], other["username"]) == ("OtherUser0002", "somebody-else")
    caller.user = caller.token(
        grant_type="refresh_token", refresh_token=tokens["refresh_token"]
    )["access_token"]
    assert caller.rest("GET", USER).json()["userId"] == "OtherUser0002"
    _address, query = follow(caller, "agree")
    caller.user = exchange(caller, query["code"])["access_token"]
    assert caller.rest("GET", USER).json()["userId"] == simulator.seller.user_id


@pytest.mark.catalogue(listings=20)
def test_a_cancellation_needs_json_and_can_be_without_an_id(simulator, caller):
    order = simulator.orders.add("cancel_requested")
    simulator.orders.request_cancel(order.order_id)
    request = order.cancel_requests[-1].request_id
    path = f"/post-order/v2/cancellation/{request}/reject"
    headers = {
        "Authorization": f"IAF {caller.user}",
        "X-EBAY-C-MARKETPLACE-ID": "EBAY_DE",
    }
    assert caller.http.post(path, headers=headers).status_code == 415
    assert [one.operation for one in simulator.violations] == ["rejectCancellation"]
    answer = caller.http.post(path, headers=headers, json={})
    assert answer.status_code == 200
    simulator.faults.add("createCancellation", "status", status=200, body="{}")
    answer = caller.http.post("/post-order/v2/cancellation", headers=headers, json={})
    assert answer.json() == {}
    for role, count in (("SELLER", 0), ("BUYER", 1)):
        search = f"/post-order/v2/cancellation/search?role={role}"
        assert caller.http.get(search, headers=headers).json()["total"] == count
