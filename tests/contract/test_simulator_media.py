# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Pictures and documents: uploaded, used, expired, refused."""

import struct
import zlib

import pytest
from publishing_fields import MANUFACTURER, Publisher, error_of, item

pytestmark = pytest.mark.catalogue(listings=2)


@pytest.fixture
def publisher(caller):
    """Return a seller's program."""
    return Publisher(caller)


UPLOAD = "/commerce/media/v1_beta/image/create_image_from_file"


def png(edge):
    """Return a square grey PNG."""

    def chunk(kind, content):
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", edge, edge, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\x7f" * edge) * edge)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def upload(caller, content):
    return caller.rest("POST", UPLOAD, files={"image": ("1.png", content, "image/png")})


def test_pictures_are_uploaded_and_expire_unless_listed(simulator, caller, publisher):
    answer = upload(caller, png(600))
    assert answer.status_code == 201
    path = answer.headers["location"].removeprefix("https://apim.ebay.com")
    url = answer.json()["imageUrl"]
    assert caller.rest("GET", path).json()["imageUrl"] == url
    assert caller.http.get(url).content == png(600)
    other = upload(caller, png(600)).json()["imageUrl"]
    offer_id, _item_id = publisher.list(document=item(imageUrls=[url]))
    simulator.clock.advance(31 * 86400)
    caller.user = caller.token(
        grant_type="refresh_token", refresh_token=simulator.keyset.refresh_token
    )["access_token"]
    assert caller.rest("GET", path).status_code == 200
    assert caller.http.get(other).status_code == 404
    refused = publisher.put(document=item(imageUrls=[other]))
    assert error_of(refused)[1] == 25015
    shown = publisher.call("GET", f"/offer/{offer_id}").json()
    assert shown["status"] == "PUBLISHED"
    assert simulator.violations == []


def test_small_and_broken_pictures(simulator, caller, publisher):
    url = upload(caller, png(499)).json()["imageUrl"]
    publisher.put(document=item(imageUrls=[url]))
    assert error_of(publisher.publish(publisher.create()))[1] == 25501
    assert upload(caller, png(600)[:-20]).status_code == 400
    assert upload(caller, b"%PDF").status_code == 400
    simulator.publishing.media_body = False
    answer = upload(caller, png(500))
    assert (answer.status_code, answer.content) == (201, b"")
    assert answer.headers["location"]


def test_uploads_have_a_limit(simulator, caller):
    simulator.publishing.upload_limit = (2, 5)
    answers = [upload(caller, png(500)).status_code for _attempt in range(3)]
    assert answers == [201, 201, 429]
    simulator.clock.advance(6)
    assert upload(caller, png(500)).status_code == 201


def test_documents_are_used_once_uploaded(simulator, caller, publisher):
    body = {"documentType": "USER_GUIDE_OR_MANUAL", "languages": ["GERMAN"]}
    path = "/commerce/media/v1_beta/document"
    number = caller.rest("POST", path, json=body).json()["documentId"]
    regulatory = {"manufacturer": MANUFACTURER, "documents": [{"documentId": number}]}
    publisher.put()
    offer_id = publisher.create(regulatory=regulatory)
    assert error_of(publisher.publish(offer_id))[1] == 25107
    files = {"file": ("a.pdf", b"%PDF", "application/pdf")}
    answer = caller.rest("POST", f"{path}/{number}/upload", files=files)
    assert answer.json()["documentStatus"] == "SUBMITTED"
    assert publisher.publish(offer_id).status_code == 200
    caller.rest("GET", f"{path}/{number}")
    answer = caller.rest("GET", f"{path}/{number}")
    assert answer.json()["documentStatus"] == "ACCEPTED"
    assert simulator.violations == []
