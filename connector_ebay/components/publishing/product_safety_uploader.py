# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component

from ...ebay_client.commerce_media import USABLE_DOCUMENT
from ...exceptions import EbayRefused
from ...tools.attachments import find_file
from ...tools.stored_text import StoredText
from ...tools.transactions import new_transaction

Json = dict[str, Any]

#: Fields of eBay's energy label that hold the address of a picture.
PICTURES = ("imageURL", "productInformationSheet")

#: Fields of products and their documents that hold the files.
FILE_FIELDS = ("file", "ebay_energy_image", "ebay_energy_sheet")


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
                    StoredText._(
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
            uploader = self.component(
                usage="picture.uploader", model_name="ebay.listing.picture"
            )
            self._done[checksum] = uploader.upload_file(
                checksum, self._file(checksum).raw, value["media_type"]
            )
        return self._done[checksum]

    def _file(self, checksum: str) -> Any:
        """Return an attachment with this file."""
        file = find_file(self.env, checksum, FILE_FIELDS)
        if not file:
            raise EbayRefused(
                StoredText._("A file is gone from Odoo. Check the product's documents.")
            )
        return file
