# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What Trading calls send, against the models of eBay's own schema."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from lxml import etree

from ebay_client.times import format_time
from ebay_client.trading_xml import build_request

from .schema import check_request

FROM = datetime(2026, 6, 30, 10, 0, 0, 123456, tzinfo=UTC)
TO = FROM + timedelta(days=31)
EMPTY = "<{0}Response><Ack>Success</Ack>{1}</{0}Response>"


def sent(ebay):
    """Return the last request's document after checking it against the schema."""
    check_request(ebay.request.headers["x-ebay-api-call-name"], ebay.request.content)
    return etree.fromstring(ebay.request.content)


def text(root, path):
    return root.findtext("/".join("{*}" + name for name in path.split("/")))


def texts(root, name):
    return [element.text for element in root.iterfind("{*}" + name)]


def test_the_headers_of_a_call(client, ebay):
    client.trading.site_id = 77
    ebay.say_xml(EMPTY.format("GetItem", "<Item/>"))
    client.trading.get_item("1")
    assert ebay.request.method == "POST"
    assert str(ebay.request.url) == "https://api.sandbox.ebay.com/ws/api.dll"
    headers = ebay.request.headers
    assert headers["content-type"] == "text/xml"
    assert headers["x-ebay-api-call-name"] == "GetItem"
    assert headers["x-ebay-api-siteid"] == "77"
    assert int(headers["x-ebay-api-compatibility-level"]) >= 1225
    assert headers["x-ebay-api-iaf-token"] == "user-token-1"
    assert "authorization" not in headers
    assert b"RequesterCredentials" not in ebay.request.content
    assert ebay.request.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')


def test_errors_come_in_english_and_warnings_too(client, ebay):
    ebay.say_xml(EMPTY.format("GetItem", "<Item/>"))
    client.trading.get_item("1")
    root = sent(ebay)
    assert text(root, "ErrorLanguage") == "en_US"
    assert text(root, "WarningLevel") == "High"


def test_get_item_asks_for_everything(client, ebay):
    ebay.say_xml(EMPTY.format("GetItem", "<Item/>"))
    client.trading.get_item("110000000002")
    root = sent(ebay)
    assert text(root, "ItemID") == "110000000002"
    assert text(root, "DetailLevel") == "ReturnAll"
    assert text(root, "IncludeItemSpecifics") == "true"
    assert not texts(root, "OutputSelector")


def test_get_seller_list_asks_for_a_page(client, ebay):
    ebay.say_fixture("get_seller_list_page1.xml")
    client.trading.get_seller_list(FROM, TO, page=4)
    root = sent(ebay)
    assert text(root, "EndTimeFrom") == "2026-06-30T10:00:00.123Z"
    assert text(root, "EndTimeTo") == "2026-07-31T10:00:00.123Z"
    assert text(root, "Pagination/EntriesPerPage") == "200"
    assert text(root, "Pagination/PageNumber") == "4"
    assert text(root, "IncludeVariations") == "true"


def test_get_seller_list_gets_skus_and_no_descriptions(client, ebay):
    """SKU comes at DetailLevel ReturnAll only; any GranularityLevel would undo
    it."""
    ebay.say_fixture("get_seller_list_page1.xml")
    client.trading.get_seller_list(FROM, TO)
    root = sent(ebay)
    assert texts(root, "DetailLevel") == ["ReturnAll"]
    assert text(root, "GranularityLevel") is None
    selected = texts(root, "OutputSelector")
    for name in ("ItemID", "SKU", "Variations", "PictureDetails.PictureURL"):
        assert f"ItemArray.Item.{name}" in selected
    for name in ("PaginationResult", "HasMoreItems", "PageNumber"):
        assert name in selected
    assert not [name for name in selected if "Description" in name]
    assert "ItemArray.Item.SellingStatus" not in selected, "it names the bidders"


@pytest.mark.parametrize("kind", ["mod", "start", "end"])
def test_get_seller_events_takes_one_range(client, ebay, kind):
    ebay.say_xml(EMPTY.format("GetSellerEvents", "<ItemArray/>"))
    client.trading.get_seller_events(
        **{f"{kind}_time_from": FROM, f"{kind}_time_to": FROM + timedelta(hours=1)}
    )
    root = sent(ebay)
    name = kind.capitalize()
    assert text(root, f"{name}TimeFrom") == "2026-06-30T10:00:00.123Z"
    assert text(root, f"{name}TimeTo") == "2026-06-30T11:00:00.123Z"
    times = [e.tag for e in root if etree.QName(e).localname.endswith(("From", "To"))]
    assert len(times) == 2
    assert text(root, "IncludeVariationSpecifics") == "true"
    assert texts(root, "DetailLevel") == ["ReturnAll"]


@pytest.mark.parametrize(
    "ranges",
    [
        {},
        {"mod_time_from": FROM, "end_time_from": FROM},
        {"mod_time_to": FROM},
    ],
)
def test_ranges_ebay_would_refuse_are_not_sent(client, ebay, ranges):
    with pytest.raises(ValueError):
        client.trading.get_seller_events(**ranges)
    assert not ebay.requests


def test_times_are_utc_with_milliseconds():
    berlin = timezone(timedelta(hours=2))
    assert format_time(datetime(2026, 6, 30, 1, 2, 3, tzinfo=berlin)) == (
        "2026-06-29T23:02:03.000Z"
    )
    with pytest.raises(ValueError):
        format_time(datetime(2026, 6, 30))


def test_values_and_special_characters():
    document = build_request(
        "X",
        {
            "A": "Ä & <b>",
            "B": True,
            "C": Decimal("1E+1"),
            "D": None,
            "E": ["1", "2"],
            "F": {"G": 0},
        },
    )
    root = etree.fromstring(document)
    assert text(root, "A") == "Ä & <b>"
    assert (text(root, "B"), text(root, "C"), text(root, "F/G")) == ("true", "10", "0")
    assert text(root, "D") is None
    assert texts(root, "E") == ["1", "2"]


def test_the_check_itself_sees_a_wrong_request():
    for fields in (
        {"ItemId": "1"},
        {"ItemID": "1", "DetailLevel": "ReturnAll"},
        {"DetailLevel": "ReturnEverything"},
        {"IncludeItemSpecifics": "perhaps"},
    ):
        with pytest.raises(AssertionError):
            check_request("GetItem", build_request("GetItem", fields))
