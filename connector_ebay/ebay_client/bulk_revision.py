# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The files of the Feed API that revise price and quantity in bulk.

A file holds a request for each row, and its result an answer for each. The
number that a request carries identifies its answer.
https://developer.ebay.com/devzone/merchant-data/ReviseInventoryStatus.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from .errors import ErrorDetail
from .trading_errors import parse_errors
from .trading_revision import InventoryStatus
from .trading_xml import (
    DECLARATION,
    NAMESPACE,
    Amount,
    append_fields,
    iterate_document,
)

# A current one (2025-07-28): eBay keeps a version for 18 months at least.
# https://developer.ebay.com/DevZone/XML/Docs/HowTo/eBayWS/eBaySchemaVersioning.html
SCHEMA_VERSION = "1423"


@dataclass(frozen=True)
class BulkRevision:
    """eBay's answer to one row: ``message_id`` is what the row was sent with."""

    message_id: str
    ok: bool
    errors: list[ErrorDetail] = field(default_factory=list)


def build_bulk_revision(
    rows: Mapping[str, InventoryStatus], site_id: int, version: str = SCHEMA_VERSION
) -> bytes:
    """Return the file for these rows, by message id: a line for each.

    eBay warns of long lines, so no two requests share one. A row has some 450 bytes; a
    file must stay below 15 MB (``sell_feed.MAX_UPLOAD_BYTES``).
    https://developer.ebay.com/api-docs/sell/static/feed/data-file-limits.html

    :param site_id: the site of the listings, as Trading numbers it
    """
    root = etree.Element(
        f"{{{NAMESPACE}}}BulkDataExchangeRequests", nsmap={None: NAMESPACE}
    )
    append_fields(root, {"Header": {"Version": version, "SiteID": site_id}})
    for message_id, row in rows.items():
        append_fields(root, _request(message_id, row, version))
    root.text = "\n"
    for element in root:
        element.tail = "\n"
    return DECLARATION + etree.tostring(root, encoding="utf-8")


def _request(message_id: str, row: InventoryStatus, version: str) -> dict[str, Any]:
    price = None if row.price is None else Amount(row.price, row.currency)
    return {
        "ReviseInventoryStatusRequest": {
            "ErrorLanguage": "en_US",
            "MessageID": message_id,
            "Version": version,
            "WarningLevel": "High",
            "InventoryStatus": {
                "SKU": row.sku or None,
                "ItemID": row.item_id,
                "StartPrice": price,
                "Quantity": row.quantity,
            },
        }
    }


def parse_bulk_revision(content: bytes) -> Iterator[BulkRevision]:
    """Yield the answers of an unpacked result file; rows can be missing in it.

    :raises MalformedDocumentError: broken or cut off
    """
    for answer in iterate_document(content, "ReviseInventoryStatusResponse"):
        ok = answer.text("Ack") in ("Success", "Warning")
        yield BulkRevision(
            message_id=answer.text("CorrelationID"),
            ok=ok,
            errors=[] if ok else parse_errors(answer),
        )
