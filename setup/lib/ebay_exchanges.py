# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Hold exchanges with eBay against its published schemas; keep no value of them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
from lxml import etree
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from simulator.apis import ROUTES
from simulator.routing import Router
from simulator.validation import Checker

ROUTER = Router(*ROUTES)
#: Names of fields; what does not look like one may be data, such as an item specific.
FIELD = re.compile(r"[A-Za-z_]\w{0,60}")
#: Objects whose keys are data.
MAPS = {"aspects", "requestHeaders"}


@dataclass(frozen=True)
class Exchange:
    """One call and its answer, without any value of either.

    :ivar operation: eBay's name of the call
    :ivar status: HTTP status
    :ivar milliseconds: from sending until the answer had been read
    :ivar problems: deviations from the published schema
    :ivar fields: paths and types in the answer, such as ``$.orders[].orderId: string``
    :ivar errors: numbers of eBay's errors and warnings
    """

    operation: str
    status: int
    milliseconds: int
    problems: tuple[str, ...]
    fields: frozenset[str]
    errors: tuple[str, ...]


def read_exchange(response: httpx.Response) -> Exchange:
    """Return what can be told of a response and its request."""
    content = response.read()
    request = response.request
    checker = Checker()
    call_name = request.headers.get("x-ebay-api-call-name")
    if call_name:
        operation = call_name
        checker.check_trading_request(call_name, etree.fromstring(request.content))
    else:
        operation = _check_rest(checker, request, response)
    fields, errors = frozenset(), ()
    try:
        if call_name:
            checker.check_trading_answer(call_name, content)
            root = etree.fromstring(content, etree.XMLParser(huge_tree=True))
            fields, errors = frozenset(_xml_fields(root)), tuple(_xml_errors(root))
        elif _is_json(response):
            body = json.loads(content)
            fields, errors = frozenset(_json_fields(body)), tuple(_json_errors(body))
    except (ValueError, etree.XMLSyntaxError) as error:
        checker.note("answer", operation, f"not readable: {type(error).__name__}")
    return Exchange(
        operation,
        response.status_code,
        round(response.elapsed.total_seconds() * 1000),
        tuple(
            sorted(
                {f"{one.side}: {_no_values(one.problem)}" for one in checker.violations}
            )
        ),
        fields,
        errors,
    )


def published_operations() -> set[str]:
    """Return the names of all calls that the connector may make."""
    from simulator.trading import CALLS

    return {endpoint.operation for endpoint in ROUTER.endpoints} | set(CALLS)


def _check_rest(checker: Checker, request: httpx.Request, response) -> str:
    """Check a REST exchange; return the call's name."""
    asked = Request(
        EnvironBuilder(
            path=request.url.raw_path.decode(),
            method=request.method,
            headers=dict(request.headers),
            data=request.content or None,
        ).get_environ()
    )
    raw_path = request.url.raw_path.decode().partition("?")[0]
    endpoint, _path = ROUTER.match(request.method, raw_path)
    if endpoint is None:
        return f"{request.method} on an unknown address"
    checker.check_request(endpoint.api, endpoint.operation, asked)
    kind = response.headers.get("content-type", "").partition(";")[0]
    try:
        checker.check_answer(
            endpoint.api,
            endpoint.operation,
            response.status_code,
            response.content,
            kind or "application/json",
        )
    except ValueError:
        checker.note("answer", endpoint.operation, "the body is not JSON")
    return endpoint.operation


def _is_json(response: httpx.Response) -> bool:
    kind = response.headers.get("content-type", "")
    return bool(response.content) and "json" in kind


def _json_fields(value, path: str = "$") -> Iterator[str]:
    """Yield the path and type of everything in a JSON document."""
    if isinstance(value, dict):
        for name, inner in value.items():
            is_data = path.rpartition(".")[2] in MAPS or not FIELD.fullmatch(name)
            yield from _json_fields(inner, f"{path}.{'*' if is_data else name}")
    elif isinstance(value, list):
        for inner in value:
            yield from _json_fields(inner, f"{path}[]")
    else:
        names = {bool: "boolean", int: "number", float: "number", str: "string"}
        yield f"{path}: {names.get(type(value), 'null')}"


def _xml_fields(element, path: str = "$") -> Iterator[str]:
    """Yield the path of each element and attribute of a Trading answer."""
    for child in element.iterchildren(tag=etree.Element):
        inner = f"{path}.{etree.QName(child).localname}"
        yield inner
        yield from (f"{inner}@{name}" for name in child.attrib)
        yield from _xml_fields(child, inner)


def _json_errors(body) -> Iterator[str]:
    """Yield the numbers of eBay's errors and warnings, also those of rows."""
    if isinstance(body, dict):
        for name, inner in body.items():
            if name in ("errors", "warnings") and isinstance(inner, list):
                for one in inner:
                    if isinstance(one, dict) and "errorId" in one:
                        yield str(one["errorId"])
            yield from _json_errors(inner)
    elif isinstance(body, list):
        for inner in body:
            yield from _json_errors(inner)


def _xml_errors(root) -> Iterator[str]:
    for element in root.iterfind("{*}Errors/{*}ErrorCode"):
        yield str(element.text)


def _no_values(problem: str) -> str:
    """Return a problem without what it quotes, which may be data of a person.

    A value that an enumeration lacks is kept, if it looks like one.
    """
    kept = r"(['\"])(?!\w+\1 is none of the values).*?\1"
    return re.sub(r"\[\d+\]", "[]", re.sub(kept, "…", problem))
