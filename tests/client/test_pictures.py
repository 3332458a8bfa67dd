# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Pictures come from eBay's picture server and from nowhere else."""

import httpx
import pytest

from ebay_client import Environment, RejectedError, TransientError, fetch_pictures
from ebay_client.pictures import PICTURE_MAX_BYTES

PICTURE = "https://i.ebayimg.com/00/s/1.JPG"


def fetch(http, *urls, environment=None):
    return fetch_pictures(http, environment or Environment.production(), urls)


def test_a_picture_without_a_token(http, ebay):
    ebay.say(content=b"jpeg", media_type="image/jpeg")
    assert fetch(http, PICTURE, PICTURE) == {PICTURE: b"jpeg"}
    assert len(ebay.requests) == 1
    assert "authorization" not in ebay.request.headers


@pytest.mark.parametrize(
    "url",
    [
        "https://i.ebayimg.com.example/1.JPG",
        "http://127.0.0.1/1.JPG",
        "https://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "https://user@example.com@elsewhere.example/",
        "https://[broken",
        "",
    ],
)
def test_another_machine_is_not_asked(http, ebay, url):
    assert isinstance(fetch(http, url)[url], RejectedError)
    assert not ebay.requests


def test_a_redirect_is_not_followed(http, ebay):
    ebay.say(302, headers={"location": "http://127.0.0.1/"})
    assert isinstance(fetch(http, PICTURE)[PICTURE], RejectedError)
    assert len(ebay.requests) == 1


def test_a_simulator_has_its_own_pictures(http, ebay):
    environment = Environment.simulator("http://127.0.0.1:9191")
    url = "http://127.0.0.1:9191/picture/1.JPG"
    ebay.say(content=b"jpeg")
    assert fetch(http, url, environment=environment) == {url: b"jpeg"}


@pytest.mark.parametrize(
    ("status", "error"),
    [(404, RejectedError), (429, TransientError), (503, TransientError)],
)
def test_one_picture_that_fails_does_not_stop_others(http, ebay, status, error):
    ebay.say(status)
    assert type(fetch(http, PICTURE)[PICTURE]) is error


def test_a_lost_connection_is_transient(http, ebay):
    ebay.fail(httpx.ReadTimeout("t"))
    assert type(fetch(http, PICTURE)[PICTURE]) is TransientError


def test_a_picture_too_large_is_dropped(http, ebay):
    ebay.say(content=b"x" * (PICTURE_MAX_BYTES + 1))
    assert type(fetch(http, PICTURE)[PICTURE]) is RejectedError
