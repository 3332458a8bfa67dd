# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Product safety, hazards, documents and the energy label: what eBay takes, and when.

https://developer.ebay.com/api-docs/sell/inventory/types/slr:Regulatory

Until a file has been uploaded, ``{"file": key}`` stands in its place: the check sees
that there is one, and the uploader replaces it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .content import ListingContent
from .problem import WARNING, Problem

Json = dict[str, Any]

#: The types of documents of eBay's Media API (DocumentTypeEnum).
DOCUMENT_TYPES = [
    ("DECLARATION_OF_CONFORMITY", "Declaration of Conformity"),
    ("CERTIFICATE_OF_CONFORMITY", "Certificate of Conformity"),
    ("CERTIFICATE_OF_ANALYSIS", "Certificate of Analysis"),
    ("SAFETY_DATA_SHEET", "Safety Data Sheet"),
    ("INSTRUCTIONS_FOR_USE", "Instructions for Use"),
    ("USER_GUIDE_OR_MANUAL", "User Guide or Manual"),
    ("TROUBLE_SHOOTING_GUIDE", "Troubleshooting Guide"),
    ("ACCESSIBILITY_INFORMATION", "Accessibility Information"),
    ("OTHER_SAFETY_DOCUMENTS", "Other Safety Document"),
]

#: eBay's names of languages, by ISO code.
LANGUAGES = {
    "de": "GERMAN",
    "en": "ENGLISH",
    "es": "SPANISH",
    "fr": "FRENCH",
    "it": "ITALIAN",
    "nl": "DUTCH",
    "pl": "POLISH",
    "pt": "PORTUGUESE",
}

#: Types of files that eBay takes as documents.
DOCUMENT_MEDIA = {"application/pdf", "image/jpeg", "image/png"}
DOCUMENT_BYTES = 10 * 1024 * 1024

MOST_PICTOGRAMS = 2
MOST_STATEMENTS = 8
NOTE_LENGTH = 120

#: What a duty of a category (RegulatoryAttributeEnum) is called in an offer, and the
#: code of the problem if it is required and missing.
DUTIES = {
    "PRODUCT_SAFETY": ("productSafety", "missing_product_safety"),
    "HAZMAT": ("hazmat", "missing_hazmat"),
    "ENERGY_EFFICIENCY": (
        "energyEfficiencyLabel",
        "missing_energy_efficiency_label",
    ),
}


def check_product_safety(content: ListingContent) -> Iterator[Problem]:
    """Yield the problems of what a product has beyond manufacturer and persons."""
    given = content.regulatory
    for duty, usage in (content.category.duties if content.category else {}).items():
        key, code = DUTIES.get(duty, ("", ""))
        if key and not given.get(key):
            if usage == "REQUIRED":
                yield Problem(code, key)
            elif key == "energyEfficiencyLabel":
                yield Problem(code.replace("missing", "missing_advised"), key, WARNING)
    yield from _check_safety(given.get("productSafety") or {})
    yield from _check_hazards(given.get("hazmat") or {})
    yield from _check_energy(given.get("energyEfficiencyLabel") or {})
    yield from _check_documents(given.get("documents") or [])
    score = given.get("repairScore")
    if score is not None and not 0 <= score <= 10:
        yield Problem("invalid_repair_score", "repairScore")
    if content.unknown_labels:
        yield Problem(
            "invalid_safety_label",
            "productSafety",
            details={"names": ", ".join(content.unknown_labels)},
        )


def _check_safety(safety: Json) -> Iterator[Problem]:
    if not safety:
        return
    if not safety.get("pictograms") and not safety.get("statements"):
        yield Problem("missing_safety_label", "productSafety")
    for name, most in (
        ("pictograms", MOST_PICTOGRAMS),
        ("statements", MOST_STATEMENTS),
    ):
        if len(safety.get(name) or ()) > most:
            yield Problem(
                f"invalid_safety_{name}", "productSafety", details={"limit": most}
            )
    yield from _check_note(safety, "productSafety")


def _check_hazards(hazmat: Json) -> Iterator[Problem]:
    if hazmat and not hazmat.get("statements"):
        yield Problem("missing_hazard_statement", "hazmat")
    yield from _check_note(hazmat, "hazmat")


def _check_note(part: Json, field: str) -> Iterator[Problem]:
    if len(part.get("component") or "") > NOTE_LENGTH:
        yield Problem("invalid_safety_note", field, details={"limit": NOTE_LENGTH})


def _check_energy(label: Json) -> Iterator[Problem]:
    if not label:
        return
    if not label.get("imageURL"):
        yield Problem("missing_energy_image", "energyEfficiencyLabel")
    if not label.get("productInformationSheet"):
        yield Problem("missing_energy_sheet", "energyEfficiencyLabel")
    if not label.get("imageDescription"):
        yield Problem("missing_energy_text", "energyEfficiencyLabel")


def _check_documents(documents: list[Json]) -> Iterator[Problem]:
    for one in documents:
        if "documentId" in one:
            continue
        details = {"name": one.get("name") or ""}
        if not one.get("size"):
            yield Problem("missing_document_file", "documents", details=details)
        elif one.get("media_type") not in DOCUMENT_MEDIA:
            yield Problem("invalid_document_type", "documents", details=details)
        elif one["size"] > DOCUMENT_BYTES:
            yield Problem("invalid_document_bytes", "documents", details=details)
        if not one.get("languages"):
            yield Problem("missing_document_language", "documents", details=details)
