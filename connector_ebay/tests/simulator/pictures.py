# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Listings' pictures: small and real, a colour of its own each."""

import struct
import zlib

from werkzeug.wrappers import Response

from . import errors
from .routing import Routes

routes = Routes()
EDGE = 24
UPLOADED = "media"
SIGNATURE = b"\x89PNG\r\n\x1a\n"


@routes.add("GET", "/picture/{item_id}/{number}", "picture", token=None)
def picture(call):
    """Answer with one picture of a listing; eBay's addresses end in .JPG whatever they
    are."""
    number = call.path["number"].partition(".")[0]
    if call.path["item_id"] == UPLOADED:
        return _uploaded(call, number)
    if call.path["item_id"] not in call.seller.listings or not number.isdigit():
        raise errors.not_found()
    seed = zlib.crc32(f"{call.path['item_id']}/{number}".encode())
    colour = bytes((seed >> shift) & 255 for shift in (0, 8, 16))
    return Response(png(colour), mimetype="image/png")


def _uploaded(call, name):
    """Answer with a picture of the Media API; a large one was not kept."""
    found = call.simulator.publishing.media.served(name)
    if found is None:
        raise errors.not_found()
    if found.content:
        return Response(found.content, mimetype=found.mimetype or "image/jpeg")
    seed = zlib.crc32(name.encode())
    return Response(png(seed.to_bytes(4)[:3]), mimetype="image/png")


def png(colour):
    """Return a square PNG of one colour, given as three bytes."""
    header = struct.pack(">IIBBBBB", EDGE, EDGE, 8, 2, 0, 0, 0)
    rows = (b"\x00" + colour * EDGE) * EDGE
    return b"".join(
        (
            SIGNATURE,
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", zlib.compress(rows)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind, content):
    checksum = zlib.crc32(kind + content)
    return (
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)
    )
