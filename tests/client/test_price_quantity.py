# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Writing price and quantity, through Inventory and through Trading."""

import json
from decimal import Decimal

import pytest
from lxml import etree

from ebay_client import EbayError, NotFoundError, RejectedError, TransientError
from ebay_client.price_quantity import OfferPrice, PriceQuantity
from ebay_client.trading_revision import InventoryStatus

from .schema import check_request

ROW = {"errorId": 25016, "category": "REQUEST", "message": "Too cheap."}


def test_quantity_and_price_go_to_item_and_offer(client, ebay):
    ebay.say_json('{"responses": []}')
    offer = OfferPrice("82", Decimal("10.50"), "EUR")
    client.inventory.bulk_update_price_quantity(
        [PriceQuantity("MUG-1", 9, [offer]), PriceQuantity("MUG-2", 0)]
    )
    assert str(ebay.request.url) == (
        "https://api.sandbox.ebay.com/sell/inventory/v1/bulk_update_price_quantity"
    )
    assert json.loads(ebay.request.content) == {
        "requests": [
            {
                "sku": "MUG-1",
                "shipToLocationAvailability": {"quantity": 9},
                "offers": [
                    {
                        "offerId": "82",
                        "availableQuantity": 9,
                        "price": {"value": "10.50", "currency": "EUR"},
                    }
                ],
            },
            {"sku": "MUG-2", "shipToLocationAvailability": {"quantity": 0}},
        ]
    }


def test_a_price_alone_leaves_the_quantity(client, ebay):
    ebay.say_json('{"responses": []}')
    offer = OfferPrice("82", Decimal("9"), "EUR")
    client.inventory.bulk_update_price_quantity([PriceQuantity("A", None, [offer])])
    (request,) = json.loads(ebay.request.content)["requests"]
    assert request == {
        "sku": "A",
        "offers": [{"offerId": "82", "price": {"value": "9", "currency": "EUR"}}],
    }


@pytest.mark.parametrize(
    "updates",
    [
        [],
        [PriceQuantity("A", 1)] * 2,
        [PriceQuantity(str(number), 1) for number in range(26)],
        [PriceQuantity("A", 1, [OfferPrice("82", Decimal("9"))])],
    ],
)
def test_an_update_ebay_would_refuse_or_misread_is_not_sent(client, ebay, updates):
    with pytest.raises(ValueError):
        client.inventory.bulk_update_price_quantity(updates)
    assert not ebay.requests


@pytest.mark.parametrize("status", [200, 207, 400])
def test_rows_decide_whatever_the_status(client, ebay, status):
    rows = [
        {"statusCode": 200, "sku": "A", "offerId": "82"},
        {"statusCode": 400, "sku": "B", "errors": [ROW], "warnings": [ROW]},
        {"statusCode": "odd"},
    ]
    ebay.say_json(json.dumps({"responses": rows}), status)
    good, bad, odd = client.inventory.bulk_update_price_quantity(
        [PriceQuantity("A", 1)]
    )
    assert good.ok and (good.sku, good.offer_id) == ("A", "82")
    assert not bad.ok and bad.errors[0].error_id == 25016
    assert bad.warnings[0].message == "Too cheap."
    assert not odd.ok and odd.status == 0


def test_a_request_refused_as_a_whole_is_an_error(client, ebay):
    ebay.say_fixture("inventory_25709_whole_request_400.json", 400)
    with pytest.raises(RejectedError):
        client.inventory.bulk_update_price_quantity([PriceQuantity("A", 1)])


def test_rows_do_not_hide_another_failure(client, ebay):
    ebay.say_json('{"responses": []}', 500)
    with pytest.raises(TransientError):
        client.inventory.bulk_update_price_quantity([PriceQuantity("A", 1)])


def test_offers_of_a_sku(client, ebay):
    ebay.say_json('{"total": 1, "offers": [{"offerId": "82"}]}')
    assert client.inventory.get_offers("Ü/1&x", "EBAY_DE") == [{"offerId": "82"}]
    assert ebay.request.url.query == (
        b"sku=%C3%9C%2F1%26x&marketplace_id=EBAY_DE&limit=100"
    )
    ebay.say_json('{"errors": [{"errorId": 25713, "message": "not available"}]}', 404)
    assert client.inventory.get_offers("A") == []
    ebay.say_json('{"errors": [{"errorId": 25702, "message": "no SKU"}]}', 404)
    with pytest.raises(NotFoundError):
        client.inventory.get_offers("A")


