# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Feed tasks report and revise as eBay documents."""

import io
import zipfile

import pytest
from lxml import etree

from simulator.trading_xml import NAMESPACE

BASE = "/sell/feed/v1"
NAMES = {"e": NAMESPACE}
MARKETPLACE = {"X-EBAY-C-MARKETPLACE-ID": "EBAY_DE"}


def finish(caller, path, most=10):
    """Look at a task until it is done, and return its last state."""
    for _time in range(most):
        task = caller.rest("GET", path).json()
        if task["status"] not in ("CREATED", "QUEUED", "IN_PROCESS"):
            return task
    raise AssertionError(f"{path} does not end: {task}")


def result(caller, task):
    """Return the XML in a task's result file."""
    path = f"{BASE}/task/{task['taskId']}/download_result_file"
    answer = caller.rest("GET", path)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return etree.fromstring(archive.read(archive.namelist()[0]))


def create(caller, path, body):
    """Create a task; its id."""
    made = caller.rest("POST", f"{BASE}/{path}", json=body, headers=MARKETPLACE)
    assert (made.status_code, made.content) == (202, b"")
    return made.headers["location"].rpartition("/")[2]


def upload(caller, rows, part="file"):
    """Return a finished upload of ``InventoryStatus`` contents by message id."""
    task_id = create(
        caller,
        "task",
        {"feedType": "LMS_REVISE_INVENTORY_STATUS", "schemaVersion": "1423"},
    )
    requests = "".join(
        f'<ReviseInventoryStatusRequest xmlns="{NAMESPACE}"><MessageID>{name}'
        f"</MessageID><InventoryStatus>{row}</InventoryStatus>"
        "</ReviseInventoryStatusRequest>"
        for name, row in rows.items()
    )
    content = (
        f'<BulkDataExchangeRequests xmlns="{NAMESPACE}"><Header><Version>1423'
        f"</Version><SiteID>77</SiteID></Header>{requests}</BulkDataExchangeRequests>"
    )
    taken = caller.rest(
        "POST",
        f"{BASE}/task/{task_id}/upload_file",
        files={part: ("upload.xml", content.encode(), "text/xml")},
    )
    return task_id, taken


@pytest.mark.catalogue(listings=30)
def test_the_report_lists_what_is_active_and_available(simulator, caller):
    task_id = create(
        caller,
        "inventory_task",
        {
            "feedType": "LMS_ACTIVE_INVENTORY_REPORT",
            "schemaVersion": "1.0",
            "filterCriteria": {"listingFormat": "FIXED_PRICE"},
        },
    )
    task = finish(caller, f"{BASE}/inventory_task/{task_id}")
    rows = result(caller, task).findall(".//e:SKUDetails", NAMES)
    found = {row.findtext("e:ItemID", namespaces=NAMES): row for row in rows}
    expected = [
        one for one in simulator.seller.active() if one.listing_type != "Chinese"
    ]
    assert set(found) == {listing.item_id for listing in expected}
    single = next(listing for listing in expected if not listing.variations)
    quantity = found[single.item_id].findtext("e:Quantity", namespaces=NAMES)
    assert int(quantity) == single.available
    assert simulator.violations == []


@pytest.mark.catalogue(listings=0)
def test_an_upload_answers_each_row(simulator, caller):
    good = simulator.seller.add_listing("Tasse", sku="CUP", available=1)
    gone = simulator.seller.add_listing("Teller", sku="PLATE", available=1)
    simulator.seller.end(gone.item_id)
    task_id, taken = upload(
        caller,
        {
            "row-1": f"<ItemID>{good.item_id}</ItemID><Quantity>9</Quantity>",
            "row-2": f"<ItemID>{gone.item_id}</ItemID><Quantity>9</Quantity>",
        },
    )
    assert taken.status_code == 200
    task = finish(caller, f"{BASE}/task/{task_id}")
    assert task["status"] == "COMPLETED_WITH_ERROR"
    assert task["uploadSummary"] == {"successCount": 1, "failureCount": 1}
    answers = {
        one.findtext("e:CorrelationID", namespaces=NAMES): one.findtext(
            "e:Ack", namespaces=NAMES
        )
        for one in result(caller, task)
    }
    assert answers == {"row-1": "Success", "row-2": "Failure"}
    assert good.available == 9
    assert simulator.violations == []


def test_the_part_must_be_called_file(caller):
    _task_id, taken = upload(caller, {}, part="upload")
    assert taken.json()["errors"][0]["errorId"] == 160100


def test_an_upload_must_come_within_the_hour(simulator, caller):
    task_id = create(
        caller,
        "task",
        {"feedType": "LMS_REVISE_INVENTORY_STATUS", "schemaVersion": "1423"},
    )
    simulator.clock.advance(3601)
    late = caller.rest(
        "POST",
        f"{BASE}/task/{task_id}/upload_file",
        files={"file": ("upload.xml", b"<x/>", "text/xml")},
    )
    assert late.json()["errors"][0]["errorId"] == 160026


def test_a_task_can_fail(simulator, caller):
    simulator.feed.next_outcome = "FAILED"
    task_id = create(
        caller,
        "inventory_task",
        {"feedType": "LMS_ACTIVE_INVENTORY_REPORT", "schemaVersion": "1.0"},
    )
    task = finish(caller, f"{BASE}/inventory_task/{task_id}")
    assert task["status"] == "FAILED"
    path = f"{BASE}/task/{task_id}/download_result_file"
    assert caller.rest("GET", path).status_code == 404
    assert simulator.violations == []
