# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from dataclasses import replace
from typing import Any

from odoo.addons.component.core import Component

from ...exceptions import EbayRefused
from ...tools.ebay_time import to_naive_utc
from ...tools.publishing.content import Picture
from ...tools.transactions import new_transaction


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
        attachment = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("checksum", "=", picture.checksum),
                    # Files of fields are found only if the field is named.
                    ("res_field", "in", ("image_1920", "image_variant_1920")),
                ],
                limit=1,
            )
        )
        if not attachment.raw:
            raise EbayRefused(
                self.env._("A picture is gone from Odoo. Check the product's pictures.")
            )
        adapter = self.component(
            usage="publishing.adapter", model_name="ebay.product.template"
        )
        ending = (picture.media_type or "image/jpeg").rpartition("/")[2]
        image = adapter.upload_picture(
            f"{picture.checksum}.{ending}",
            attachment.raw,
            picture.media_type or "image/jpeg",
        )
        with new_transaction(self.backend) as fresh:
            row = fresh.env["ebay.listing.picture"].search(
                [
                    ("backend_id", "=", self.backend.id),
                    ("checksum", "=", picture.checksum),
                ]
            )
            row.write(
                {
                    "url": image.url,
                    "image_id": image.image_id,
                    "expires_at": image.expires_at and to_naive_utc(image.expires_at),
                }
            )
        return image.url
