# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""eBay's schemas in a form that can be walked along with a document.

The models of ``ebay-apiroute`` leave unknown fields out in silence, which is right
for a client and useless for a check. So their declarations are read once into shapes.
"""

import types
import typing
from dataclasses import dataclass, field
from functools import cache
from threading import RLock


@dataclass(frozen=True)
class Scalar:
    """A plain value: ``kind`` is str, int, float, bool or object (anything)."""

    kind: type
    values: tuple = ()


@dataclass(frozen=True)
class Items:
    """A list whose members all have one shape."""

    member: object


@dataclass(frozen=True)
class Mapping:
    """An object with free keys, such as the aspects of a product."""

    member: object


@dataclass(eq=False)
class Record:
    """An object with declared fields, in the order of the schema."""

    name: str
    fields: dict = field(default_factory=dict)
    required: tuple = ()


#: Where eBay's schema contradicts eBay's own description of the field and all its
#: samples: item specifics are declared a string and described, and sent, as an object
#: with a list of values for each name.
CORRECTIONS = {
    ("Product", "aspects"): Mapping(Items(Scalar(str))),
    ("InventoryItemGroup", "aspects"): Mapping(Items(Scalar(str))),
}
#: What eBay sends and its schema leaves out.
ADDITIONS = {
    "Buyer": {"userId": Scalar(str)},
    "Order": {"legacyOrderId": Scalar(str)},
}


def shape_of_model(model):
    """Return the `Record` of a model class; recursive models give recursive records.

    One thread at a time: another would see a shape that is only half read, and take
    what it lacks for a violation.
    """
    with _lock:
        return _shape_of_model(model)


@cache
def _shape_of_model(model):
    if isinstance(model, Record):
        return model
    record = Record(model.__name__)
    _records[model] = record
    hints = typing.get_type_hints(model)
    for name, info in model.model_fields.items():
        alias = info.alias or name
        corrected = CORRECTIONS.get((record.name, alias))
        record.fields[alias] = corrected or _shape(hints[name])
    record.fields.update(ADDITIONS.get(record.name, {}))
    record.required = tuple(
        info.alias or name
        for name, info in model.model_fields.items()
        if info.is_required()
    )
    return record


_records = {}
_lock = RLock()


def _shape(annotation):
    origin = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    if origin is typing.Annotated:
        return _shape(arguments[0])
    if origin in (types.UnionType, typing.Union):
        return _shape_of_union(arguments)
    if origin is typing.Literal:
        return Scalar(str, arguments)
    if origin is list:
        return Items(_shape(arguments[0]))
    if origin is dict:
        return Mapping(_shape(arguments[1]))
    if hasattr(annotation, "model_fields"):
        return _records.get(annotation) or shape_of_model(annotation)
    if annotation in (str, int, float, bool):
        return Scalar(annotation)
    return Scalar(object)


def _shape_of_union(arguments):
    members = [one for one in arguments if one is not type(None)]
    return _shape(members[0]) if len(members) == 1 else Scalar(object)
