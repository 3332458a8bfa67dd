# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Select tests by the arguments of ``setup/test``."""

import argparse
import ast
import re
from dataclasses import dataclass
from pathlib import Path

from .console import Problem
from .paths import ADDONS, ROOT

FAST = ("tests/client", "tests/contract", "tests/hygiene", "tests/unit")
WHOLE_SYSTEM = ("tests/e2e", "tests/faults")
USAGE = """
Without arguments everything runs: the lint, pytest and Odoo's tests of the three
add-ons. Arguments select a part:

  setup/test connector_ebay            the tests of one add-on
  setup/test tests/e2e/test_x.py       one folder or file (or file::test)
  setup/test -k token                  all tests whose names match
  setup/test --lint                    only pylint-odoo, mypy and ruff
"""


@dataclass(frozen=True)
class Selection:
    """The lint, paths for pytest, and Odoo's test tags that are to be run."""

    lint: bool
    fast: tuple[str, ...]
    odoo_tags: tuple[str, ...]
    whole_system: tuple[str, ...]
    keyword: str = ""

    @property
    def addons(self) -> list[str]:
        """Return the add-ons in Odoo's test tags, in the order of dependency."""
        named = {tag.split("/")[1].split(":")[0] for tag in self.odoo_tags}
        return [addon for addon in ADDONS if addon in named]


def parse_arguments(arguments: list[str]) -> Selection:
    """Return what the command line selects.

    :raise Problem: for an argument that does not exist
    """
    parser = argparse.ArgumentParser(
        prog="setup/test",
        description="Set up what the tests need and run them.",
        epilog=USAGE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--lint", action="store_true", help="run only the lint")
    parser.add_argument("-k", dest="keyword", default="", metavar="EXPRESSION")
    parser.add_argument("what", nargs="*", metavar="ADDON_OR_PATH")
    given = parser.parse_args(arguments)
    if given.lint:
        return Selection(lint=True, fast=(), odoo_tags=(), whole_system=())
    if not given.what:
        return _everything(given.keyword)
    targets = [_target(what) for what in given.what]
    return Selection(
        lint=False,
        fast=tuple(t for t in targets if t.startswith("tests/") and not _is_whole(t)),
        whole_system=tuple(t for t in targets if _is_whole(t)),
        odoo_tags=_odoo_tags(
            [t for t in targets if not t.startswith("tests/")], given.keyword
        ),
        keyword=given.keyword,
    )


def _everything(keyword: str) -> Selection:
    return Selection(
        lint=not keyword,
        fast=tuple(path for path in FAST if (ROOT / path).is_dir()),
        whole_system=tuple(path for path in WHOLE_SYSTEM if (ROOT / path).is_dir()),
        odoo_tags=_odoo_tags(ADDONS, keyword),
        keyword=keyword,
    )


def _target(what: str) -> str:
    """Return the path of *what*, relative to the root of the checkout."""
    path, separator, test = what.partition("::")
    inside = [Path.cwd() / path, ROOT / path]
    for place in inside:
        if place.exists() and place.resolve().is_relative_to(ROOT):
            target = place.resolve().relative_to(ROOT).as_posix()
            if target.split("/")[0] in (*ADDONS, "tests"):
                return target + separator + test
    raise Problem(f"{what} is neither an add-on nor the path of a test.")


def _is_whole(target: str) -> bool:
    return target.startswith(WHOLE_SYSTEM)


def _odoo_tags(targets, keyword: str) -> tuple[str, ...]:
    """Return Odoo's test tags for add-ons and test files, limited by *keyword*."""
    tags = []
    for target in targets:
        addon, _, file = target.partition("/")
        if keyword:
            tags += _tags_by_name(addon, keyword)
        elif file.endswith(".py"):
            tags.append(f"/{target}")
        elif file:
            tags += [
                f"/{path.relative_to(ROOT).as_posix()}"
                for path in sorted((ROOT / target).rglob("test_*.py"))
            ]
        else:
            tags.append(f"/{addon}")
    return tuple(tags)


def _tags_by_name(addon: str, keyword: str) -> list[str]:
    """Return a tag for each test method of *addon* whose name matches *keyword*."""
    tags = []
    for path in sorted((ROOT / addon / "tests").rglob("test_*.py")):
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.ClassDef):
                continue
            for method in node.body:
                name = getattr(method, "name", "")
                full_name = f"{addon} {path.stem} {node.name} {name}"
                if name.startswith("test_") and matches(keyword, full_name):
                    tags.append(f"/{addon}:{node.name}.{name}")
    return tags


def matches(keyword: str, name: str) -> bool:
    """Return whether *name* matches a ``-k`` expression, as in pytest."""
    words = re.findall(r"\(|\)|[^\s()]+", keyword)
    known = {"and", "or", "not", "(", ")"}
    python = [
        word if word in known else str(word.lower() in name.lower()) for word in words
    ]
    try:
        return _truth(ast.parse(" ".join(python), mode="eval").body)
    except (SyntaxError, TypeError) as error:
        raise Problem(f"-k {keyword!r} is not a valid expression.") from error


def _truth(node) -> bool:
    """Return the value of a tree of ``and``, ``or``, ``not`` and constants."""
    if isinstance(node, ast.BoolOp):
        values = [_truth(value) for value in node.values]
        return all(values) if isinstance(node.op, ast.And) else any(values)
    if isinstance(node, ast.UnaryOp):
        return not _truth(node.operand)
    if isinstance(node, ast.Constant):
        return bool(node.value)
    raise TypeError(ast.dump(node))
