# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Media API: pictures and documents.

https://developer.ebay.com/api-docs/commerce/media/resources/methods
The numbers of its errors are not published; those of pictures are made up.
"""

from urllib.parse import quote

from ..clock import timestamp
from ..errors import RestError, json_response
from ..keyset import scope
from ..routing import Routes
from .image_file import UNKNOWN, size_of

BASE = "/commerce/media/v1_beta"
HOST = "https://apim.ebay.com"
routes = Routes(BASE, "commerce.media")
SCOPES = (scope("sell.inventory"),)
LARGEST_PICTURE = 12 * 1024 * 1024
LARGEST_DOCUMENT = 10 * 1024 * 1024
DOCUMENT_TYPES = ("application/pdf", "image/jpeg", "image/png")


@routes.add(
    "POST", "/image/create_image_from_file", "createImageFromFile", scopes=SCOPES
)
def create_image_from_file(call):
    """Keep the picture in the form's part ``image``."""
    _check_burst(call)
    call.simulator.publishing.check_refusal("createImageFromFile")
    part = call.request.files.get("image")
    content = part.read() if part else b""
    size = size_of(content)
    if not content or len(content) > LARGEST_PICTURE:
        raise media_error(400, 190201, "The image file is missing or too large.")
    if size is None:
        raise media_error(400, 190202, "The image file is broken or not supported.")
    return _created(call, size, content, part.mimetype)


@routes.add("POST", "/image/create_image_from_url", "createImageFromUrl", scopes=SCOPES)
def create_image_from_url(call):
    """Keep a picture from elsewhere; it is not fetched: the simulator stays at home."""
    url = call.json().get("imageUrl", "")
    _check_burst(call)
    call.simulator.publishing.check_refusal("createImageFromUrl", url)
    if not url.startswith("https://"):
        raise media_error(400, 190203, "The image URL must use HTTPS.")
    return _created(call, UNKNOWN)


@routes.add("GET", "/image/{image_id}", "getImage", scopes=SCOPES)
def get_image(call):
    """Answer with a picture's address and the day it is deleted."""
    media = call.simulator.publishing.media
    picture = media.pictures.get(call.path["image_id"])
    if picture is None or not media.is_alive(picture):
        raise media_error(404, 190200, "The image was not found.")
    return _image(picture)


@routes.add("POST", "/document", "createDocument", scopes=SCOPES)
def create_document(call):
    """Announce a document; its file comes by another call."""
    _check_burst(call)
    body = call.json()
    if not body.get("documentType") or not body.get("languages"):
        raise media_error(400, 190211, "documentType and languages are required.")
    media = call.simulator.publishing.media
    document = media.add_document(body["documentType"], body["languages"])
    where = f"{HOST}{BASE}/document/{document.document_id}"
    answer = _document(document)
    del answer["documentMetadata"]
    return json_response(answer, 201, {"Location": where})


@routes.add("POST", "/document/{document_id}/upload", "uploadDocument", scopes=SCOPES)
def upload_document(call):
    """Keep the file in the form's part ``file``; eBay looks at it afterwards."""
    document = _find_document(call)
    part = call.request.files.get("file")
    content = part.read() if part else b""
    if not 0 < len(content) <= LARGEST_DOCUMENT or part.mimetype not in DOCUMENT_TYPES:
        raise media_error(400, 190212, "The file is missing, too large or of no use.")
    document.file_name, document.size = part.filename, len(content)
    document.file_type = part.mimetype.rpartition("/")[2].upper()
    document.status = "SUBMITTED"
    return _document(document)


@routes.add("GET", "/document/{document_id}", "getDocument", scopes=SCOPES)
def get_document(call):
    """Answer with a document and whether offers may name it."""
    document = _find_document(call)
    answer = _document(document)
    if document.status == "SUBMITTED":
        document.status = "ACCEPTED"
    return answer


def media_error(status, error_id, message):
    """Return an error of the Media API."""
    return RestError(status, error_id, "API_MEDIA", message)


def _check_burst(call):
    if not call.simulator.publishing.may_upload():
        raise media_error(429, 190299, "Too many requests in a short time.")


def _created(call, size, content=b"", mimetype=""):
    publishing = call.simulator.publishing
    picture = publishing.media.add_picture(size, content, mimetype)
    where = f"{HOST}{BASE}/image/{quote(picture.picture_id, safe='')}"
    body = _image(picture) if publishing.media_body else None
    return json_response(body, 201, {"Location": where})


def _image(picture):
    return {
        "imageUrl": picture.url,
        "expirationDate": timestamp(picture.expires_at),
        "maxDimensionImageUrl": picture.url,
    }


def _find_document(call):
    documents = call.simulator.publishing.media.documents
    if call.path["document_id"] not in documents:
        raise media_error(404, 190210, "The document was not found.")
    return documents[call.path["document_id"]]


def _document(document):
    return {
        "documentId": document.document_id,
        "documentStatus": document.status,
        "documentType": document.document_type,
        "languages": document.languages,
        "documentMetadata": {
            "fileName": document.file_name,
            "fileSize": str(document.size),
            "fileType": document.file_type,
        },
    }
