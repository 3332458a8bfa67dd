# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The XML in feed files: the active inventory report and bulk revisions."""

from dataclasses import dataclass, field

from lxml import etree

from ..clock import timestamp
from ..listing import AUCTION
from ..trading_errors import TradingError
from ..trading_revise import revise_rows
from ..trading_xml import NAMESPACE, amount, container, element

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
REPORT_VERSION = "1"


def active_inventory_report(seller, listing_format, now):
    """Return the report of everything active; quantities are what is available."""
    rows = [
        _report_row(listing)
        for listing in seller.active()
        if not listing_format
        or (listing.listing_type == AUCTION) == (listing_format == "AUCTION")
    ]
    report = container(
        "ActiveInventoryReport",
        element("Timestamp", timestamp(now)),
        element("Ack", "Success"),
        element("Version", REPORT_VERSION),
        *rows,
    )
    return _document("BulkDataExchangeResponses", report)


@dataclass
class Revision:
    """What `trading_revise` needs of a Trading call."""

    seller: object
    limits: object
    warnings: list = field(default_factory=list)


def revise_inventory_status(simulator, task):
    """Return the answers to an uploaded file, one for each request in it."""
    try:
        root = etree.fromstring(task.uploaded, _PARSER)
    except etree.XMLSyntaxError as error:
        task.outcome = "FAILED"
        task.notes.append(str(error))
        return b""
    tag = f"{{{NAMESPACE}}}ReviseInventoryStatusRequest"
    answers = [_answer(simulator, task, node) for node in root.findall(tag)]
    if task.failures:
        task.outcome = "COMPLETED_WITH_ERROR"
    return _document("BulkDataExchangeResponses", "".join(answers))


def _answer(simulator, task, node):
    problems = simulator.checker.check_trading_request("ReviseInventoryStatus", node)
    revision, error, rows = Revision(simulator.seller, simulator.limits), None, ""
    try:
        if problems:
            raise TradingError("5", f"XML Parse error. {problems[0]}")
        rows = revise_rows(revision, node.findall(f"{{{NAMESPACE}}}InventoryStatus"))
        task.successes += 1
    except TradingError as refused:
        error = refused
        task.failures += 1
    errors = [error] if error else revision.warnings
    ack = "Failure" if error else "Warning" if errors else "Success"
    return container(
        "ReviseInventoryStatusResponse",
        element("Timestamp", timestamp(simulator.clock.now())),
        element("Ack", ack),
        element("CorrelationID", node.findtext(f"{{{NAMESPACE}}}MessageID")),
        *(one.as_xml("en") for one in errors),
        element("Version", task.schema_version),
        rows,
    )


def _report_row(listing):
    if listing.variations:
        variations = container(
            "Variations",
            *(
                container(
                    "Variation",
                    _sku(one),
                    amount("Price", one.price, listing.market.currency),
                    element("Quantity", one.available),
                )
                for one in listing.variations
            ),
        )
        return container("SKUDetails", element("ItemID", listing.item_id), variations)
    return container(
        "SKUDetails",
        _sku(listing),
        amount("Price", listing.price, listing.market.currency),
        element("Quantity", listing.available),
        element("ItemID", listing.item_id),
    )


def _sku(entry):
    return element("SKU", entry.sku) if entry.sku else "<SKU></SKU>"


def _document(name, content):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><{name} xmlns="{NAMESPACE}">'
        f"{content}</{name}>"
    ).encode()
