# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Search a marketplace's cached category tree by words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

#: ``{category id: [name, parent id or ""]}``
Nodes = Mapping[str, list[str]]


class Found(NamedTuple):
    """A category of the tree; only leaves take listings."""

    code: str
    name: str
    parents: tuple[str, ...]
    is_leaf: bool


def search_tree(nodes: Nodes, text: str, limit: int = 50) -> list[Found]:
    """Return the categories whose path contains all words, or that have this id.

    Those whose own name contains the words come first, leaves before others.
    """
    words = text.casefold().split()
    if not words:
        return find_children(nodes, "")
    paths: dict[str, str] = {}
    hits = []
    for code, (name, _parent) in nodes.items():
        path = _path(nodes, code, paths)
        if code == text.strip() or all(word in path for word in words):
            own = name.casefold()
            hits.append((-sum(word in own for word in words), len(path), code))
    parents = {parent for _name, parent in nodes.values()}
    hits.sort(key=lambda hit: (hit[0], hit[2] in parents, hit[1], hit[2]))
    return [_found(nodes, code, parents) for *_rank, code in hits[:limit]]


def find_children(nodes: Nodes, code: str) -> list[Found]:
    """Return the categories directly below one, or those at the top."""
    parents = {parent for _name, parent in nodes.values()}
    below = [one for one, (_name, parent) in nodes.items() if parent == code]
    return [
        _found(nodes, one, parents) for one in sorted(below, key=lambda c: nodes[c][0])
    ]


def find_categories(nodes: Nodes, codes: Iterable[str]) -> list[Found]:
    """Return these categories as far as the tree has them, in this order."""
    parents = {parent for _name, parent in nodes.values()}
    return [_found(nodes, code, parents) for code in codes if code in nodes]


def _found(nodes: Nodes, code: str, parents: set[str]) -> Found:
    names: list[str] = []
    seen = {code}
    parent = nodes[code][1]
    while parent in nodes and parent not in seen:
        seen.add(parent)
        names.append(nodes[parent][0])
        parent = nodes[parent][1]
    return Found(code, nodes[code][0], tuple(reversed(names)), code not in parents)


def _path(nodes: Nodes, code: str, known: dict[str, str]) -> str:
    """Return the names from the top to a category, in lower case."""
    todo = []
    while code in nodes and code not in known and code not in todo:
        todo.append(code)
        code = nodes[code][1]
    path = known.get(code, "")
    for one in reversed(todo):
        path = f"{path} {nodes[one][0].casefold()}"
        known[one] = path
    return path
