# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The files that git tracks, as the hygiene tests read them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def tracked_files(*patterns):
    """The tracked files of the checkout that are still there."""
    told = subprocess.run(
        ["git", "ls-files", "-z", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [ROOT / name for name in told.split("\0") if name and (ROOT / name).exists()]


def tracked_texts(*patterns):
    """Pairs of a tracked text file's path from the root, and its text."""
    for path in tracked_files(*patterns):
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text()
        except UnicodeDecodeError:
            continue
