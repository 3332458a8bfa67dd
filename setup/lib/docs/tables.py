# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Markdown tables, and the places of the pages that are filled with them."""

import re
from collections.abc import Iterable, Sequence

from ..console import Problem

BLOCK = re.compile(
    r"(<!-- written by setup/docs: (?P<name>[\w-]+)(?P<options>[^>]*?) -->\n)"
    r".*?(<!-- end -->)",
    re.DOTALL,
)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(
        f"| {' | '.join(cells)} |\n".replace("|  |", "| |") for cells in lines
    )


def fill(text: str, blocks) -> str:
    """Return a page with its blocks written anew.

    :param blocks: functions by the name of the block; each takes the words that follow
        the name
    """

    def write(match) -> str:
        if match["name"] not in blocks:
            raise Problem(f"setup/docs knows no block {match['name']}.")
        content = blocks[match["name"]](*match["options"].split())
        return f"{match[1]}\n{content.strip()}\n\n{match[4]}"

    return BLOCK.sub(write, text)
