# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections import defaultdict
from typing import Any

from odoo import fields

from odoo.addons.component.core import Component

from ...tools.publishing.product_safety import LANGUAGES

Json = dict[str, Any]

#: Fields of a product with pictures about its energy, and their name at eBay.
ENERGY_PICTURES = {
    "ebay_energy_image": "imageURL",
    "ebay_energy_sheet": "productInformationSheet",
}


class EbayProductSafetyBuilder(Component):
    """Gather what products show on eBay about their safety, for many at once.

    A file that eBay does not have yet is named by ``{"file": key}``, see
    ``tools/publishing/product_safety.py``.
    """

    _name = "ebay.product.safety.builder"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.document"
    _usage = "product.safety"

    def prepare(self, products: Any) -> None:
        """Look up documents and pictures of these templates, in a few queries."""
        products = products.sudo()
        self._documents = self._find_documents(products)
        self._pictures = self._find_pictures(products)

    def regulatory(self, product: Any) -> Json:
        """Return eBay's ``regulatory`` container for a product; empty for none."""
        if not product:
            return {}
        product = product.sudo()
        found: Json = product._ebay_regulatory()
        for name, part in (
            ("productSafety", self._safety(product)),
            ("hazmat", self._hazards(product)),
            ("energyEfficiencyLabel", self._energy(product)),
            ("documents", self._documents.get(product.id)),
        ):
            if part:
                found[name] = part
        if product.ebay_has_repair_score:
            found["repairScore"] = round(product.ebay_repair_score, 1)
        return found

    @staticmethod
    def unknown_labels(product: Any, marketplace: Any) -> list[str]:
        """Return the labels of a product that a marketplace does not offer."""
        product = product.sudo()
        labels = (
            product.ebay_safety_pictogram_ids
            | product.ebay_safety_statement_ids
            | product.ebay_hazard_pictogram_ids
            | product.ebay_hazard_statement_ids
            | product.ebay_hazard_signal_id
        )
        return [
            label.display_name
            for label in labels
            if marketplace not in label.marketplace_ids
        ]

    @staticmethod
    def eco_fee(product: Any, marketplace: Any) -> float:
        """Return the eco-participation fee, which only France has."""
        is_french = marketplace.code == "EBAY_FR"
        return product.sudo().ebay_eco_fee if is_french else 0.0

    # === PARTS ===

    @staticmethod
    def _safety(product: Any) -> Json:
        return _without_empty(
            {
                "pictograms": product.ebay_safety_pictogram_ids.mapped("code"),
                "statements": product.ebay_safety_statement_ids.mapped("code"),
                "component": (product.ebay_safety_note or "").strip(),
            }
        )

    @staticmethod
    def _hazards(product: Any) -> Json:
        return _without_empty(
            {
                "pictograms": product.ebay_hazard_pictogram_ids.mapped("code"),
                "statements": product.ebay_hazard_statement_ids.mapped("code"),
                "signalWord": product.ebay_hazard_signal_id.code,
                "component": (product.ebay_hazard_note or "").strip(),
            }
        )

    def _energy(self, product: Any) -> Json:
        pictures = self._pictures.get(product.id, {})
        return _without_empty(
            {
                "imageURL": pictures.get("imageURL"),
                "imageDescription": (product.ebay_energy_text or "").strip(),
                "productInformationSheet": pictures.get("productInformationSheet")
                or product.ebay_energy_sheet_url,
            }
        )

    # === LOOK-UPS FOR ALL ===

    def _find_documents(self, products: Any) -> dict[int, list[Json]]:
        documents = products.ebay_document_ids
        files = self._files("ebay.product.document", documents.ids, ["file"])
        found: dict[int, list[Json]] = defaultdict(list)
        keys: dict[str, Json] = {}
        for document in documents:
            file = files.get((document.id, "file"))
            languages = sorted(
                {
                    LANGUAGES[code]
                    for code in (one.iso_code[:2] for one in document.lang_ids)
                    if code in LANGUAGES
                }
            )
            checksum = file.checksum if file else ""
            entry = {
                "file": f"{checksum}:{document.document_type}:{','.join(languages)}",
                "name": document.file_name,
                "type": document.document_type,
                "languages": languages,
                "media_type": file.mimetype if file else "",
                "size": file.file_size if file else 0,
            }
            if entry["file"] not in keys:
                keys[entry["file"]] = entry
            found[document.product_tmpl_id.id].append(keys[entry["file"]])
        uploaded = self.env["ebay.uploaded.document"].search(
            [("backend_id", "=", self.backend.id), ("key", "in", list(keys))]
        )
        ids = {one.key: one.document_id for one in uploaded}
        return {
            product_id: [
                {"documentId": ids[one["file"]]} if one["file"] in ids else one
                for one in rows
            ]
            for product_id, rows in found.items()
        }

    def _find_pictures(self, products: Any) -> dict[int, Json]:
        files = self._files("product.template", products.ids, list(ENERGY_PICTURES))
        rows = self.env["ebay.listing.picture"].search(
            [
                ("backend_id", "=", self.backend.id),
                ("checksum", "in", [file.checksum for file in files.values()]),
            ]
        )
        now = fields.Datetime.now()
        urls = {row.checksum: row._url_until(now) for row in rows}
        found: dict[int, Json] = defaultdict(dict)
        for (product_id, field), file in files.items():
            found[product_id][ENERGY_PICTURES[field]] = urls.get(file.checksum) or {
                "file": file.checksum,
                "media_type": file.mimetype,
            }
        return found

    def _files(
        self, model: str, ids: list[int], names: list[str]
    ) -> dict[tuple[int, str], Any]:
        """Return the attachments of binary fields by record id and field."""
        if not ids:
            return {}
        attachments = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", model),
                    ("res_field", "in", names),
                    ("res_id", "in", ids),
                ]
            )
        )
        return {(one.res_id, one.res_field): one for one in attachments}


def _without_empty(values: Json) -> Json:
    return {name: value for name, value in values.items() if value}
