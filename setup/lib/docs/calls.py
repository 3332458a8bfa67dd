# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The table of eBay's calls, from the classes of ``ebay_client``."""

import ast
import re
from functools import cache

from ..paths import ADDONS, ROOT
from . import source
from .tables import table

CLIENT = "connector_ebay/ebay_client"
METHOD_PAGE = re.compile(r"https://developer\.ebay\.com/\S+")


def calls_table() -> str:
    """Return each call with its method here, who makes it and what tests it."""
    rows = []
    for path in sorted((ROOT / CLIENT).glob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for node in source.tree(name).body:
            if isinstance(node, ast.ClassDef):
                rows += _rows(name, node)
    rows.sort(key=lambda row: (row[0].lower(), row[1]))
    head = ("API", "eBay's method", "here", "called by", "tests")
    return table(head, rows)


def _rows(path: str, node: ast.ClassDef):
    bases = [getattr(base, "id", "") for base in node.bases]
    api = source.attribute(node, "api")
    if "TradingTransport" in bases:
        api = "trading"
    api = api or next((_api_of(base) for base in bases if _api_of(base)), None)
    if not api or node.name.endswith("Transport"):
        return
    for method in source.functions(node).values():
        docstring = ast.get_docstring(method) or ""
        page = METHOD_PAGE.search(docstring)
        if method.name.startswith("_") or not page:
            continue
        ebay = _ebay_name(method, page[0])
        here = f"[`{method.name}`](../{path})"
        callers, tests = _callers(method.name), _tests(method.name)
        yield api, f"[{ebay}]({page[0].rstrip('.,)')})", here, callers, tests


@cache
def _api_of(class_name: str) -> str:
    """Return the API of a class that others inherit."""
    for path in (ROOT / CLIENT).glob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        for node in source.tree(name).body:
            if isinstance(node, ast.ClassDef) and node.name == class_name:
                return source.attribute(node, "api") or ""
    return ""


def _ebay_name(method: ast.FunctionDef, page: str) -> str:
    """Return eBay's name of the call: of its page, or of the Trading request."""
    for node in ast.walk(method):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "_call":
            first = node.args[0] if node.args else None
            name = first.value if isinstance(first, ast.Constant) else ""
            if name and not name.isupper():
                return name
    return page.rstrip(".,)").rpartition("/")[2].rpartition(":")[2].split("#")[0]


def _callers(name: str) -> str:
    """Return the files that make the call, without the add-on's name."""
    found = []
    for path in source.python_files("components", "connection", "models"):
        if re.search(rf'["\'.]{name}\b', _text(path)):
            found.append(path.partition("/")[2].removeprefix("components/"))
    return ", ".join(f"`{one}`" for one in found)


def _tests(name: str) -> str:
    """Return the test files of the client that make the call."""
    found = []
    for path in sorted((ROOT / "tests/client").glob("test_*.py")):
        if re.search(rf"\.{name}\b", path.read_text(encoding="utf-8")):
            found.append(f"`{path.name}`")
    if not found:
        for addon in ADDONS:
            for path in sorted((ROOT / addon / "tests").rglob("test_*.py")):
                if re.search(rf"\b{name}\b", path.read_text(encoding="utf-8")):
                    found.append(f"`{path.name}`")
    return ", ".join(found[:3])


@cache
def _text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")
