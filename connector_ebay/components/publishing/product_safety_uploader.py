# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component

from ...ebay_client.commerce_media import USABLE_DOCUMENT
from ...exceptions import EbayRefused
from ...tools.ebay_time import to_naive_utc
from ...tools.transactions import new_transaction

Json = dict[str, Any]

#: Fields of eBay's energy label that hold the address of a picture.
PICTURES = ("imageURL", "productInformationSheet")


class EbayProductSafetyUploader(Component):
    """Upload the documents and energy labels that eBay does not have, each file once.

    What was uploaded is committed at once: a job that runs again finds it.
    """

    _name = "ebay.product.safety.uploader"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.document"
    _usage = "product.safety.uploader"

    def __init__(self, work_context: Any) -> None:
        super().__init__(work_context)
        self._done: dict[str, str] = {}

    def upload(self, regulatory: Json) -> Json:
        """Return a ``regulatory`` container with eBay's ids and addresses.

        :raise EbayRefused: eBay does not take a file, or it is gone from Odoo
        """
        found = dict(regulatory)
        if "documents" in found:
            found["documents"] = [
                {"documentId": one.get("documentId") or self._document(one)}
                for one in found["documents"]
            ]
        label = found.get("energyEfficiencyLabel")
        if label:
            found["energyEfficiencyLabel"] = {
                name: self._picture(value) if name in PICTURES else value
                for name, value in label.items()
            }
        return found

    def _document(self, entry: Json) -> str:
        key = entry["file"]
        if key not in self._done:
            file = self._file(key.partition(":")[0])
            document_id, status = self.component(
                usage="backend.adapter"
            ).upload_document(
                entry["type"],
                entry["languages"],
                entry["name"],
                file.raw,
                entry["media_type"],
            )
            if status and status not in USABLE_DOCUMENT:
                raise EbayRefused(
                    self.env._(
                        "eBay does not take the document %(name)s (%(status)s). "
                        "Replace the file on the product.",
                        name=entry["name"],
                        status=status,
                    )
                )
            with new_transaction(self.backend) as fresh:
                fresh.env["ebay.uploaded.document"].create(
                    {
                        "backend_id": self.backend.id,
                        "key": key,
                        "document_id": document_id,
                    }
                )
            self._done[key] = document_id
        return self._done[key]

    def _picture(self, value: Any) -> str:
        if isinstance(value, str):
            return value
        checksum = value["file"]
        if checksum not in self._done:
            media = value["media_type"] or "image/jpeg"
            name = f"{checksum}.{media.rpartition('/')[2]}"
            image = self.component(usage="backend.adapter").upload_picture(
                name, self._file(checksum).raw, media
            )
            with new_transaction(self.backend) as fresh:
                self._store_picture(fresh.env["ebay.listing.picture"], checksum, image)
            self._done[checksum] = image.url
        return self._done[checksum]

    def _store_picture(self, pictures: Any, checksum: str, image: Any) -> None:
        values = {
            "url": image.url,
            "image_id": image.image_id,
            "expires_at": image.expires_at and to_naive_utc(image.expires_at),
        }
        row = pictures.search(
            [("backend_id", "=", self.backend.id), ("checksum", "=", checksum)]
        )
        if row:
            row.write(values)
        else:
            pictures.create(
                {"backend_id": self.backend.id, "checksum": checksum, **values}
            )

    def _file(self, checksum: str) -> Any:
        """Return an attachment with this file."""
        file = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("checksum", "=", checksum),
                    # Files of fields are found only if the field is named.
                    (
                        "res_field",
                        "in",
                        ("file", "ebay_energy_image", "ebay_energy_sheet"),
                    ),
                ],
                limit=1,
            )
        )
        if not file.raw:
            raise EbayRefused(
                self.env._("A file is gone from Odoo. Check the product's documents.")
            )
        return file
