# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Generated files match their sources."""

from pathlib import Path

import pytest

from lib.addon_readme import render_index, render_readme, render_requirements

ROOT = Path(__file__).parents[2]
ADDONS = ("connector_ebay", "connector_ebay_sale", "connector_ebay_stock")
FRAGMENTS = ("DESCRIPTION", "CONFIGURE", "USAGE", "CONTRIBUTORS", "HISTORY")
COMMAND = "run: cd setup && ../.dev/venv/bin/python -m lib.addon_readme"


@pytest.mark.parametrize("addon", ADDONS)
def test_the_readme_of_an_addon_matches_its_fragments(addon):
    readme = (ROOT / addon / "README.rst").read_text()
    assert readme == render_readme(addon), COMMAND
    index = (ROOT / addon / "static/description/index.html").read_text()
    assert index == render_index(readme), COMMAND


def test_the_requirements_match_the_manifests():
    assert (ROOT / "requirements.txt").read_text() == render_requirements(), COMMAND


@pytest.mark.parametrize("addon", ADDONS)
def test_an_addon_has_the_usual_fragments(addon):
    for name in FRAGMENTS:
        assert (ROOT / addon / "readme" / f"{name}.rst").read_text().strip()
