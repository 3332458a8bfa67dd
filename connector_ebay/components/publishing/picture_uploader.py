# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from dataclasses import replace
from typing import Any

from odoo.addons.component.core import Component

from ...exceptions import EbayRefused
from ...tools.attachments import find_file
from ...tools.ebay_time import to_naive_utc
from ...tools.publishing.content import Picture
from ...tools.stored_text import StoredText
from ...tools.transactions import new_transaction

#: Fields of products that hold their pictures.
PICTURE_FIELDS = ("image_1920", "image_variant_1920")


class EbayPictureUploader(Component):
    """Upload pictures to eBay, each file once until eBay deletes it."""

    _name = "ebay.picture.uploader"
    _inherit = "ebay.base"
    _apply_on = "ebay.listing.picture"
    _usage = "picture.uploader"

    def __init__(self, work_context: Any) -> None:
        super().__init__(work_context)
        self._urls: dict[str, str] = {}

    def upload(self, picture: Picture) -> Picture:
        """Return the picture with its address at eBay; upload it if it has none.

        The address is committed at once: a job that runs again finds it.

        :raise EbayRefused: eBay does not take the file, or it is gone from Odoo
        """
        if picture.url:
            return picture
        url = self._urls.get(picture.checksum) or self._upload(picture)
        self._urls[picture.checksum] = url
        return replace(picture, url=url)

    def _upload(self, picture: Picture) -> str:
        file = find_file(self.env, picture.checksum, PICTURE_FIELDS)
        if not file:
            raise EbayRefused(
                StoredText._(
                    "A picture is gone from Odoo. Check the product's pictures."
                )
            )
        return self.upload_file(picture.checksum, file.raw, picture.media_type)

    def upload_file(self, checksum: str, content: bytes, media_type: str) -> str:
        """Upload a picture and commit its address at eBay; return that.

        :param media_type: empty: JPEG
        """
        adapter = self.component(
            usage="publishing.adapter", model_name="ebay.product.template"
        )
        media_type = media_type or "image/jpeg"
        ending = media_type.rpartition("/")[2]
        image = adapter.upload_picture(f"{checksum}.{ending}", content, media_type)
        values = {
            "url": image.url,
            "image_id": image.image_id,
            "expires_at": image.expires_at and to_naive_utc(image.expires_at),
        }
        key = {"backend_id": self.backend.id, "checksum": checksum}
        with new_transaction(self.backend) as fresh:
            pictures = fresh.env["ebay.listing.picture"]
            row = pictures.search([(name, "=", value) for name, value in key.items()])
            if row:
                row.write(values)
            else:
                pictures.create({**key, **values})
        return image.url
