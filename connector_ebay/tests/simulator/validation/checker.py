# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Collect what in the traffic is not as eBay publishes it."""

import json
from dataclasses import dataclass

from lxml import etree

from . import json_check, xml_check
from .operations import operations, trading_model
from .shapes import Items, Record, Scalar, shape_of_model

LEVELS = ("all", "requests", "none")


@dataclass(frozen=True)
class Violation:
    """One deviation from the published schema."""

    side: str
    operation: str
    problem: str


class Checker:
    """Checks requests, answers, both or nothing (``level``); keeps ``violations``."""

    def __init__(self, level="all"):
        if level not in LEVELS:
            raise ValueError(f"level must be one of {LEVELS}, not {level!r}")
        self.level = level
        self.violations = []
        if level != "none":
            _require_schemas()

    def check_request(self, api, operation, request):
        """Return the problems of a REST request; they are kept as well."""
        if self.level == "none" or not api:
            return []
        published = operations(api)[operation]
        found = list(_parameter_problems(published, request))
        found += _body_problems(published, request)
        return self._keep("request", operation, found)

    def check_answer(
        self, api, operation, status, content, mimetype="application/json"
    ):
        """Return the problems of a REST answer."""
        if self.level != "all" or not api or not content:
            return []
        published = operations(api)[operation]
        if mimetype != "application/json":
            found = [f"{mimetype} instead of JSON"] if published.answer_model else []
            return self._keep("answer", operation, found)
        body = json.loads(content)
        if set(body) == {"errors"} and status >= 400:
            found = list(json_check.problems(body["errors"], _ERRORS, "$.errors"))
        elif published.answer_model is None:
            found = [f"$: {operation} answers without a body"]
        else:
            shape = shape_of_model(published.answer_model)
            found = list(json_check.problems(body, shape))
        return self._keep("answer", operation, found)

    def check_trading_request(self, name, root):
        """Return the problems of a Trading request, given as an lxml element."""
        if self.level == "none":
            return []
        shape = shape_of_model(trading_model(f"{name}RequestType"))
        found = xml_check.problems(root, shape, ordered=False, complete=False)
        return self._keep("request", name, list(found))

    def check_trading_answer(self, name, content):
        """Return the problems of a Trading answer, given as bytes."""
        model = trading_model(f"{name}ResponseType")
        if self.level != "all" or model is None:
            return []
        root = etree.fromstring(content, etree.XMLParser(huge_tree=True))
        shape = shape_of_model(model)
        found = xml_check.problems(root, shape, ordered=True, complete=True)
        return self._keep("answer", name, list(found))

    def note(self, side, operation, problem):
        """Keep a problem that an endpoint found by itself."""
        return self._keep(side, operation, [problem])

    def _keep(self, side, operation, found):
        self.violations.extend(Violation(side, operation, one) for one in found)
        return found


def _parameter_problems(published, request):
    for name in request.args:
        if name not in published.query:
            yield f"query parameter {name} is not published"
    for name in sorted(published.required_query - set(request.args)):
        yield f"query parameter {name} is required"
    for name in sorted(published.required_headers):
        if not request.headers.get(name):
            yield f"header {name} is required"


def _body_problems(published, request):
    content = request.get_data()
    if published.request_model is None or not content:
        return []
    if request.mimetype != "application/json":
        return [f"Content-Type is {request.mimetype or 'absent'}, not application/json"]
    try:
        body = json.loads(content)
    except ValueError:
        return ["the body is not JSON"]
    return list(json_check.problems(body, shape_of_model(published.request_model)))


def _require_schemas():
    try:
        import ebay_apiroute  # noqa: F401
    except ImportError as error:
        raise RuntimeError(
            "Checking against eBay's schemas needs the package ebay-apiroute; install"
            " it, or run the simulator with validate='none'."
        ) from error


def _error_shape():
    text = Scalar(str)
    parameter = Record("ErrorParameter", {"name": text, "value": text})
    record = Record(
        "Error",
        {
            "category": text,
            "domain": text,
            "errorId": Scalar(int),
            "inputRefIds": Items(text),
            "longMessage": text,
            "message": text,
            "outputRefIds": Items(text),
            "parameters": Items(parameter),
            "subdomain": text,
        },
        ("errorId", "domain", "category", "message"),
    )
    return Items(record)


_ERRORS = _error_shape()
