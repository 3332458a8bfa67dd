# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One file as a form, the shape in which eBay takes uploads."""

from __future__ import annotations

import uuid


class FileForm:
    """A multipart form with one file: its bytes and its content type."""

    def __init__(
        self,
        part: str,
        file_name: str,
        content: bytes,
        media_type: str = "application/octet-stream",
    ) -> None:
        boundary = uuid.uuid4().hex
        self.content_type = f"multipart/form-data; boundary={boundary}"
        head = (
            f"--{boundary}\r\n"
            f'Content-Disposition: form-data; name="{part}";'
            f' filename="{_clean(file_name)}"\r\n'
            f"Content-Type: {media_type}\r\n\r\n"
        )
        self.content = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()


def _clean(file_name: str) -> str:
    return file_name.replace('"', "").replace("\r", "").replace("\n", "")