def test_one_offer(client, ebay):
    ebay.say_json('{"offerId": "82", "status": "PUBLISHED"}')
    assert client.inventory.get_offer("82")["status"] == "PUBLISHED"
    assert ebay.request.url.path == "/sell/inventory/v1/offer/82"


@pytest.mark.parametrize("offer_id", ["", ".", ".."])
def test_an_id_that_is_none_is_not_sent(client, ebay, offer_id):
    with pytest.raises(ValueError):
        client.inventory.get_offer(offer_id)
    assert not ebay.requests


def revised(ack, inner):
    return (
        f'<ReviseInventoryStatusResponse xmlns="urn:ebay:apis:eBLBaseComponents">'
        f"<Ack>{ack}</Ack>{inner}</ReviseInventoryStatusResponse>"
    )


FAILED = (
    "<Errors><ErrorCode>291</ErrorCode><SeverityCode>Error</SeverityCode>"
    '<ErrorParameters ParamID="ItemID"><Value>2</Value></ErrorParameters></Errors>'
)
REDUNDANT = (
    "<Errors><ErrorCode>21917092</ErrorCode><SeverityCode>Warning</SeverityCode>"
    "</Errors>"
)
DONE = (
    '<InventoryStatus><SKU/><ItemID>1</ItemID><StartPrice currencyID="EUR">10.5'
    "</StartPrice><Quantity>0</Quantity></InventoryStatus>"
)


def test_trading_revises_listings_and_variations(client, ebay):
    ebay.say_xml(revised("Success", DONE))
    result = client.trading.revise_inventory_status(
        [
            InventoryStatus("1", price=Decimal("10.50"), currency="EUR", quantity=0),
            InventoryStatus("2", sku="SHIRT & M", quantity=4),
        ]
    )
    assert result.revised == [InventoryStatus("1", "", Decimal("10.5"), "EUR", 0)]
    assert result.errors == result.warnings == []
    check_request("ReviseInventoryStatus", ebay.request.content)
    first, second = etree.fromstring(ebay.request.content).iterfind(
        "{*}InventoryStatus"
    )
    assert [(etree.QName(e).localname, e.text) for e in first] == [
        ("ItemID", "1"),
        ("StartPrice", "10.50"),
        ("Quantity", "0"),
    ]
    assert [(etree.QName(e).localname, e.text) for e in second] == [
        ("SKU", "SHIRT & M"),
        ("ItemID", "2"),
        ("Quantity", "4"),
    ]


def test_what_worked_is_told_from_what_did_not(client, ebay):
    ebay.say_xml(revised("PartialFailure", FAILED + REDUNDANT + DONE))
    result = client.trading.revise_inventory_status([InventoryStatus("1", quantity=1)])
    assert [row.item_id for row in result.revised] == ["1"]
    assert [(e.error_id, e.parameters) for e in result.errors] == [
        (291, {"ItemID": "2"})
    ]
    assert [warning.error_id for warning in result.warnings] == [21917092]


def test_when_no_row_worked_it_is_an_error(client, ebay):
    ebay.say_xml(revised("Failure", FAILED))
    with pytest.raises(EbayError) as caught:
        client.trading.revise_inventory_status([InventoryStatus("2", quantity=1)])
    assert type(caught.value) is RejectedError and caught.value.error_ids == {291}


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [InventoryStatus("1", quantity=1)] * 5,
        [InventoryStatus("1")],
        [InventoryStatus("1", price=Decimal("1"))],
    ],
)
def test_a_revision_ebay_would_refuse_is_not_sent(client, ebay, rows):
    with pytest.raises(ValueError):
        client.trading.revise_inventory_status(rows)
    assert not ebay.requests


@pytest.mark.parametrize(("text", "expected"), [("true", True), ("false", False)])
def test_out_of_stock_control(client, ebay, text, expected):
    ebay.say_xml(
        "<GetUserPreferencesResponse><Ack>Success</Ack><OutOfStockControlPreference>"
        f"{text}</OutOfStockControlPreference></GetUserPreferencesResponse>"
    )
    assert client.trading.get_user_preferences_out_of_stock() is expected
    check_request("GetUserPreferences", ebay.request.content)
    assert b"<ShowOutOfStockControlPreference>true<" in ebay.request.content
