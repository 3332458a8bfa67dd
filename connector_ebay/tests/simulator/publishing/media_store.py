# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The pictures and documents that eBay keeps for the seller."""

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta

#: Pictures that no listing shows are deleted after as long.
PICTURE_LIFE = timedelta(days=30)
LARGEST_KEPT = 65536


@dataclass
class Picture:
    """One picture; ``url`` is where listings show it from."""

    picture_id: str
    url: str
    width: int
    height: int
    expires_at: datetime
    content: bytes = b""
    mimetype: str = ""
    listed: bool = False


@dataclass
class Document:
    """One document of product safety and the like."""

    document_id: str
    document_type: str
    languages: list
    status: str = "PENDING_UPLOAD"
    file_name: str = ""
    size: int = 0
    file_type: str = ""


class MediaStore:
    """Pictures by id and by address, and documents by id."""

    def __init__(self, simulator):
        self._simulator = simulator
        self.pictures = {}
        self.by_url = {}
        self.documents = {}
        self._numbers = itertools.count(1)

    def add_picture(self, size, content=b"", mimetype=""):
        """Keep a picture of (width, height) and return it."""
        number = f"v1|1|SIM{next(self._numbers):08d}"
        name = number.rpartition("|")[2]
        picture = Picture(
            number,
            f"{self._simulator.picture_host}/picture/media/{name}.JPG",
            *size,
            self._simulator.clock.now() + PICTURE_LIFE,
            content if len(content) <= LARGEST_KEPT else b"",
            mimetype,
        )
        self.pictures[number] = self.by_url[picture.url] = picture
        return picture

    def add_document(self, document_type, languages):
        """Announce a document and return it."""
        number = f"55500000-0000-4000-8000-{next(self._numbers):012d}"
        document = Document(number, document_type, languages)
        self.documents[number] = document
        return document

    def is_alive(self, picture):
        """Return whether a picture is still there."""
        return picture.listed or picture.expires_at > self._simulator.clock.now()

    def expire(self, url):
        """Let a picture that no listing shows expire now."""
        self.by_url[url].expires_at = self._simulator.clock.now()

    def served(self, name):
        """Return the picture that an address names, or None."""
        found = self.pictures.get(f"v1|1|{name}")
        return found if found and self.is_alive(found) else None
