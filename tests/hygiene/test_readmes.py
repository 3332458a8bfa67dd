# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The README files are what their fragments say, and name what exists."""

import re
from pathlib import Path

import pytest

from lib.addon_readme import render

ROOT = Path(__file__).parents[2]
ADDONS = ("connector_ebay", "connector_ebay_sale", "connector_ebay_stock")
# Code such as ``setup/demo --once``, and links such as <docs/testing.md>.
IN_THE_CHECKOUT = re.compile(
    r"(?:``|<)((?:setup|tests|docs|connector_ebay\w*)(?:/[\w./]*)?)[`> ]"
)


@pytest.mark.parametrize("addon", ADDONS)
def test_an_addons_readme_is_put_together_from_its_fragments(addon):
    written = (ROOT / addon / "README.rst").read_text()
    assert written == render(addon), "cd setup && python3 -m lib.addon_readme"


@pytest.mark.parametrize("addon", ADDONS)
def test_an_addon_says_what_it_is_how_to_set_it_up_and_how_to_use_it(addon):
    folder = ROOT / addon / "readme"
    for name in ("DESCRIPTION", "CONFIGURE", "USAGE", "CONTRIBUTORS"):
        assert (folder / f"{name}.rst").read_text().strip()


def test_what_the_readme_names_exists():
    named = IN_THE_CHECKOUT.findall((ROOT / "README.rst").read_text())
    assert named
    assert not [path for path in named if not (ROOT / path).exists()]
