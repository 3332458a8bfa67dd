# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Read as much of an image file as eBay needs: is it one, and how large."""

import struct

UNKNOWN = (1000, 1000)


def size_of(content):
    """Return (width, height) of an image; None when it is broken or no image.

    Formats other than PNG, JPEG and GIF count as 1000 pixels square.
    """
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        whole = content[12:16] == b"IHDR" and content.rstrip()[-8:-4] == b"IEND"
        return struct.unpack(">II", content[16:24]) if whole else None
    if content.startswith((b"GIF87a", b"GIF89a")):
        return struct.unpack("<HH", content[6:10]) if len(content) > 13 else None
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content) if content.rstrip().endswith(b"\xff\xd9") else None
    others = content.startswith((b"BM", b"II*\x00", b"MM\x00*"))
    modern = content[8:12] in (b"WEBP", b"avif", b"heic", b"heix", b"mif1")
    return UNKNOWN if others or modern else None


def _jpeg_size(content):
    position = 2
    while position + 9 < len(content):
        if content[position] != 0xFF:
            return None
        marker = content[position + 1]
        if marker in (0xFF, 0x01) or 0xD0 <= marker <= 0xD8:
            position += 1 if marker == 0xFF else 2
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + struct.unpack(">H", content[position + 2 : position + 4])[0]
    return None
