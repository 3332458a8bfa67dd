# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Details of many orders at once, with Trading's GetOrders."""

import pytest
from lxml import etree

from ebay_client import TransientError

from .schema import check_request

NAMESPACE = "urn:ebay:apis:eBLBaseComponents"
ANSWER = (
    f'<GetOrdersResponse xmlns="{NAMESPACE}"><Ack>{{ack}}</Ack>'
    "<OrderArray>{orders}</OrderArray></GetOrdersResponse>"
)


def details(client, ebay, orders, ack="Success"):
    ebay.say_xml(ANSWER.format(ack=ack, orders=orders))
    return client.trading.get_order_details(["01-00001-00001"])


def test_what_is_asked(client, ebay):
    details(client, ebay, "")
    check_request("GetOrders", ebay.request.content)
    root = etree.fromstring(ebay.request.content)
    assert root.findtext("{*}OrderIDArray/{*}OrderID") == "01-00001-00001"
    assert root.findtext("{*}Pagination/{*}EntriesPerPage") == "100"
    assert root.findtext("{*}DetailLevel") == "ReturnAll"
    selected = "".join(node.text for node in root.iterfind("{*}OutputSelector"))
    assert "ShippingAddress" not in selected


def test_a_reason_and_a_tax_number(client, ebay):
    found = details(
        client,
        ebay,
        "<Order><OrderID>01-00001-00001</OrderID>"
        "<CancelReason>WontArriveInTime</CancelReason>"
        "<CancelStatus>CancelRequested</CancelStatus>"
        "<BuyerTaxIdentifier><Type>CodiceFiscale</Type><ID>RSSMRA80A01F205X</ID>"
        '<Attribute name="IssuingCountry">IT</Attribute></BuyerTaxIdentifier>'
        "<ExtendedOrderID>01-00001-00001!1</ExtendedOrderID></Order>",
    )
    assert found == [
        {
            "order_ids": ["01-00001-00001", "01-00001-00001!1"],
            "cancel_status": "CancelRequested",
            "cancel_reason": "WontArriveInTime",
            "tax_identifiers": [
                {
                    "kind": "CODICE_FISCALE",
                    "number": "RSSMRA80A01F205X",
                    "country": "IT",
                }
            ],
        }
    ]


def test_a_tax_number_that_stands_with_the_buyer(client, ebay):
    (found,) = details(
        client,
        ebay,
        "<Order><OrderID>1</OrderID><TransactionArray><Transaction><Buyer><BuyerInfo>"
        "<BuyerTaxIdentifier><Type>VATIN</Type><ID>IT00743110157</ID>"
        "</BuyerTaxIdentifier><BuyerTaxIdentifier><Type>NIF</Type>"
        "</BuyerTaxIdentifier></BuyerInfo></Buyer></Transaction></TransactionArray>"
        "</Order>",
    )
    assert found["tax_identifiers"] == [
        {"kind": "VATIN", "number": "IT00743110157", "country": ""}
    ]


def test_of_some_ids_there_may_be_errors(client, ebay):
    order = "<Order><OrderID>1</OrderID></Order>"
    assert len(details(client, ebay, order, ack="PartialFailure")) == 1
    assert details(client, ebay, "") == []


def test_an_answer_that_is_none(client, ebay):
    ebay.say_xml("<html>Service unavailable</html>")
    with pytest.raises(TransientError):
        client.trading.get_order_details(["1"])


@pytest.mark.parametrize("number", [0, 101])
def test_as_many_as_a_call_takes(client, number):
    with pytest.raises(ValueError):
        client.trading.get_order_details(["1"] * number)
