# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Faults strike when they should, and the journal and control API tell the truth."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from lib.processes import wait_until
from simulator.faults import KINDS
from simulator.inventory_common import managed_entries

USER = "/commerce/identity/v1/user/"


@pytest.mark.parametrize(
    ("kind", "options", "status", "text"),
    [
        ("throttled", {"retry_after": 7}, 429, "Too Many Requests"),
        ("quota", {}, 429, '"errorId": 2001'),
        ("system_error", {}, 500, '"category": "APPLICATION"'),
        ("expired_token", {}, 401, '"errorId": 1001'),
        ("html", {"status": 502}, 502, "<html>"),
        ("empty", {}, 502, ""),
        ("status", {"status": 503, "body": "{}"}, 503, "{}"),
        ("slow", {"seconds": 0.01}, 200, "userId"),
    ],
)
def test_a_rest_fault_answers_as_ordered(
    simulator, caller, kind, options, status, text
):
    simulator.faults.add("getUser", kind, **options)
    answer = caller.rest("GET", USER)
    assert answer.status_code == status and text in answer.text
    wanted = options.get("retry_after")
    assert answer.headers.get("retry-after") == (wanted and str(wanted))
    assert caller.rest("GET", USER).status_code == 200


@pytest.mark.parametrize(
    ("kind", "options", "code"),
    [
        ("quota", {}, "518"),
        ("system_error", {}, "10007"),
        ("expired_token", {}, "21917053"),
        ("trading_error", {"code": "219255"}, "219255"),
    ],
)
def test_a_trading_fault_is_a_failure_with_status_200(
    simulator, caller, kind, options, code
):
    simulator.faults.add("GetUser", kind, **options)
    answer = caller.trading("GetUser")
    assert answer.status_code == 200
    assert f"<ErrorCode>{code}</ErrorCode>" in answer.text
    assert simulator.violations == []


@pytest.mark.parametrize("kind", ["reset", "lost_answer"])
def test_a_reset_cuts_the_connection(simulator, caller, kind):
    simulator.faults.add("getUser", kind)
    with pytest.raises(httpx.ReadError):
        caller.rest("GET", USER)
    assert caller.rest("GET", USER).status_code == 200


def test_a_time_out_gives_no_answer_until_it_is_let_go(simulator, caller):
    simulator.faults.add("getUser", "timeout")
    with pytest.raises(httpx.ReadTimeout):
        caller.rest("GET", USER, timeout=0.2)
    simulator.faults.clear()


def test_a_truncated_answer_promises_more_than_comes(simulator, caller):
    simulator.faults.add("getUser", "truncated")
    with pytest.raises(httpx.RemoteProtocolError):
        caller.rest("GET", USER)


def test_a_broken_answer_comes_whole_and_does_not_parse(simulator, caller):
    simulator.faults.add("getUser", "broken")
    answer = caller.rest("GET", USER)
    assert answer.status_code == 200
    with pytest.raises(ValueError, match="Expecting|Unterminated"):
        answer.json()


@pytest.mark.catalogue(listings=0)
def test_a_lost_answer_is_lost_after_the_write(simulator, caller):
    listing = simulator.seller.add_listing("Tasse", available=1)
    simulator.faults.add("ReviseInventoryStatus", "lost_answer")
    with pytest.raises(httpx.ReadError):
        caller.trading(
            "ReviseInventoryStatus",
            f"<InventoryStatus><ItemID>{listing.item_id}</ItemID>"
            "<Quantity>8</Quantity></InventoryStatus>",
        )
    assert listing.available == 8


@pytest.mark.catalogue(listings=0)
def test_an_answer_is_held_after_the_write_until_faults_are_cleared(simulator, caller):
    listing = simulator.seller.add_listing("Tasse", sku="T", available=1)
    simulator.faults.add("ReviseInventoryStatus", "held_answer")

    def revise():
        row = f"<ItemID>{listing.item_id}</ItemID><Quantity>8</Quantity>"
        row = f"<InventoryStatus>{row}</InventoryStatus>"
        return caller.trading("ReviseInventoryStatus", row)

    with ThreadPoolExecutor(2) as callers:
        held = callers.submit(revise)
        wait_until(lambda: listing.available == 8, timeout=10, what="write")
        assert not held.done()
        assert callers.submit(revise).result().status_code == 200
        simulator.faults.clear()
        assert held.result().status_code == 200
    # The second was under way beside the first, and had nothing to change.
    assert simulator.requests.overlapping() == {listing.item_id}
    assert simulator.seller.redundant == ["T"]


def test_a_fault_strikes_from_its_occurrence_on_as_often_as_planned(simulator, caller):
    simulator.faults.add("getUser", "html", nth=2, count=2)
    statuses = [caller.rest("GET", USER).status_code for _time in range(4)]
    assert statuses == [200, 503, 503, 200]


def test_a_fault_can_be_for_a_path_or_for_everything_for_ever(simulator, caller):
    simulator.faults.add("/commerce/", "html", count=0)
    assert {caller.rest("GET", USER).status_code for _time in range(3)} == {503}
    assert caller.trading("GetUser").status_code == 200
    simulator.faults.clear()
    simulator.faults.add("*", "html")
    assert caller.trading("GetUser").status_code == 503


