# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component

Json = dict[str, Any]


class EbayProductSafetyAdapter(Component):
    """Upload documents about products, and read which safety labels there are."""

    _name = "ebay.product.safety.adapter"
    _inherit = "ebay.adapter"
    _apply_on = ["ebay.product.document", "ebay.safety.label"]
    _usage = "backend.adapter"
    _flow = "publishing"

    def upload_document(
        self, kind: str, languages: list[str], name: str, content: bytes, media: str
    ) -> tuple[str, str]:
        """Upload a document; return its id and eBay's status of it."""
        document_id = self._call("media", "create_document", kind, languages)
        answer = self._call(
            "media", "upload_document", document_id, name, content, media
        )
        return document_id, str(answer.get("documentStatus") or "")

    def read_labels(self, marketplace: Any) -> dict[str, list[Json]]:
        """Return the labels of a marketplace by kind: code, name, picture_url."""
        safety = self._call("metadata", "get_product_safety_labels", marketplace.code)
        hazards = self._call(
            "metadata", "get_hazardous_materials_labels", marketplace.code
        )
        return {
            "safety_pictogram": _labels(safety, "pictograms", "pictogram"),
            "safety_statement": _labels(safety, "statements", "statement"),
            "hazard_pictogram": _labels(hazards, "pictograms", "pictogram"),
            "hazard_statement": _labels(hazards, "statements", "statement"),
            "hazard_signal": _labels(hazards, "signalWords", "signalWord"),
        }


def _labels(answer: Json, name: str, prefix: str) -> list[Json]:
    """Return one list of an answer; none where the marketplace has no labels."""
    return [
        {
            "code": str(row[f"{prefix}Id"]),
            "name": row.get(f"{prefix}Description") or str(row[f"{prefix}Id"]),
            "picture_url": row.get(f"{prefix}Url") or False,
        }
        for row in (answer or {}).get(name) or ()
        if row.get(f"{prefix}Id")
    ]
