# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Read the code of the add-ons without importing it: Odoo is not needed."""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..paths import ADDONS, ROOT


@cache
def tree(path: str) -> ast.Module:
    """Return the syntax tree of a file of the checkout."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def python_files(*folders: str) -> list[str]:
    """Return the Python files below folders of the add-ons, without their tests."""
    found: list[Path] = []
    for addon in ADDONS:
        for folder in folders:
            found += (ROOT / addon / folder).rglob("*.py")
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def classes(*folders: str):
    """Yield ``(path, class)`` of each class in folders of the add-ons."""
    for path in python_files(*folders):
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef):
                yield path, node


def find_class(path: str, name: str = "") -> ast.ClassDef:
    """Return a class of a file; without a name the last one."""
    found = [node for node in tree(path).body if isinstance(node, ast.ClassDef)]
    return next(node for node in reversed(found) if name in ("", node.name))


def functions(node) -> dict[str, ast.FunctionDef]:
    """Return the functions of a class or module by name."""
    return {one.name: one for one in node.body if isinstance(one, ast.FunctionDef)}


def attribute(node: ast.ClassDef, name: str):
    """Return the literal that a class assigns to a name, else None."""
    for one in node.body:
        if isinstance(one, ast.Assign) and getattr(one.targets[0], "id", "") == name:
            return literal(one.value)
    return None


def literal(node):
    """Return the value of an expression; of another than a literal its source."""
    try:
        return ast.literal_eval(node)
    except ValueError:
        return ast.unparse(node)


def constant(path: str, name: str):
    """Return the value of a constant of a module, sets and tuples included."""
    for node in tree(path).body:
        targets = getattr(node, "targets", [getattr(node, "target", None)])
        if getattr(targets[0], "id", "") == name:
            return _with_names(path, node.value)
    raise KeyError(f"{path} has no {name}")


def _with_names(path: str, node):
    """Return a literal in which a set may name other constants of the module."""
    if not isinstance(node, ast.Set):
        return literal(node)
    names = [one.id if isinstance(one, ast.Name) else "" for one in node.elts]
    return {
        constant(path, name) if name else literal(one)
        for name, one in zip(names, node.elts, strict=True)
    }


def sentence(node) -> str:
    """Return the first sentence of a docstring, as Markdown."""
    text = " ".join((ast.get_docstring(node) or "").split("\n\n")[0].split())
    return markdown(text)


def markdown(text: str) -> str:
    """Return the text of a docstring as Markdown for a cell of a table."""
    text = re.sub(r":\w+:`~?\.?([^`]+)`", r"`\1`", text).replace("``", "`")
    return text.replace("|", r"\|")


@dataclass(frozen=True)
class Field:
    """A field of a model, as its declaration says."""

    model: str
    name: str
    kind: str
    label: str
    help: str
    default: str
    personal_data: str
    path: str
    computed: bool
    readonly: bool


def model_names(node: ast.ClassDef) -> list[str]:
    """Return the models that a class of Odoo defines or extends."""
    name = attribute(node, "_name")
    inherit = attribute(node, "_inherit")
    if name:
        return [name]
    return [inherit] if isinstance(inherit, str) else list(inherit or ())


@cache
def fields() -> tuple[Field, ...]:
    """Return the fields that the add-ons declare on all models."""
    found = []
    for path, node in classes("models", "wizards"):
        for model in model_names(node):
            found += [
                _field(model, one, path)
                for one in node.body
                if isinstance(one, ast.Assign) and _is_field(one.value)
            ]
    return tuple(found)


def _is_field(node) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and getattr(node.func.value, "id", "") == "fields"
    )


def _field(model: str, node: ast.Assign, path: str) -> Field:
    given = {one.arg: one.value for one in node.value.keywords}
    positional = node.value.args
    name, kind = node.targets[0].id, node.value.func.attr
    label = given.get("string")
    if label is None and kind not in ("Many2one", "One2many", "Many2many", "Selection"):
        label = positional[0] if positional else None
    text = literal(label) if label is not None else ""
    return Field(
        model=model,
        name=name,
        kind=kind,
        label=text or _label_of(name),
        help=" ".join(str(literal(given["help"])).split()) if "help" in given else "",
        default=_default(given.get("default")),
        personal_data=_text(given.get("personal_data")),
        path=path,
        computed="compute" in given or "related" in given,
        readonly="readonly" in given,
    )


def _text(node) -> str:
    return "" if node is None else " ".join(str(literal(node)).split())


def _label_of(name: str) -> str:
    """Return the label that Odoo makes of the name of a field."""
    return re.sub(r"_ids?$", "", name).replace("_", " ").title()


def _default(node) -> str:
    if node is None:
        return ""
    if isinstance(node, ast.Lambda | ast.Name | ast.Attribute):
        return "computed"
    value = literal(node)
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value)
