# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The layers of the add-ons, what each may import, and what each does import.

``docs/architecture.md`` shows the same tables.
"""

import ast
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

# An add-on may import from those that it depends on, never the other way round.
ADDONS = {
    "connector_ebay": (),
    "connector_ebay_sale": ("connector_ebay",),
    "connector_ebay_stock": ("connector_ebay", "connector_ebay_sale"),
}

# Each layer may import itself and the layers named here; `components` has topics.
LAYERS = {
    "simulator": (),
    "ebay_client": (),
    "exceptions": ("ebay_client",),
    "tools": ("exceptions", "ebay_client"),
    "connection": ("tools", "exceptions", "ebay_client"),
    "components": ("connection", "tools", "exceptions", "ebay_client"),
    "models": ("connection", "tools", "exceptions", "ebay_client"),
    "wizards": ("connection", "tools", "exceptions", "ebay_client"),
    "controllers": ("connection", "tools", "exceptions", "ebay_client"),
    "cli": ("connection", "tools", "exceptions", "ebay_client"),
}

# A topic of `components` may import itself, `core` and the topics named here.
TOPICS = {
    "order_update": ("order_import",),
    "quantity": ("price_quantity",),
}


@dataclass(frozen=True)
class Place:
    """Where a module is: its add-on, its layer and, of a component, its topic."""

    addon: str
    layer: str
    topic: str = ""

    def __str__(self) -> str:
        return "/".join(filter(None, (self.addon, self.layer, self.topic)))


def place_of(parts: list[str]) -> Place | None:
    """Return the place of a module's dotted path, None for the root of an add-on."""
    if len(parts) < 2 or parts[1] in ("__init__", "__manifest__", "hooks"):
        return None
    addon, layer, *rest = parts
    if layer == "tests":
        return Place(addon, "simulator") if rest[:1] == ["simulator"] else None
    topic = rest[0] if layer == "components" and rest and rest[0] != "__init__" else ""
    return Place(addon, layer, topic)


def imported_modules(source: str, package: list[str]) -> list[list[str]]:
    """Return the dotted paths that a file of *package* imports from our add-ons."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = node.module.split(".") if node.module else []
            if node.level:
                module = package[: len(package) - node.level + 1] + module
            found += [[*module, alias.name] for alias in node.names]
    return [path for path in map(_inside_our_addons, found) if path]


def _inside_our_addons(path: list[str]) -> list[str]:
    """Return the path from the add-on on, or an empty list for other packages."""
    if path[:2] == ["odoo", "addons"]:
        path = path[2:]
    if path[0] in ("ebay_client", "simulator"):
        path = ["connector_ebay", *path]
    return path if path[0] in ADDONS else []


def is_allowed(source: Place, target: Place) -> bool:
    """Return True if a module at *source* may import one at *target*."""
    if target.addon not in (source.addon, *ADDONS[source.addon]):
        return False
    if source.layer != target.layer:
        return target.layer in LAYERS.get(source.layer, ())
    topics = (source.topic, "core", *TOPICS.get(source.topic, ()))
    return not source.topic or not target.topic or target.topic in topics


def forbidden_imports(path: str, source: str) -> list[str]:
    """Return the forbidden imports of a file, as ``from -> to``."""
    parts = path.removesuffix(".py").split("/")
    here = place_of(parts)
    if here is None:
        return []
    if here.layer not in LAYERS:
        return [f"{path} is in no layer of the table"]
    targets = map(place_of, imported_modules(source, parts[:-1]))
    return [
        f"{here} -> {there} ({path})"
        for there in targets
        if there and not is_allowed(here, there)
    ]


def table(rows: dict[str, tuple[str, ...]], title: str) -> str:
    """Return *rows* as the Markdown table of ``docs/architecture.md``."""
    lines = [f"| {title} | may import |", "| --- | --- |"]
    for name, targets in rows.items():
        told = ", ".join(f"`{target}`" for target in targets) or "nothing of ours"
        lines.append(f"| `{name}` | {told} |")
    return "\n".join(lines)
