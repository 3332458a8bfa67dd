# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Files of the Feed API that revise price and quantity."""

from decimal import Decimal

import pytest

from ebay_client.bulk_revision import build_bulk_revision, parse_bulk_revision
from ebay_client.sell_feed import MAX_UPLOAD_BYTES
from ebay_client.trading_revision import InventoryStatus
from ebay_client.trading_xml import MalformedDocumentError, parse_document

RESULT = b"""<?xml version="1.0" encoding="UTF-8"?>
<BulkDataExchangeResponses xmlns="urn:ebay:apis:eBLBaseComponents">
<ReviseInventoryStatusResponse><Ack>Warning</Ack>
<CorrelationID>1</CorrelationID></ReviseInventoryStatusResponse>
<ReviseInventoryStatusResponse><Ack>Failure</Ack><CorrelationID>2</CorrelationID>
<Errors><ShortMessage>Auction ended.</ShortMessage><ErrorCode>291</ErrorCode>
<SeverityCode>Error</SeverityCode></Errors></ReviseInventoryStatusResponse>
</BulkDataExchangeResponses>"""


def test_a_row_has_its_message_id_and_only_what_is_set():
    rows = {
        "1": InventoryStatus("110", quantity=3),
        "2": InventoryStatus("111", "BLUE", Decimal("9.50"), "EUR"),
    }
    root = parse_document(build_bulk_revision(rows, 77))
    assert root.text("Header", "SiteID") == "77"
    first, second = root.nodes("ReviseInventoryStatusRequest")
    assert first.text("MessageID") == "1"
    assert first.text("InventoryStatus", "Quantity") == "3"
    assert first.node("InventoryStatus", "StartPrice") is None
    assert first.node("InventoryStatus", "SKU") is None
    assert second.text("InventoryStatus", "SKU") == "BLUE"
    price = second.node("InventoryStatus", "StartPrice")
    assert price.attribute("currencyID") == "EUR"


def test_each_request_has_a_line_of_its_own():
    rows = {str(n): InventoryStatus("110", "Ü" * 50, quantity=n) for n in range(3)}
    content = build_bulk_revision(rows, 77)
    lines = content.decode().splitlines()
    requests = [line for line in lines if "<ReviseInventoryStatusRequest>" in line]
    assert len(requests) == 3
    assert all(line.endswith("</ReviseInventoryStatusRequest>") for line in requests)
    assert "<Version>1423</Version>" in lines[2]


def test_a_full_batch_stays_below_the_limit():
    row = InventoryStatus("256000000000", "Ü" * 50, Decimal("12345.67"), "EUR", 10000)
    size = len(build_bulk_revision({str(10**9 + n): row for n in range(1000)}, 77))
    assert size / 1000 * 25000 < MAX_UPLOAD_BYTES


def test_answers_are_told_apart_by_their_message_id():
    done, refused = parse_bulk_revision(RESULT)
    assert (done.message_id, done.ok) == ("1", True)
    assert (refused.message_id, refused.ok) == ("2", False)
    assert [detail.error_id for detail in refused.errors] == [291]


def test_a_result_with_a_dtd_is_refused():
    dtd = RESULT.replace(b"<Bulk", b"<!DOCTYPE x [<!ENTITY a 'b'>]><Bulk", 1)
    with pytest.raises(MalformedDocumentError):
        list(parse_bulk_revision(dtd))


def test_only_rows_of_the_file_itself_count():
    inside = b"<Fees><ReviseInventoryStatusResponse/></Fees></ReviseInventoryStatus"
    result = RESULT.replace(b"</ReviseInventoryStatus", inside, 1)
    assert [row.message_id for row in parse_bulk_revision(result)] == ["1", "2"]


def test_a_large_result_is_read_row_by_row():
    row = RESULT[RESULT.index(b"<Revise") : RESULT.index(b"<Revise", 200)]
    answers = parse_bulk_revision(RESULT.replace(row, row * 5000)[:-40])
    assert next(answers).message_id == "1"
    with pytest.raises(MalformedDocumentError):
        list(answers)


def test_a_result_that_is_cut_off_is_no_result():
    with pytest.raises(MalformedDocumentError):
        list(parse_bulk_revision(RESULT[:-40]))
