# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Each add-on has a translation template, and every translation fits its template."""

import ast
import re

import polib
import pytest
from dependencies import ADDONS, ROOT
from tracked import tracked_files, tracked_texts

#: Languages in which every text is translated.
LANGUAGES = ("de", "pl")


def messages(path):
    """Return the messages of a .po or .pot file."""
    return {entry.msgid for entry in polib.pofile(str(path))}


def template(addon):
    """Return the messages of the translation template of *addon*."""
    return messages(ROOT / addon / "i18n" / f"{addon}.pot")


def translated_in_code(addon):
    """Return the texts that the code of *addon* gives to ``_`` or ``env._``."""
    found = set()
    for name, text in tracked_texts(f"{addon}/*.py"):
        if f"{addon}/tests/" in name:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and node.args:
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                told = node.args[0]
                if called in ("_", "_lt") and isinstance(told, ast.Constant):
                    found.add(told.value)
    return found


@pytest.mark.parametrize("addon", ADDONS)
def test_the_template_has_every_text_of_the_code(addon):
    missing = translated_in_code(addon) - template(addon)
    assert not missing, f"run setup/pot: {sorted(missing)}"


@pytest.mark.parametrize("addon", ADDONS)
def test_a_translation_has_only_messages_of_its_template(addon):
    for path in tracked_files(f"{addon}/i18n/*.po"):
        obsolete = messages(path) - template(addon)
        assert not obsolete, f"{path.name}: {sorted(obsolete)}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("addon", ADDONS)
def test_a_translation_has_no_gap(addon, language):
    catalog = polib.pofile(str(ROOT / addon / "i18n" / f"{language}.po"))
    gaps = [entry.msgid for entry in catalog if not entry.msgstr]
    missing = template(addon) - {entry.msgid for entry in catalog}
    assert not gaps and not missing, f"translate: {sorted(missing.union(gaps))}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("addon", ADDONS)
def test_a_translation_fills_in_the_same_values(addon, language):
    different = [
        entry.msgid
        for entry in polib.pofile(str(ROOT / addon / "i18n" / f"{language}.po"))
        if values(entry.msgid) != values(entry.msgstr)
    ]
    assert not different


def values(text):
    """Return the placeholders and tags of a text, in the order of the alphabet."""
    return sorted(re.findall(r"%\(\w+\)[\d.]*[a-z]|%[sd]|{{.*?}}|</?\w+", text))
