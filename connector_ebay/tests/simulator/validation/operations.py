# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The REST operations eBay publishes, read from the clients of ``ebay-apiroute``."""

import importlib
import inspect
import pkgutil
import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from .shapes import Items, Record, Scalar

_QUERY = re.compile(r"Query\('(\w+)'\)")
_NONE = (frozenset(),) * 3
_HEADER = re.compile(r"Header\('([\w-]+)'\)")


@dataclass(frozen=True)
class Operation:
    """One published method: its address, parameters, and models of its bodies."""

    name: str
    method: str
    path: str
    query: frozenset
    required_query: frozenset
    required_headers: frozenset
    request_model: object = None
    answer_model: object = None


@cache
def operations(api):
    """Return {operation name: Operation} of an API such as ``sell.inventory``."""
    if api == "developer.key_management":
        return {one.name: one for one in _key_management()}
    package = importlib.import_module(f"ebay_apiroute.{api}")
    client = importlib.import_module(f"ebay_apiroute.{api}.client")
    base = urlsplit(_base_url(client)).path
    found = {}
    for info in pkgutil.iter_modules(package.__path__):
        if info.ispkg and info.name != "models":
            found.update(_section(f"ebay_apiroute.{api}.{info.name}", base))
    return found


@cache
def trading_model(name):
    """Return the model class of a Trading request or answer, e.g.
    ``GetItemRequestType``."""
    models = importlib.import_module("ebay_apiroute.trading.models.models")
    return getattr(models, name, None)


def _key_management():
    """Yield the operations as transcribed from eBay's OpenAPI document 1.0.0."""
    text, number = Scalar(str), Scalar(int)
    key = Record(
        "SigningKey",
        {
            "creationTime": number,
            "expirationTime": number,
            "jwe": text,
            "privateKey": text,
            "publicKey": text,
            "signingKeyCipher": text,
            "signingKeyId": text,
        },
    )
    request = Record("CreateSigningKeyRequest", {"signingKeyCipher": text})
    keys = Record("QuerySigningKeysResponse", {"signingKeys": Items(key)})
    path = "/developer/key_management/v1/signing_key"
    yield Operation("createSigningKey", "POST", path, *_NONE, request, key)
    yield Operation("getSigningKeys", "GET", path, *_NONE, None, keys)
    yield Operation("getSigningKey", "GET", f"{path}/{{}}", *_NONE, None, key)


def _base_url(client):
    for member in vars(client).values():
        if inspect.isclass(member) and "base_url" in vars(member):
            return member.base_url
    raise LookupError(f"{client.__name__} has no client class")


def _section(package, base):
    client = importlib.import_module(f"{package}.client")
    typed = importlib.import_module(f"{package}.models.client")
    models = importlib.import_module(f"{package}.models.models")
    section = _own_class(client)
    typed_section = _own_class(typed)
    for name, route in vars(section).items():
        spec = getattr(route, "_spec", None)
        if spec is None or not spec.operation:
            continue
        method = getattr(typed_section, name, None)
        annotations = getattr(method, "__annotations__", {})
        yield (
            spec.operation,
            Operation(
                name=spec.operation,
                method=spec.method,
                path=base + re.sub(r"\{\w+\}", "{}", spec.path),
                **_parameters(route),
                request_model=_model(models, annotations.get("body")),
                answer_model=_model(models, annotations.get("return")),
            ),
        )


def _own_class(module):
    return next(
        member
        for member in vars(module).values()
        if inspect.isclass(member) and member.__module__ == module.__name__
    )


def _parameters(route):
    query, required_query, required_headers = set(), set(), set()
    for annotation in route.__annotations__.values():
        optional = "None" in str(annotation)
        for name in _QUERY.findall(str(annotation)):
            query.add(name)
            if not optional:
                required_query.add(name)
        for name in _HEADER.findall(str(annotation)):
            if not optional:
                required_headers.add(name)
    return {
        "query": frozenset(query),
        "required_query": frozenset(required_query),
        "required_headers": frozenset(required_headers),
    }


def _model(models, annotation):
    name = str(annotation or "").partition("|")[0].strip()
    return getattr(models, name, None) if name.isidentifier() else None
