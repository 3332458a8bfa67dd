# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

from PIL import Image

from odoo import fields
from odoo.tools.image import get_webp_size

from odoo.addons.component.core import Component

from ...tools.publishing.content import Picture

#: A picture is uploaded again when eBay deletes it within this time.
UPLOAD_AGAIN_BEFORE = timedelta(days=2)


class EbayListingPictures(Component):
    """Find the pictures of products without loading the files.

    Odoo stores a checksum of each file. Width and height are read once for each.
    """

    _name = "ebay.listing.pictures"
    _inherit = "ebay.base"
    _apply_on = "ebay.listing.picture"
    _usage = "listing.pictures"

    def find(self, products: Any) -> dict[tuple[str, int], list[Picture]]:
        """Return pictures by model and id of products, templates and variants alike.

        The main picture comes first; those of a variant are its own only.

        :param products: ``product.template`` records
        """
        variants = products.product_variant_ids
        owners = [("product.template", product.id) for product in products]
        owners += [("product.product", variant.id) for variant in variants]
        attachments: dict[tuple[str, int], list[Any]] = {owner: [] for owner in owners}
        for model, ids, field in (
            ("product.template", products.ids, "image_1920"),
            ("product.product", variants.ids, "image_variant_1920"),
        ):
            for attachment in self._attachments(model, ids, field):
                attachments[model, attachment.res_id].append(attachment)
        self._add_extra_pictures(attachments, products)
        known = self._known({one for rows in attachments.values() for one in rows})
        return {
            owner: [known[one.checksum] for one in rows if one.checksum in known]
            for owner, rows in attachments.items()
        }

    def _attachments(self, model: str, ids: list[int], field: str) -> Any:
        """Return the attachments that hold a field's files, in the order of ids."""
        return (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", model),
                    ("res_field", "=", field),
                    ("res_id", "in", ids),
                ],
                order="res_id",
            )
        )

    def _add_extra_pictures(self, attachments: Any, products: Any) -> None:
        """Add the extra pictures of Odoo's shop, where it is installed."""
        if "product.image" not in self.env:
            return
        images = (
            self.env["product.image"]
            .sudo()
            .search(
                [
                    "|",
                    ("product_tmpl_id", "in", products.ids),
                    (
                        "product_variant_id",
                        "in",
                        products.product_variant_ids.ids,
                    ),
                ]
            )
        )
        files = {
            one.res_id: one
            for one in self._attachments("product.image", images.ids, "image_1920")
        }
        for image in images.filtered(lambda one: one.id in files):
            owner = ("product.template", image.product_tmpl_id.id)
            if image.product_variant_id:
                owner = ("product.product", image.product_variant_id.id)
            if owner in attachments:
                attachments[owner].append(files[image.id])

    # === WHAT IS KNOWN OF A FILE ===

    def _known(self, attachments: set[Any]) -> dict[str, Picture]:
        """Return ``{checksum: picture}``; measure the files that are new."""
        by_checksum = {one.checksum: one for one in attachments if one.checksum}
        rows = {row.checksum: row for row in self._rows(list(by_checksum))}
        self.model.create(
            [
                {
                    "backend_id": self.backend.id,
                    "checksum": checksum,
                    **measure(attachment.raw, attachment.mimetype or ""),
                }
                for checksum, attachment in by_checksum.items()
                if checksum not in rows
            ]
        )
        until = fields.Datetime.now() + UPLOAD_AGAIN_BEFORE
        return {
            row.checksum: Picture(
                checksum=row.checksum,
                width=row.width,
                height=row.height,
                size=row.size,
                media_type=row.media_type or "",
                problem=row.problem or "",
                url=row._url_until(until),
            )
            for row in self._rows(list(by_checksum))
        }

    def _rows(self, checksums: list[str]) -> Any:
        return self.model.search(
            [("backend_id", "=", self.backend.id), ("checksum", "in", checksums)]
        )


def measure(content: bytes, media_type: str = "") -> dict[str, Any]:
    """Return size, type, width and height of a picture, or that it is unreadable.

    :param media_type: what Odoo takes the file for; vector graphics are not measured
    """
    content = content or b""
    values: dict[str, Any] = {"size": len(content)}
    try:
        if media_type == "image/webp":
            values.update(_measure_webp(content), media_type=media_type)
        elif media_type.startswith("image/svg"):
            values["media_type"] = media_type
        else:
            with Image.open(BytesIO(content)) as picture:
                values["width"], values["height"] = picture.size
                values["media_type"] = Image.MIME.get(picture.format or "", "")
                picture.verify()
    except Exception:
        values["problem"] = "unreadable"
    return values


def _measure_webp(content: bytes) -> dict[str, Any]:
    """Return width and height of a WebP file.

    Odoo's product form makes WebP of whatever is uploaded, and has its Pillow read a
    few other formats only.
    """
    size = get_webp_size(content)
    # The header says how long the file is, without the first eight bytes.
    if not size or len(content) < int.from_bytes(content[4:8], "little") + 8:
        raise ValueError("The file is cut off")
    return {"width": size[0], "height": size[1]}
