# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Each version that the tests install is pinned, with hashes of its files."""

import re

from dependencies import ROOT

PIN = re.compile(r"^([\w.-]+)==([\w.]+)", re.MULTILINE)
CONSTRAINTS = (ROOT / "setup/constraints.txt").read_text()
LOCK = (ROOT / "setup/requirements.lock").read_text()


def pins(text):
    """Return ``{name: version}``, the names as an index normalizes them."""
    return {re.sub(r"[-_.]+", "-", name).lower(): v for name, v in PIN.findall(text)}


def test_the_lock_has_the_tested_versions():
    assert pins(LOCK) == pins(CONSTRAINTS), "renew it as its first lines say"


def test_each_version_has_hashes():
    for block in re.split(r"\n(?=[\w.-]+==)", LOCK)[1:]:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block[:60]
