# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Check the pictures of a listing."""

from __future__ import annotations

from collections.abc import Iterator

from .content import ListingContent
from .problem import Problem

#: Pixels of the longer side: https://www.ebay.com/help/policies/listing-policies/picture-policy?id=4370
SHORTEST = 500
PICTURES_PER_LISTING = 24
PICTURES_PER_SKU = 12
LARGEST_BYTES = 12_000_000
MEDIA_TYPES = {
    "image/jpeg",
    "image/png",
    "image/gif",
    "image/bmp",
    "image/tiff",
    "image/webp",
    "image/avif",
    "image/heic",
}


def check_pictures(content: ListingContent) -> Iterator[Problem]:
    """Yield the problems of the pictures, those of the variants included."""
    own = [picture for sku in content.skus for picture in sku.pictures]
    if not content.pictures and not own:
        yield Problem("missing_picture", "pictures")
    if content.has_variations and not content.pictures:
        for sku in content.skus:
            if not sku.pictures:
                yield Problem("missing_picture", "pictures", sku_id=sku.record_id)
    if len(content.pictures) > PICTURES_PER_LISTING:
        yield Problem(
            "invalid_picture_count",
            "pictures",
            details={"count": len(content.pictures), "limit": PICTURES_PER_LISTING},
        )
    groups = [(0, content.pictures)]
    groups += [(sku.record_id, sku.pictures) for sku in content.skus]
    for sku_id, pictures in groups:
        if sku_id and len(pictures) > PICTURES_PER_SKU:
            yield Problem(
                "invalid_picture_count",
                "pictures",
                sku_id=sku_id,
                details={"count": len(pictures), "limit": PICTURES_PER_SKU},
            )
        for number, picture in enumerate(pictures, 1):
            if picture.problem:
                code = "invalid_picture_file"
            elif picture.media_type and picture.media_type not in MEDIA_TYPES:
                code = "invalid_picture_type"
            elif max(picture.width, picture.height) < SHORTEST:
                code = "invalid_picture_size"
            elif picture.size > LARGEST_BYTES:
                code = "invalid_picture_bytes"
            else:
                continue
            yield Problem(
                code,
                f"pictures.{number}",
                sku_id=sku_id,
                details={
                    "number": number,
                    "width": picture.width,
                    "height": picture.height,
                    "limit": SHORTEST,
                },
            )
