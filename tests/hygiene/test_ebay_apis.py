# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The list of eBay's calls in the docs is complete."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLIENT = ROOT / "connector_ebay/ebay_client"
DOCS = (ROOT / "docs/ebay-apis.md").read_text(encoding="utf-8")

TRADING_CALL = re.compile(r'_call\(\s*"([A-Z][A-Za-z]+)"')
TRADING_CALLS = sorted(
    {
        name
        for path in CLIENT.glob("trading_*.py")
        for name in TRADING_CALL.findall(path.read_text(encoding="utf-8"))
    }
)
ADAPTERS = re.compile(r"`(\w+/\w+\.py)`")


def test_the_search_finds_calls():
    assert "GetSellerList" in TRADING_CALLS and len(TRADING_CALLS) > 4


@pytest.mark.parametrize("name", TRADING_CALLS)
def test_each_trading_call_is_listed_with_its_successor(name):
    """Trading is the API that eBay has announced to replace."""
    assert f"`{name}`" in DOCS


@pytest.mark.parametrize("path", sorted(set(ADAPTERS.findall(DOCS))))
def test_each_adapter_named_there_exists(path):
    if path.split("/")[0] in ("connection", "ebay_client"):
        assert (ROOT / "connector_ebay" / path).exists()
        return
    assert list(ROOT.glob(f"connector_ebay*/components/{path}"))
