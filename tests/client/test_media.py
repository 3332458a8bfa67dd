# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Pictures and documents go to eBay's media host."""

import json
from datetime import UTC, datetime

import pytest

from ebay_client import NotFoundError

LOCATION = "https://apim.ebay.com/commerce/media/v1_beta/image/v1%7C1%7CAAA"
IMAGE = {
    "imageUrl": "https://i.ebayimg.com/images/g/AAA/s-l1600.jpg",
    "expirationDate": "2026-12-26T09:12:44.000Z",
}


def test_a_picture_is_uploaded_and_named(client, ebay):
    ebay.say_json(json.dumps(IMAGE), 201, {"location": LOCATION})
    image = client.media.create_image_from_file('a"\r\n.jpg', b"\xff\xd8", "image/jpeg")
    assert image.image_id == "v1|1|AAA"
    assert image.url == IMAGE["imageUrl"]
    assert image.expires_at == datetime(2026, 12, 26, 9, 12, 44, tzinfo=UTC)
    assert ebay.request.url.host == "apim.sandbox.ebay.com"
    content = ebay.request.content
    assert b'name="image"; filename="a.jpg"\r\n' in content and b"\xff\xd8" in content
    kind = ebay.request.headers["content-type"]
    assert kind.startswith("multipart/form-data; boundary=")


def test_an_answer_may_only_say_where_the_picture_is(client, ebay):
    ebay.say(201, headers={"location": LOCATION})
    image = client.media.create_image_from_url("https://shop.example/1.jpg")
    assert (image.image_id, image.url, image.expires_at) == ("v1|1|AAA", "", None)
    ebay.say_json(json.dumps(IMAGE))
    assert client.media.get_image(image.image_id).url == IMAGE["imageUrl"]
    assert ebay.request.url.raw_path.endswith(b"/image/v1%7C1%7CAAA")


def test_an_expired_picture_is_not_there(client, ebay):
    ebay.say_json('{"errors": [{"errorId": 190200, "category": "REQUEST"}]}', 404)
    with pytest.raises(NotFoundError):
        client.media.get_image("v1|1|AAA")


@pytest.mark.parametrize("content", [b"", b"x" * (12 * 1024 * 1024 + 1)])
def test_a_picture_ebay_would_refuse_is_not_sent(client, ebay, content):
    with pytest.raises(ValueError):
        client.media.create_image_from_file("a.jpg", content)
    with pytest.raises(ValueError):
        client.media.create_image_from_url("http://shop.example/1.jpg")
    assert not ebay.requests


def test_a_document_is_announced_uploaded_and_asked_after(client, ebay):
    ebay.say_json('{"documentId": "55"}', 201, {"location": "https://x/document/55"})
    found = client.media.create_document("USER_GUIDE_OR_MANUAL", ["GERMAN"])
    assert found == "55"
    assert json.loads(ebay.request.content)["languages"] == ["GERMAN"]
    ebay.say_json('{"documentId": "55", "documentStatus": "SUBMITTED"}')
    media = client.media
    state = media.upload_document("55", "a.pdf", b"%PDF", "application/pdf")
    assert state["documentStatus"] == "SUBMITTED"
    assert b'name="file"' in ebay.request.content
    ebay.say_json('{"documentId": "55", "documentStatus": "ACCEPTED"}')
    assert media.get_document("55")["documentStatus"] == "ACCEPTED"
    with pytest.raises(ValueError):
        media.upload_document("55", "a.pdf", b"", "application/pdf")
