# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Whatever eBay answers ends as the error that says what can be done about it."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from ebay_client import (
    EbayError,
    NotFoundError,
    PermissionDeniedError,
    RejectedError,
    ThrottledError,
    TransientError,
    UnauthorizedError,
)

from .conftest import NOW

DENIED = "rest_1100_insufficient_permissions"
CONFLICT = b'{"errors": [{"errorId": 160024, "message": "too many tasks"}]}'


def fail(client):
    """Make a call that is expected to fail and return its error."""
    with pytest.raises(EbayError) as caught:
        client.inventory.bulk_get_inventory_item(["MUG-1"])
    return caught.value


@pytest.mark.parametrize(
    ("fixture", "status", "error", "error_id"),
    [
        (
            "rest_1100_insufficient_permissions_403.json",
            403,
            PermissionDeniedError,
            1100,
        ),
        ("rest_2001_daily_quota_429.json", 429, ThrottledError, 2001),
        ("inventory_25001_system_500.json", 500, TransientError, 25001),
        ("inventory_25702_sku_404.json", 404, NotFoundError, 25702),
        ("inventory_25709_whole_request_400.json", 400, RejectedError, 25709),
    ],
)
def test_ebays_own_errors(client, ebay, fixture, status, error, error_id):
    ebay.say_fixture(fixture, status)
    caught = fail(client)
    assert type(caught) is error
    assert caught.status == status
    assert caught.request_id == "request-7"
    assert caught.endpoint == "/sell/inventory/v1/bulk_get_inventory_item"
    assert caught.error_ids == {error_id}
    (detail,) = caught.details
    assert detail.message and detail.category
    assert str(error_id) in str(caught) and detail.text in str(caught)


def test_a_used_up_day_is_told_from_a_short_pause(client, ebay):
    ebay.say_fixture("rest_2001_daily_quota_429.json", 429)
    assert fail(client).quota
    ebay.say_json("{}", 429, headers={"retry-after": "7"})
    caught = fail(client)
    assert (caught.quota, caught.retry_after) == (False, 7.0)


def test_the_number_counts_and_not_the_status(client, ebay):
    """EBay's statuses are not those of its specification."""
    ebay.say_fixture("inventory_25702_sku_404.json", 400)
    assert type(fail(client)) is NotFoundError
    ebay.say_fixture("rest_2001_daily_quota_429.json", 400)
    assert fail(client).quota
    ebay.say_fixture("rest_1002_missing_token_400.json", 400)
    ebay.say_fixture("rest_1002_missing_token_400.json", 400)
    assert type(fail(client)) is UnauthorizedError


def test_parameters_are_kept(client, ebay):
    ebay.say_json(
        """{"errors": [{"errorId": 25016, "domain": "API_INVENTORY",
        "category": "REQUEST", "message": "Invalid price.",
        "longMessage": "The price is below the minimum.",
        "parameters": [{"name": "MinValue", "value": "1.0"}, {"name": "SKU"}]}]}""",
        400,
    )
    (detail,) = fail(client).details
    assert detail.parameters == {"MinValue": "1.0", "SKU": ""}
    assert detail.text == "The price is below the minimum. (25016)"
    assert (detail.domain, detail.category) == ("API_INVENTORY", "REQUEST")


@pytest.mark.parametrize("category", ["REQUEST", "BUSINESS", "A_NEW_ONE", ""])
def test_an_unknown_number_is_permanent_and_says_which(client, ebay, category):
    ebay.say_json(
        f"""{{"errors": [{{"errorId": 987654, "category": "{category}",
        "message": "Something new."}}]}}""",
        400,
    )
    caught = fail(client)
    assert type(caught) is RejectedError
    assert "Something new. (987654)" in str(caught)
    assert "unknown error 987654" in str(caught)


def test_a_published_number_is_not_called_unknown(client, ebay):
    ebay.say_fixture("inventory_25709_whole_request_400.json", 400)
    assert "unknown" not in str(fail(client))