def test_an_unknown_kind_of_fault_is_refused(simulator):
    with pytest.raises(ValueError, match="throttled"):
        simulator.faults.add("getUser", "gremlins")
    assert len(set(KINDS)) == len(KINDS)


def test_the_journal_has_every_request(simulator, caller):
    simulator.requests.clear()
    caller.rest("GET", USER)
    caller.rest("GET", "/nowhere")
    caller.trading("GetUser", token="nonsense")
    simulator.faults.add("getUser", "reset")
    with pytest.raises(httpx.ReadError):
        caller.rest("GET", USER)
    assert simulator.requests.wait_for("getUser")
    told = [
        (entry.call, entry.status, entry.token, entry.fault)
        for entry in simulator.requests
    ]
    assert told == [
        ("getUser", 200, "user", ""),
        ("", 404, "user", ""),
        ("GetUser", 200, "unknown", ""),
        ("getUser", 0, "user", "reset"),
    ]
    assert simulator.requests.count("getUser") == 2
    assert simulator.requests.calls()["GetUser"] == 1


@pytest.mark.catalogue(listings=5)
def test_another_process_can_steer_everything(simulator, caller):
    def control(method, path, **body):
        answer = caller.http.request(method, f"/_sim/{path}", json=body or None)
        assert answer.status_code == 200, answer.text
        return answer.json()

    item_id = control("GET", "listings")["listings"][0]["item_id"]
    control("POST", "seller/revise", item_id=item_id, title="Neu", price="3.33")
    assert control("GET", f"listings/{item_id}")["price"] == "3.33"
    made = control("POST", "seller/add_listing", title="Tasse", sku="C", available=3)
    control("POST", "orders/buy", item_id=made["item_id"], quantity=2)
    assert control("GET", f"listings/{made['item_id']}")["available"] == 1
    [order] = control("GET", "orders")["orders"]
    assert order["lines"][0]["sku"] == "C"
    control("POST", "categories/rename", category_id="11450", name="Mode")
    before = simulator.clock.now()
    control("POST", "clock", advance=3600)
    assert (simulator.clock.now() - before).total_seconds() >= 3600
    control("POST", "faults", match="getUser", kind="html")
    assert len(control("GET", "faults")["faults"]) == 1
    control("DELETE", "faults")
    control("POST", "tokens/revoke_user")
    assert caller.rest("GET", USER).status_code == 401
    assert control("GET", "requests?call=getUser")["counts"]["getUser"] == 1
    assert control("GET", "violations") == {"violations": []}
    assert control("GET", "state")["orders"] == 1
    assert caller.http.post("/_sim/seller/bankrupt").status_code == 400
    assert caller.http.get("/_sim/nothing").status_code == 404


def test_dates_follow_the_skewed_clock(simulator, caller):
    simulator.clock.advance(-86400)
    caller.user = caller.token(
        grant_type="refresh_token", refresh_token=simulator.keyset.refresh_token
    )["access_token"]
    answer = caller.trading("GetUser")
    day = f"{simulator.clock.now():%d %b %Y}"
    assert day in answer.headers["date"]
    assert f"<Timestamp>{simulator.clock.now():%Y-%m-%d}" in answer.text


@pytest.mark.catalogue(listings=0)
def test_a_daily_quota_ends_and_comes_back_the_next_day(simulator, caller):
    simulator.limits.daily["getUser"] = 2
    statuses = [caller.rest("GET", USER).status_code for _time in range(3)]
    assert statuses == [200, 200, 429]
    simulator.clock.advance(86400)
    caller.user = caller.token(
        grant_type="refresh_token", refresh_token=simulator.keyset.refresh_token
    )["access_token"]
    assert caller.rest("GET", USER).status_code == 200


@pytest.mark.catalogue(listings=60)
def test_a_refused_sku_fails_alone_and_as_often_as_planned(simulator, caller):
    skus = list(managed_entries(simulator.seller))[:2]
    simulator.limits.refuse(skus[0], 25001, "A system error.", count=1)
    body = {
        "requests": [
            {"sku": sku, "shipToLocationAvailability": {"quantity": 3}} for sku in skus
        ]
    }
    path = "/sell/inventory/v1/bulk_update_price_quantity"
    first = caller.rest("POST", path, json=body)
    rows = {row["sku"]: row["statusCode"] for row in first.json()["responses"]}
    assert first.status_code == 207
    assert rows == {skus[0]: 500, skus[1]: 200}
    assert caller.rest("POST", path, json=body).status_code == 200
    simulator.limits.bulk_update = 1
    refused = caller.rest("POST", path, json=body)
    assert refused.json()["errors"][0]["errorId"] == 25712
    assert simulator.violations == []


@pytest.mark.catalogue(listings=0)
def test_a_refused_sku_fails_at_trading_too(simulator, caller):
    listing = simulator.seller.add_listing("Tasse", sku="CUP", available=1)
    simulator.limits.refuse("CUP", 21919188, "Selling limit exceeded.")
    answer = caller.trading(
        "ReviseInventoryStatus",
        f"<InventoryStatus><ItemID>{listing.item_id}</ItemID>"
        "<Quantity>8</Quantity></InventoryStatus>",
    )
    assert "<ErrorCode>21919188</ErrorCode>" in answer.text
    assert listing.available == 1
    assert simulator.violations == []
