# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The user guide names buttons and menus as they are on screens, in each language."""

import re
from functools import cache
from pathlib import Path

import polib
import pytest
from dependencies import ADDONS, ROOT

import odoo.addons

GUIDE = ROOT / "docs/user-guide"
PAGES = sorted(path.name for path in (GUIDE / "en").glob("*.md"))
BOLD = re.compile(r"\*\*([^*]+)\*\*")
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")
TAG = re.compile(r"<[^>]+>")
#: Odoo's own add-ons whose menus and buttons the guide names.
THEIRS = ("base", "web", "product", "sale", "stock", "account")
MEGABYTES = 4


@cache
def names(language):
    """Return the texts of our screens and Odoo's, without markup."""
    files = [ROOT / addon / "i18n/pl.po" for addon in ADDONS]
    files += [
        Path(folder) / addon / "i18n/pl.po"
        for folder in [*odoo.addons.__path__, *_base_folders()]
        for addon in THEIRS
    ]
    found = set()
    for file in filter(Path.exists, files):
        for entry in polib.pofile(str(file)):
            text = entry.msgid if language == "en" else entry.msgstr
            found |= {TAG.sub("", text).strip(), *map(str.strip, TAG.split(text))}
    return found


def _base_folders():
    return [f"{folder}/addons" for folder in odoo.__path__]


def test_the_search_finds_names():
    assert "Ustawienia" in names("pl") and "Settings" in names("en")


@pytest.mark.parametrize("language", ["en", "pl"])
@pytest.mark.parametrize("page", PAGES)
def test_bold_words_are_on_screens(language, page):
    text = (GUIDE / language / page).read_text()
    words = {word.strip() for bold in BOLD.findall(text) for word in bold.split(" > ")}
    assert not sorted(words - names(language))


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_have_the_same_steps(page):
    pages = [(GUIDE / language / page).read_text() for language in ("en", "pl")]
    for pattern in (r"^#+ ", r"^\d+\. ", r"^\| ", r"^!\["):
        counts = {len(re.findall(pattern, text, re.MULTILINE)) for text in pages}
        assert len(counts) == 1, pattern


def test_pictures_are_small_and_used():
    used = {
        (GUIDE / language / match).resolve()
        for language in ("en", "pl")
        for page in PAGES
        for match in PICTURE.findall((GUIDE / language / page).read_text())
    }
    there = set((GUIDE / "pictures").rglob("*.*"))
    assert used == there
    assert sum(path.stat().st_size for path in there) < MEGABYTES * 2**20