def test_ebays_own_failure_is_transient_whatever_the_status(client, ebay):
    ebay.say_json(
        """{"errors": [{"errorId": 987654, "category": "APPLICATION",
        "message": "Something broke."}]}""",
        400,
    )
    assert type(fail(client)) is TransientError


@pytest.mark.parametrize(
    ("status", "content", "media_type"),
    [
        (500, b"", ""),
        (502, b"<html><body>Bad gateway</body></html>", "text/html"),
        (503, b"{}", "application/json"),
        (403, b"<html>Access denied</html>", "text/html"),
        (404, b"<html>no route</html>", "text/html"),
        (404, b"", ""),
        (400, b'{"errors": [', "application/json"),
        (408, b"", ""),
        (
            409,
            b'{"errors": [{"errorId": 160024, "message": "too many"}]}',
            "application/json",
        ),
        (301, b"", "text/html"),
        (200, b"<html>maintenance</html>", "text/html"),
        (200, b"", "application/json"),
        (200, b'{"responses": [', "application/json"),
        (200, b'{"price": NaN}', "application/json"),
        (200, b"[" * 100_000, "application/json"),
        (200, b"[]", "application/json"),
        (200, b'{"a": \xff\xfe}', "application/json"),
        (200, b'{"responses": []}', "application/octet-stream"),
    ],
)
def test_what_is_not_ebays_judgement_is_transient(
    client, ebay, status, content, media_type
):
    ebay.say(status, content=content, media_type=media_type)
    caught = fail(client) if content or status != 200 else fail_to_read(client)
    assert type(caught) is TransientError
    assert caught.request_id == "request-7"
    assert caught.status == status


def fail_to_read(client):
    """Return the same for a call that is expected to answer with a body."""
    with pytest.raises(EbayError) as caught:
        client.inventory.get_inventory_items()
    return caught.value


def test_a_redirect_is_not_followed(client, ebay):
    ebay.say(302, headers={"location": "https://elsewhere.example/"})
    assert "redirected" in str(fail(client))
    assert len(ebay.requests) == 1


def test_a_body_that_is_no_errors_list_does_no_harm(client, ebay):
    for body in ('{"errors": "no"}', '{"errors": [1]}', "7", '{"error": {"x": 1}}'):
        ebay.say_json(body, 400)
        assert type(fail(client)) is TransientError


def test_the_post_order_shape_is_read_too(client, ebay):
    ebay.say_json(
        """{"errorMessage": {"error": [{"errorId": 1644, "severity": "ERROR",
        "message": "Not eligible", "parameter": [{"name": "a", "value": "b"}]}]}}""",
        400,
    )
    (detail,) = fail(client).details
    assert (detail.error_id, detail.parameters) == (1644, {"a": "b"})


def test_the_first_id_ebay_gives_is_the_request_id(client, ebay):
    ebay.say(
        500,
        headers={"x-ebay-request-id": "", "x-ebay-c-request-id": "", "rlogid": "r-1"},
    )
    assert fail(client).request_id == "r-1"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "120"}, 120.0),
        ({"retry-after": format_datetime(NOW + timedelta(minutes=5), True)}, 300.0),
        ({"retry-after": format_datetime(NOW - timedelta(minutes=5), True)}, 0.0),
        (
            {
                "retry-after": format_datetime(NOW + timedelta(minutes=5), True),
                "date": format_datetime(NOW + timedelta(minutes=4), True),
            },
            60.0,
        ),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-3"}, None),
        ({}, None),
    ],
)
def test_the_delay_ebay_asks_for(client, ebay, headers, seconds):
    for status in (429, 503):
        ebay.say(status, headers=headers)
        assert fail(client).retry_after == seconds


def test_a_delay_in_words(client, ebay):
    """A listing may be revised 250 times a day; eBay says so in a sentence."""
    ebay.say_json(
        """{"errors": [{"errorId": 25001, "category": "APPLICATION", "message":
        "You have exceeded your maximum call limit of 250 for item per day. Try back
 after 1 day."}]}""".replace("\n", ""),
        400,
    )
    caught = fail(client)
    assert type(caught) is TransientError
    assert caught.retry_after == 86400.0
