# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tables of the mappings, from the docstrings of the mappers.

A mapping method documents each field that it returns::

    :field sales_record: ``salesRecordReference``; the number in Seller Hub

A field without such a line, or a line without its field, stops ``setup/docs``.
"""

import ast
import re
import xml.etree.ElementTree as ElementTree
from functools import cache

from ..console import Problem
from ..paths import ADDONS, ROOT
from . import source
from .tables import table

FIELD_LINE = re.compile(r"^:field ([\w.]+):(.*?)(?=^:|\Z)", re.MULTILINE | re.DOTALL)
EBAY_NAME = re.compile(r"``([\w.]+)``")
RULE_TABLE = re.compile(r"^={3,} +={3,}$")
#: Names that each class below the adapter translates: ``item_id`` is eBay's ``ItemID``.
CLIENT = "connector_ebay/ebay_client"


def mapping_table(path: str, class_name: str = "") -> str:
    """Return eBay's field, Odoo's and the rule of each field of a mapper."""
    node = source.find_class(path, class_name)
    methods = [one for one in source.functions(node).values() if _is_mapping(one)]
    rows = []
    for target, origin in source.attribute(node, "direct") or ():
        rows.append((f"`{target}`", f"`{origin}`", ""))
    for method in methods:
        rows += _rows(path, node, method)
    return table(("Odoo", "eBay", "rule"), rows)


def function_table(path: str, *names: str) -> str:
    """Return the same of functions that map: methods of the last class, or others."""
    rows = []
    for name in names:
        owner, method = _find(path, name)
        rows += _rows(path, owner, method)
    return table(("Odoo", "eBay", "rule"), rows)


def document_table(path: str, *names: str) -> str:
    """Return eBay's field and where its value comes from, of documents for eBay."""
    rows = []
    for name in names:
        _owner, method = _find(path, name)
        for ebay, origin, rule in _documented(path, method):
            rows.append((f"`{ebay}`", source.markdown(origin), source.markdown(rule)))
    return table(("eBay", "Odoo", "rule"), rows)


def rule_table(path: str, class_name: str = "") -> str:
    """Return the table of two columns in the docstring of a class."""
    lines = (ast.get_docstring(source.find_class(path, class_name)) or "").splitlines()
    borders = [n for n, line in enumerate(lines) if RULE_TABLE.match(line.strip())]
    width = len(lines[borders[0]].split()[0]) + 2
    rows: list[list[str]] = []
    for line in lines[borders[0] + 1 : borders[-1]]:
        left, right = line[:width].strip(), line[width:].strip()
        if left:
            rows.append([left, right])
        else:
            rows[-1][1] += f" {right}"
    return table(("case", "taxes of the line"), rows)


def carrier_table() -> str:
    """Return the carrier codes that are delivered with the add-on."""
    path = ROOT / "connector_ebay_stock/data/ebay_carrier_mapping_data.xml"
    rows = []
    for record in ElementTree.parse(path).getroot().iter("record"):
        given = {one.get("name"): one for one in record}
        marketplace = given.get("marketplace_id")
        where = "all" if marketplace is None else marketplace.get("ref", "")
        where = where.rpartition("marketplace_")[2].upper()
        word, code = given["keyword"].text, given["carrier_code"].text
        rows.append((word, f"`{code}`", where or "all"))
    return table(("word in the delivery method", "eBay's code", "marketplace"), rows)


def _is_mapping(method: ast.FunctionDef) -> bool:
    return any(ast.unparse(one).startswith("mapping") for one in method.decorator_list)


def _find(path: str, name: str):
    for owner in (*reversed(source.tree(path).body), source.tree(path)):
        if isinstance(owner, ast.ClassDef | ast.Module):
            if name in source.functions(owner):
                return owner, source.functions(owner)[name]
    raise Problem(f"{path} has no {name}.")


def _rows(path: str, owner, method: ast.FunctionDef):
    documented = _documented(path, method)
    names = {name for name, _ebay, _rule in documented}
    returned = _returned(owner, method)
    if names != returned:
        raise Problem(
            f"{path}, {method.name}: the docstring lacks :field lines for "
            f"{sorted(returned - names)}, and has too many: {sorted(names - returned)}"
        )
    for name, ebay, rule in documented:
        yield f"`{name}`", source.markdown(ebay), source.markdown(rule)


def _documented(path: str, method: ast.FunctionDef) -> list[tuple[str, str, str]]:
    """Return ``(field, eBay's field, rule)`` of the ``:field`` lines of a docstring."""
    found = []
    for name, text in FIELD_LINE.findall(ast.get_docstring(method) or ""):
        ebay, _, rule = " ".join(text.split()).partition(";")
        for quoted in EBAY_NAME.findall(ebay):
            unknown = [one for one in quoted.split(".") if not _is_known(one)]
            if unknown:
                raise Problem(f"{path}, {method.name}: no code reads {unknown}.")
        found.append((name, ebay.strip(), rule.strip()))
    return found


def _returned(owner, method: ast.FunctionDef) -> set[str]:
    """Return the keys of the dictionaries that a method builds or returns."""
    keys: set[str] = set()
    for node in ast.walk(method):
        if isinstance(node, ast.Return) and node.value:
            keys |= _keys(owner, method, node.value)
    return keys


def _keys(owner, method, node) -> set[str]:
    keys: set[str] = set()
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            keys |= {key.value} if key else _spread(owner, method, value)
    elif isinstance(node, ast.IfExp):
        keys = _keys(owner, method, node.body) | _keys(owner, method, node.orelse)
    elif isinstance(node, ast.DictComp):
        names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
        for name in names & set(_local_dicts(method)):
            keys |= _keys(owner, method, _local_dicts(method)[name])
    elif isinstance(node, ast.Name) and node.id in _local_dicts(method):
        keys = _keys(owner, method, _local_dicts(method)[node.id])
    return keys


def _spread(owner, method, node) -> set[str]:
    """Return the keys of what a dictionary takes in with ``**``.

    Another function that has ``:field`` lines of its own documents them there.
    """
    if isinstance(node, ast.Name):
        return _keys(owner, method, node)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        called = source.functions(owner).get(node.func.attr)
        if called and ":field " not in (ast.get_docstring(called) or ""):
            return _returned(owner, called)
    return set()


def _local_dicts(method: ast.FunctionDef) -> dict[str, ast.Dict]:
    return {
        node.targets[0].id: node.value
        for node in ast.walk(method)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Dict)
    }


def _is_known(name: str) -> bool:
    return name in _words() or name.isupper()


@cache
def _words() -> frozenset[str]:
    """Return all names and texts in the code of the add-ons, tests left out."""
    words: set[str] = set()
    for addon in ADDONS:
        for path in (ROOT / addon).rglob("*.py"):
            if "tests" not in path.parts:
                words |= set(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    return frozenset(words)
