# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Trading's XML: build a request, read a document safely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

from lxml import etree

from .clean_text import clean_xml, drop_unreadable, escape_loose_markup
from .times import format_time, parse_time

NAMESPACE = "urn:ebay:apis:eBLBaseComponents"
DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'
# White space and a byte order mark, which some of eBay's answers begin with.
MARKS = b" \t\r\n\xef\xbb\xbf"

#: How a document from the network is read: it expands, loads and fetches nothing.
CAREFUL = {
    "resolve_entities": False,
    "load_dtd": False,
    "dtd_validation": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


class MalformedDocumentError(ValueError):
    """A document is not the XML it should be."""


@dataclass(frozen=True)
class Amount:
    """Money in a request; the schema demands the currency, as an attribute."""

    value: Decimal
    currency: str


def build_request(call_name: str, fields: Mapping[str, Any]) -> bytes:
    """Return the request document of a call.

    :param fields: element names to values in the order of eBay's schema; a mapping
        becomes an element with children, a list the same element repeated, None
        is left out
    """
    root = etree.Element(f"{{{NAMESPACE}}}{call_name}Request", nsmap={None: NAMESPACE})
    append_fields(root, fields)
    return DECLARATION + etree.tostring(root, encoding="utf-8")


def append_fields(parent: etree._Element, fields: Mapping[str, Any]) -> None:
    """Append elements as ``build_request`` takes them."""
    for name, value in fields.items():
        for item in value if isinstance(value, list) else [value]:
            if item is None:
                continue
            element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
            if isinstance(item, Mapping):
                append_fields(element, item)
            elif isinstance(item, Amount):
                element.set("currencyID", item.currency)
                element.text = format_value(item.value)
            else:
                element.text = format_value(item)


def format_value(value: Any) -> str:
    """Return a value as eBay writes it: true, 12.50, 2026-06-30T10:00:00.000Z.

    :raises ValueError: a time without a zone, which could mean anything
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return format_time(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)


def parse_document(content: bytes) -> Node:
    """Return the root of a document from the network.

    No entity is expanded, no DTD read, nothing fetched; a document that brings a
    DTD is refused, since eBay sends none. What XML forbids is left out, markup that
    was meant as text is escaped, and a listing or order that is unreadable even so is
    left out: ``Node.unreadable`` of the root has its id.

    :raises MalformedDocumentError: broken, cut off, or with a DTD
    """
    root, unreadable = _parse_leniently(content.lstrip(MARKS))
    if root is None:
        raise MalformedDocumentError("the XML is broken")
    if root.getroottree().docinfo.internalDTD is not None:
        raise MalformedDocumentError("the XML brings a DTD")
    return Node(root, unreadable)


def _parse_leniently(content: bytes) -> tuple[etree._Element | None, list[str]]:
    """Return the root of the document as it is, cleaned, mended or without records."""
    root = _parse(content)
    for mend in (clean_xml, escape_loose_markup):
        # A DTD explains entities that must not be taken for text.
        if root is None and b"<!DOCTYPE" not in content[:1000]:
            content = mend(content)
            root = _parse(content)
    if root is not None:
        return root, []
    content, unreadable = drop_unreadable(
        content, lambda record: _parse(record) is not None
    )
    return (_parse(content), unreadable) if unreadable else (None, [])


def _parse(content: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(content, etree.XMLParser(**CAREFUL))
    except (etree.XMLSyntaxError, ValueError):
        return None


def iterate_document(content: bytes, name: str) -> Iterator[Node]:
    """Yield the root's children of that name; each is dropped when the next is read.

    For files of tens of thousands of rows; as careful as ``parse_document``. What is
    broken behind the rows shows after they were read.

    :raises MalformedDocumentError: broken, cut off, or with a DTD
    """
    events = etree.iterparse(
        BytesIO(clean_xml(content.lstrip(MARKS))),
        events=("end",),
        tag=f"{{*}}{name}",
        **CAREFUL,
    )
    try:
        for _event, element in events:
            parent = element.getparent()
            if parent is None or parent.getparent() is not None:
                continue
            if element.getroottree().docinfo.internalDTD is not None:
                raise MalformedDocumentError("the XML brings a DTD")
            yield Node(element)
            element.clear()
            while element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise MalformedDocumentError("the XML is broken") from error


class Node:
    """An element and its children by local name, whatever the namespace.

    ``unreadable`` of a document's root are the ids of records that were left out.
    """

    __slots__ = ("_children", "_element", "unreadable")

    def __init__(self, element: etree._Element, unreadable: Sequence[str] = ()) -> None:
        self._element = element
        self.unreadable = unreadable
        children: dict[str, list[etree._Element]] = {}
        for child in element:
            children.setdefault(_local(child.tag), []).append(child)
        self._children = children

    @property
    def name(self) -> str:
        """Return the element's name without its namespace."""
        return _local(self._element.tag)

    def attribute(self, name: str) -> str:
        """Return an attribute, empty when absent."""
        return self._element.get(name, "")

    def nodes(self, name: str) -> Iterator[Node]:
        """Yield the children of that name."""
        for child in self._children.get(name, ()):
            yield Node(child)

    def node(self, *path: str) -> Node | None:
        """Return the first element at the path, None when there is none."""
        node: Node | None = self
        for name in path:
            found = node._children.get(name) if node else None
            node = Node(found[0]) if found else None
        return node

    def text(self, *path: str) -> str:
        """Return the text at the path, stripped, empty when there is none."""
        *parents, name = path
        node = self.node(*parents)
        found = node._children.get(name) if node else None
        return (found[0].text or "").strip() if found else ""

    def texts(self, name: str) -> list[str]:
        """Return the texts of the children of that name, empty ones left out."""
        texts = ((child.text or "").strip() for child in self._children.get(name, ()))
        return [text for text in texts if text]

    def time(self, *path: str) -> datetime | None:
        """Return the time at the path (aware UTC), None when there is none."""
        return parse_time(self.text(*path))

    def flag(self, *path: str) -> bool:
        """Return whether the text at the path is true."""
        return self.text(*path).lower() in ("true", "1")

    def integer(self, *path: str) -> int:
        """Return the whole number at the path, 0 when absent.

        :raises MalformedDocumentError: something else stands there
        """
        text = self.text(*path)
        try:
            return int(text) if text else 0
        except ValueError as error:
            raise MalformedDocumentError(f"{path[-1]} is no number") from error

    def decimal(self, *path: str) -> Decimal | None:
        """Return the number at the path exactly, None when absent.

        :raises MalformedDocumentError: something else stands there
        """
        text = self.text(*path)
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise MalformedDocumentError(f"{path[-1]} is no number") from error
        if not number.is_finite():
            raise MalformedDocumentError(f"{path[-1]} is no number")
        return number


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
