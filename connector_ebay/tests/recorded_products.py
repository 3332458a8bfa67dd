# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The products that recordings publish; all invented."""

import struct
import zlib

LANGUAGE = "de-DE"
GERMANY = 77
PICTURE = "https://i.ebayimg.com/images/g/AAAAaOSwFake0001/s-l1600.jpg"
DRILLS = {
    "availability": {"shipToLocationAvailability": {"quantity": 3}},
    "condition": "NEW",
    "product": {
        "title": "Bohrer-Set 13-teilig HSS, aufgezeichnet",
        "description": "<p>13 Bohrer.</p>",
        "aspects": {"Marke": ["Fennholm"], "Produktart": ["Bohrer-Set"]},
        "brand": "Fennholm",
        "mpn": "FH-HSS-13",
        "ean": ["4099999000012"],
        "imageUrls": [PICTURE],
    },
}


def shirt(sku):
    """Return a member of the group of shirts, with its SKU."""
    return {
        "sku": sku,
        "availability": {"shipToLocationAvailability": {"quantity": 3}},
        "condition": "NEW",
        "product": {
            "aspects": {
                "Marke": ["Fennholm"],
                "Produktart": ["T-Shirt"],
                "Abteilung": ["Herren"],
                "Größenart": ["Normalgröße"],
                "Größe": [sku.rpartition("-")[2]],
            },
            "imageUrls": [PICTURE],
        },
    }


def shirts(skus):
    """Return the group of shirts."""
    sizes = [sku.rpartition("-")[2] for sku in skus]
    return {
        "title": "Herren T-Shirt Baumwolle, aufgezeichnet",
        "description": "<p>100 % Baumwolle.</p>",
        "aspects": {"Marke": ["Fennholm"]},
        "imageUrls": [PICTURE],
        "variantSKUs": list(skus),
        "variesBy": {
            "aspectsImageVariesBy": ["Größe"],
            "specifications": [{"name": "Größe", "values": sizes}],
        },
    }


def grey_png(edge=500):
    """Return a square picture, as small as a file can be."""

    def chunk(kind, content):
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", edge, edge, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\x7f" * edge) * edge)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body
