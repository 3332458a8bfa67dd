# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The docstring of a function begins with a verb: "Return …", "Create …", "Mark …"."""

import ast
import re

import pytest
from tracked import tracked_texts

CHECKED = [
    "connector_ebay*/components/*.py",
    "connector_ebay*/connection/*.py",
    "connector_ebay*/controllers/*.py",
    "connector_ebay*/models/*.py",
    "connector_ebay*/tools/*.py",
    "connector_ebay*/wizards/*.py",
    "setup/*.py",
]
# Words that begin a noun phrase or a clause. A verb cannot be told from a noun in
# general, so this finds only what is certainly wrong.
NOT_A_VERB = """
    a an the this that these those it its he she they we you our their one each every
    all any both no none nothing some whether what which who whose how why where when
    while if unless until as at by for from in into of on to with without before after
    between only not never always also here there so then only is are was were has
    does did may can must should eBay eBay's Odoo Odoo's
""".split()
FIRST_WORD = re.compile(r"[A-Za-z]+(?:'s)?")


def begins_with_a_verb(docstring):
    """Return False if *docstring* certainly does not begin with a verb."""
    word = FIRST_WORD.match(docstring)
    if not word:
        return False
    words = {word[0], word[0][:1].lower() + word[0][1:]}
    return not words & set(NOT_A_VERB) and not word[0].endswith("'s")


def functions(text):
    """Return the functions and methods of a module's text."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]


def test_docstrings_begin_with_a_verb():
    found = []
    for name, text in tracked_texts(*CHECKED):
        for node in functions(text):
            told = ast.get_docstring(node)
            if told and not begins_with_a_verb(told):
                found.append(
                    f"{name}:{node.lineno} {node.name}: {told.split(chr(10))[0]}"
                )
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("docstring", "expected"),
    [
        ("Return the transport: feed above the threshold.", True),
        ("Mark as uncertain.", True),
        ("The transport.", False),
        ("Whether eBay has it.", False),
        ("``True`` if eBay has it.", False),
        ("20 SKUs at most.", False),
        ("What eBay has.", False),
        ("eBay's answer.", False),
    ],
)
def test_the_check_finds_what_it_is_for(docstring, expected):
    assert begins_with_a_verb(docstring) is expected
