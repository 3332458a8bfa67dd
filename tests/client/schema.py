# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Check a Trading request against the models that ebay-apiroute has of the WSDL."""

import importlib

from lxml import etree
from pydantic import ValidationError

NAMESPACE = "urn:ebay:apis:eBLBaseComponents"


def check_request(call_name, content):
    """Assert that the document has eBay's names, order, types and
    enumerations."""
    root = etree.fromstring(content)
    assert root.tag == f"{{{NAMESPACE}}}{call_name}Request"
    models = importlib.import_module("ebay_apiroute.trading.models.models")
    model = getattr(models, f"{call_name}RequestType")
    model.model_rebuild()
    try:
        model.model_validate(_data(root))
    except ValidationError as error:
        raise AssertionError(str(error)) from error
    _check_names(root, model)


def _data(element):
    """Return the element as the dict an XML-to-dict reader makes of it."""
    data = {f"@{name}": value for name, value in element.attrib.items()}
    for child in element:
        name = etree.QName(child).localname
        value = _data(child)
        if name in data:
            previous = data[name]
            data[name] = (
                [*previous, value] if type(previous) is list else [previous, value]
            )
        else:
            data[name] = value
    text = (element.text or "").strip()
    if not len(element) and not element.attrib:
        return text
    return {**data, "#text": text} if text else data


def _check_names(element, model):
    """Assert that children are the model's fields, in the model's order."""
    order = {
        field.alias: (n, field) for n, field in enumerate(model.model_fields.values())
    }
    last = -1
    for child in element:
        name = etree.QName(child).localname
        assert etree.QName(child).namespace == NAMESPACE, f"{name} has no namespace"
        assert name in order, f"{model.__name__} has no {name}"
        position, field = order[name]
        assert position >= last, f"{name} is out of the schema's order"
        last = position
        inner = _model_of(field.annotation)
        if inner and len(child):
            _check_names(child, inner)


def _model_of(annotation):
    """Return the model in an annotation such as ``list[Model] | None``."""
    if hasattr(annotation, "model_fields"):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _model_of(part)
        if found:
            return found
    return None
