# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Commerce Media API: pictures and documents of listings, kept by eBay.

https://developer.ebay.com/api-docs/commerce/media/overview.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from .answer import Answer
from .multipart import FileForm
from .rest import RestApi, created_id, encode_json
from .rest_errors import raise_for_status
from .times import parse_time
from .wire import MEGABYTE

DOCUMENT_MAX_BYTES = 10 * MEGABYTE
IMAGE_MAX_BYTES = 12 * MEGABYTE
#: States in which a document may be named by an offer.
USABLE_DOCUMENT = ("SUBMITTED", "ACCEPTED")


@dataclass(frozen=True)
class Image:
    """A picture at eBay, to be named by its ``url``.

    Unused it is gone at ``expires_at`` (aware UTC); a listing keeps it. ``url`` is
    empty where eBay only said which picture it made: ask ``get_image``.
    """

    image_id: str
    url: str
    expires_at: datetime | None
    largest_url: str = ""


class CommerceMedia(RestApi):
    """Pictures and documents; 50 uploads in 5 seconds, 1,000,000 a day.

    An upload that is repeated makes a second picture, which does no harm.
    """

    api = "commerce.media"
    root = "/commerce/media/v1_beta"
    host = "apim"

    def create_image_from_file(
        self, file_name: str, content: bytes, media_type: str = "image/jpeg"
    ) -> Image:
        """Upload a picture and return it.

        https://developer.ebay.com/api-docs/commerce/media/resources/image/methods/createImageFromFile

        :param content: JPG, GIF, PNG, BMP, TIFF, AVIF, HEIC or WEBP, not animated
        :raises ValueError: it is empty or larger than IMAGE_MAX_BYTES
        """
        if not 0 < len(content) <= IMAGE_MAX_BYTES:
            raise ValueError(f"A picture has 1 to {IMAGE_MAX_BYTES} bytes")
        form = FileForm("image", file_name, content, media_type)
        return self._exchange(
            "POST",
            "/image/create_image_from_file",
            self._read_image,
            content=form.content,
            headers={"Accept": "application/json", "Content-Type": form.content_type},
        )

    def create_image_from_url(self, url: str) -> Image:
        """Let eBay fetch a picture from a https address and return it.

        https://developer.ebay.com/api-docs/commerce/media/resources/image/methods/createImageFromUrl

        :raises ValueError: the address is not https
        """
        if not url.startswith("https://"):
            raise ValueError("eBay fetches pictures by https only")
        return self._post("/image/create_image_from_url", {"imageUrl": url})

    def get_image(self, image_id: str) -> Image:
        """Return a picture.

        https://developer.ebay.com/api-docs/commerce/media/resources/image/methods/getImage

        :raises NotFoundError: it expired, or never was
        """
        answer = self._call("GET", "/image/{image_id}", path={"image_id": image_id})
        return _image(image_id, answer)

    def create_document(self, document_type: str, languages: Sequence[str]) -> str:
        """Announce a document and return its id; upload its file next.

        https://developer.ebay.com/api-docs/commerce/media/resources/document/methods/createDocument

        :param document_type: such as ``USER_GUIDE_OR_MANUAL``, SAFETY_DATA_SHEET
        :param languages: eBay's names, such as ``GERMAN``
        """
        answer = self._exchange_json(
            "/document", {"documentType": document_type, "languages": list(languages)}
        )
        return str(answer.get("documentId") or created_id(answer))

    def upload_document(
        self, document_id: str, file_name: str, content: bytes, media_type: str
    ) -> dict[str, Any]:
        """Upload a document's file; return it with its ``documentStatus``.

        https://developer.ebay.com/api-docs/commerce/media/resources/document/methods/uploadDocument

        :param content: a PDF, JPEG or PNG of at most DOCUMENT_MAX_BYTES
        :raises ValueError: it is empty or larger
        """
        if not 0 < len(content) <= DOCUMENT_MAX_BYTES:
            raise ValueError(f"A document has 1 to {DOCUMENT_MAX_BYTES} bytes")
        form = FileForm("file", file_name, content, media_type)
        return self._exchange(
            "POST",
            "/document/{document_id}/upload",
            self._read_json,
            path={"document_id": document_id},
            content=form.content,
            headers={"Accept": "application/json", "Content-Type": form.content_type},
        )

    def get_document(self, document_id: str) -> dict[str, Any]:
        """Return a document; ``documentStatus`` says whether it can be used.

        https://developer.ebay.com/api-docs/commerce/media/resources/document/methods/getDocument

        :raises NotFoundError: there is no such document
        """
        return self._call(
            "GET", "/document/{document_id}", path={"document_id": document_id}
        )

    def _post(self, template: str, body: Mapping[str, Any]) -> Image:
        return self._exchange(
            "POST",
            template,
            self._read_image,
            content=encode_json(body),
            headers=JSON_HEADERS,
        )

    def _exchange_json(self, template: str, body: Mapping[str, Any]) -> dict[str, Any]:
        return self._exchange(
            "POST",
            template,
            self._read_json,
            content=encode_json(body),
            headers=JSON_HEADERS,
        )

    def _read_image(self, answer: Answer) -> Image:
        body = self._read_json(answer)
        return _image(created_id(body), body)

    def _read_json(self, answer: Answer) -> dict[str, Any]:
        """Return the body, and ``location`` where the headers say what was created."""
        raise_for_status(answer, self._client.wire.clock())
        body = answer.json() if answer.content.strip() else {}
        if not isinstance(body, dict):
            raise answer.unreadable("a JSON object expected")
        location = answer.headers.get("location")
        return {**body, "location": location} if location else body


def _image(image_id: str, body: Mapping[str, Any]) -> Image:
    return Image(
        image_id=unquote(image_id),
        url=str(body.get("imageUrl") or ""),
        expires_at=parse_time(str(body.get("expirationDate") or "")),
        largest_url=str(body.get("maxDimensionImageUrl") or ""),
    )


JSON_HEADERS = {"Accept": "application/json", "Content-Type": "application/json"}
