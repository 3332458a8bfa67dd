# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Open the files of the Feed API: packed, and XML inside."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from .trading_xml import MalformedDocumentError, Node, parse_document
from .wire import MEGABYTE

MAX_BYTES = 512 * MEGABYTE
ZIP_MAGIC = b"PK\x03\x04"
GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True)
class ReportedVariation:
    """A variation as the report has it; ``quantity`` is what is available."""

    sku: str
    price: Decimal | None
    quantity: int


@dataclass(frozen=True)
class ReportedListing:
    """An active listing as the report has it; ``quantity`` is what is available."""

    item_id: str
    sku: str
    price: Decimal | None
    currency: str
    quantity: int
    variations: list[ReportedVariation] = field(default_factory=list)


def unpack(content: bytes, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the one document in a result file: zip, gzip or bare.

    :raises MalformedDocumentError: broken, cut off, larger than ``max_bytes``, or a
        zip that does not hold exactly one file
    """
    if content.startswith(ZIP_MAGIC):
        return _unzip(content, max_bytes)
    if content.startswith(GZIP_MAGIC):
        return _gunzip(content, max_bytes)
    return content


def parse_active_inventory_report(content: bytes) -> Iterator[ReportedListing]:
    """Yield the listings of an unpacked LMS_ACTIVE_INVENTORY_REPORT.

    A report never proves that a listing ended: it can be late or cut off.
    https://developer.ebay.com/devzone/merchant-data/activeinventoryreport.html

    :raises MalformedDocumentError: broken, or without a successful report in it
    """
    root = parse_document(content)
    reports = (
        [root]
        if root.name == "ActiveInventoryReport"
        else list(root.nodes("ActiveInventoryReport"))
    )
    if not reports:
        raise MalformedDocumentError("there is no report in it")
    for report in reports:
        if report.text("Ack") not in ("Success", "Warning"):
            raise MalformedDocumentError("the report failed")
        for details in report.nodes("SKUDetails"):
            yield _listing(details)


def _listing(details: Node) -> ReportedListing:
    price = details.node("Price")
    container = details.node("Variations")
    variations = container.nodes("Variation") if container else ()
    return ReportedListing(
        item_id=details.text("ItemID"),
        sku=details.text("SKU"),
        price=details.decimal("Price"),
        currency=price.attribute("currencyID") if price else "",
        quantity=details.integer("Quantity"),
        variations=[
            ReportedVariation(
                sku=variation.text("SKU"),
                price=variation.decimal("Price"),
                quantity=variation.integer("Quantity"),
            )
            for variation in variations
        ],
    )


def _unzip(content: bytes, max_bytes: int) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = [info for info in archive.infolist() if not info.is_dir()]
            if len(files) != 1:
                raise MalformedDocumentError(f"the zip holds {len(files)} files")
            with archive.open(files[0]) as member:
                document = member.read(max_bytes + 1)
    # RuntimeError: encrypted, or packed in a way that zipfile does not know.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise MalformedDocumentError("the zip is broken") from error
    return _checked(document, max_bytes)


def _gunzip(content: bytes, max_bytes: int) -> bytes:
    decoder = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        document = decoder.decompress(content, max_bytes + 1)
    except zlib.error as error:
        raise MalformedDocumentError("the gzip is broken") from error
    document = _checked(document, max_bytes)
    if not decoder.eof:
        raise MalformedDocumentError("the gzip is cut off")
    return document


def _checked(document: bytes, max_bytes: int) -> bytes:
    if len(document) > max_bytes:
        raise MalformedDocumentError(f"the file holds over {max_bytes} bytes")
    return document
