# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Files of the Feed API: tasks, upload, download, and what is in them."""

import gzip
import io
import json
import zipfile
from decimal import Decimal
from email import message_from_bytes
from email.policy import HTTP

import pytest

from ebay_client import RejectedError, TransientError
from ebay_client.feed_file import parse_active_inventory_report, unpack
from ebay_client.trading_xml import MalformedDocumentError

from .conftest import FIXTURES

REPORT = (FIXTURES / "active_inventory_report.xml").read_bytes()
TASK = "https://api.ebay.com/sell/feed/v1/inventory_task/task-8-1"


def zipped(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_report_is_ordered(client, ebay):
    ebay.say(202, headers={"location": TASK})
    assert client.feed.create_inventory_task("EBAY_DE") == "task-8-1"
    assert ebay.request.url.path == "/sell/feed/v1/inventory_task"
    assert ebay.request.headers["x-ebay-c-marketplace-id"] == "EBAY_DE"
    assert json.loads(ebay.request.content) == {
        "schemaVersion": "1.0",
        "feedType": "LMS_ACTIVE_INVENTORY_REPORT",
    }
    ebay.say(202, headers={"location": TASK})
    client.feed.create_inventory_task("EBAY_DE", listing_format="FIXED_PRICE")
    assert json.loads(ebay.request.content)["filterCriteria"] == {
        "listingFormat": "FIXED_PRICE"
    }


def test_a_task_without_an_id_is_no_task(client, ebay):
    ebay.say(202)
    with pytest.raises(TransientError):
        client.feed.create_inventory_task("EBAY_DE")


def test_a_task_is_asked_after(client, ebay):
    ebay.say_json('{"taskId": "1", "status": "A_NEW_STATUS"}')
    assert client.feed.get_inventory_task("1")["status"] == "A_NEW_STATUS"
    ebay.say_json('{"taskId": "1", "status": "COMPLETED"}')
    assert client.feed.get_task("1")["status"] == "COMPLETED"
    assert ebay.request.url.path == "/sell/feed/v1/task/1"


def test_a_file_is_announced_and_uploaded(client, ebay):
    ebay.say(202, headers={"location": "https://api.ebay.com/sell/feed/v1/task/t-1"})
    assert client.feed.create_task("EBAY_DE") == "t-1"
    assert json.loads(ebay.request.content) == {
        "feedType": "LMS_REVISE_INVENTORY_STATUS",
        "schemaVersion": "1423",
    }
    ebay.say(200)
    client.feed.upload_file("t-1", 'a "name".xml', b"<xml>\r\n\xff</xml>")
    request = ebay.request
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    (part,) = message_from_bytes(head + request.content, policy=HTTP).iter_parts()
    assert part.get_param("name", header="content-disposition") == "file"
    assert part.get_filename() == "a name.xml"
    assert part.get_payload(decode=True) == b"<xml>\r\n\xff</xml>"


def test_a_file_too_large_is_not_sent(client, ebay):
    with pytest.raises(ValueError):
        client.feed.upload_file("t-1", "a.xml", b"x" * (15 * 1024 * 1024 + 1))
    assert not ebay.requests


def test_an_upload_that_is_refused_says_so(client, ebay):
    ebay.say_json('{"errors": [{"errorId": 160026, "message": "Too late"}]}', 400)
    with pytest.raises(RejectedError):
        client.feed.upload_file("t-1", "a.xml", b"x")


def test_a_result_comes_as_it_is(client, ebay):
    content = zipped(report=REPORT)
    ebay.say(content=content, media_type="application/octet-stream")
    assert client.feed.download_result_file("t-1") == content
    assert ebay.request.url.path == "/sell/feed/v1/task/t-1/download_result_file"
    ebay.say()
    with pytest.raises(TransientError):
        client.feed.download_result_file("t-1")
    ebay.say(502, content=b"<html/>", media_type="text/html")
    with pytest.raises(TransientError):
        client.feed.download_result_file("t-1")


@pytest.mark.parametrize(
    "packed", [REPORT, gzip.compress(REPORT), zipped(report=REPORT)]
)
def test_a_result_is_unpacked(packed):
    assert unpack(packed) == REPORT


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(REPORT)[:-20],
        b"\x1f\x8b not gzip",
        zipped(report=REPORT)[:-30],
        b"PK\x03\x04 not zip",
        zipped(),
        zipped(one=REPORT, two=REPORT),
    ],
)
def test_a_broken_result_is_never_half_read(packed):
    if packed == zipped():
        packed = b"PK\x03\x04" + packed[4:]
    with pytest.raises(MalformedDocumentError):
        unpack(packed)


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: zipped(x=data)])
def test_a_bomb_is_not_unpacked(pack):
    with pytest.raises(MalformedDocumentError):
        unpack(pack(b"x" * 10_000), max_bytes=9_999)


def test_an_active_inventory_report():
    mug, shirt, sold_out = parse_active_inventory_report(REPORT)
    assert (mug.item_id, mug.sku, mug.quantity) == ("110000000001", "MUG-1", 12)
    assert (mug.price, mug.currency) == (Decimal("9.99"), "EUR")
    assert (shirt.sku, shirt.price) == ("", None)
    assert [(v.sku, v.quantity) for v in shirt.variations] == [
        ("SHIRT-BLAU-M", 4),
        ("SHIRT-BLAU-L", 2),
        ("", 5),
    ]
    assert sold_out.quantity == 0


@pytest.mark.parametrize(
    "content",
    [
        REPORT[:-40],
        b"<BulkDataExchangeResponses/>",
        REPORT.replace(b"Success", b"Failure"),
        b"",
    ],
)
def test_a_failed_or_empty_report_is_no_empty_account(content):
    with pytest.raises(MalformedDocumentError):
        list(parse_active_inventory_report(content))
