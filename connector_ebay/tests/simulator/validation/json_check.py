# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Check a JSON document against a shape."""

from .shapes import Items, Mapping, Record


def problems(value, shape, path="$"):
    """Yield one sentence for every place where the document is not of the shape."""
    if isinstance(shape, Record):
        yield from _record_problems(value, shape, path)
    elif isinstance(shape, Items):
        if not isinstance(value, list):
            yield f"{path}: a list is expected, not {_name(value)}"
            return
        for index, member in enumerate(value):
            yield from problems(member, shape.member, f"{path}[{index}]")
    elif isinstance(shape, Mapping):
        if not isinstance(value, dict):
            yield f"{path}: an object is expected, not {_name(value)}"
            return
        for key, member in value.items():
            yield from problems(member, shape.member, f"{path}.{key}")
    else:
        yield from _scalar_problems(value, shape, path)


def _record_problems(value, record, path):
    if not isinstance(value, dict):
        yield f"{path}: {record.name} is expected, not {_name(value)}"
        return
    for key, member in value.items():
        if key not in record.fields:
            yield f"{path}.{key}: {record.name} has no such field"
            continue
        yield from problems(member, record.fields[key], f"{path}.{key}")
    for key in record.required:
        if key not in value:
            yield f"{path}.{key}: {record.name} cannot be without it"


def _scalar_problems(value, scalar, path):
    if scalar.kind is object:
        return
    allowed = (int, float) if scalar.kind is float else scalar.kind
    # bool is an int to Python and not to JSON.
    if not isinstance(value, allowed) or (
        isinstance(value, bool) and scalar.kind is not bool
    ):
        yield f"{path}: {scalar.kind.__name__} is expected, not {_name(value)}"
    elif scalar.values and value not in scalar.values:
        yield f"{path}: {value!r} is none of the values allowed"


def _name(value):
    return "null" if value is None else type(value).__name__
