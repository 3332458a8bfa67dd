# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Check an XML document of the Trading API against a shape."""

import re

from .shapes import Items, Record

NAMESPACE = "urn:ebay:apis:eBLBaseComponents"
_PREFIX = f"{{{NAMESPACE}}}"
_PATTERNS = {
    int: re.compile(r"[+-]?\d+"),
    float: re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?"),
    bool: re.compile(r"true|false|0|1"),
}


def problems(element, shape, *, ordered, complete):
    """Yield one sentence for every place where the element is not of the shape.

    ``ordered``: children must come in the order of the schema. eBay keeps it in its
    answers and does not ask it of requests: the samples in its own documentation do
    not keep it. ``complete``: required fields must be there; in requests eBay's
    reference marks as optional much that the schema calls required.
    """
    yield from _problems(element, shape, _local(element), ordered, complete)


def _problems(element, shape, path, ordered, complete):
    if isinstance(shape, Record):
        yield from _record_problems(element, shape, path, ordered, complete)
        return
    if len(element) or element.attrib:
        yield f"{path}: a plain value is expected"
        return
    yield from _text_problems(element.text or "", shape, path)


def _record_problems(element, record, path, ordered, complete):
    seen, last = {}, 0
    order = list(record.fields)
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = _local(child)
        below = f"{path}/{name}"
        if not child.tag.startswith(_PREFIX):
            yield f"{below}: outside eBay's namespace"
        if name not in record.fields or name.startswith(("@", "#")):
            yield f"{below}: {record.name} has no such element"
            continue
        shape = record.fields[name]
        if name in seen and not isinstance(shape, Items):
            yield f"{below}: occurs more than once"
        seen[name] = True
        if ordered and order.index(name) < last:
            yield f"{below}: comes after {order[last]}, before which it belongs"
        last = max(last, order.index(name))
        member = shape.member if isinstance(shape, Items) else shape
        yield from _problems(child, member, below, ordered, complete)
    yield from _value_problems(element, record, path)
    if complete:
        for name in record.required:
            if name not in seen and name.lstrip("@") not in element.attrib:
                yield f"{path}/{name}: {record.name} cannot be without it"


def _value_problems(element, record, path):
    for name, value in element.attrib.items():
        if "@" + name not in record.fields:
            yield f"{path}/@{name}: {record.name} has no such attribute"
            continue
        yield from _text_problems(value, record.fields["@" + name], f"{path}/@{name}")
    text = (element.text or "").strip()
    if "#text" in record.fields:
        yield from _text_problems(text, record.fields["#text"], path)
    elif text:
        yield f"{path}: {record.name} has no text of its own"


def _text_problems(text, scalar, path):
    if isinstance(scalar, Record | Items) or scalar.kind is object:
        return
    pattern = _PATTERNS.get(scalar.kind)
    if pattern and not pattern.fullmatch(text.strip()):
        yield f"{path}: {scalar.kind.__name__} is expected, not {text[:40]!r}"
    elif scalar.values and text.strip() not in scalar.values:
        yield f"{path}: {text[:40]!r} is none of the values allowed"


def _local(element):
    return element.tag.rpartition("}")[2]
