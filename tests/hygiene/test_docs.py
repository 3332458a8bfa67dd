# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The documentation builds, and names only what exists."""

import importlib.util
import os
import re
import shlex
import subprocess
import sys
from functools import cache

import pytest
from tracked import ROOT, tracked_files, tracked_texts

from lib.docs.command import pages

FENCE = re.compile(r"^(`{3,})([^\n]*)\n(.*?)^\1\s*$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#\s:]+)(?:#[^)\s]*)?\)")
COMMAND = re.compile(
    r"(?:^|[\s=])(setup/[a-z-]+(?![\w./-])|odoo ebay\b)((?: [^\n#|&;)]*)?)"
)
FILE = re.compile(r"[\w./-]*\w\.(?:py|xml|sql|yml|json|js|cfg|toml|lock)")
FOLDER = re.compile(r"(?:tests|docs|connector_ebay\w*)/[\w/-]*\w(?=/?$)")
#: Files that an example adds, or that are of another repository.
ELSEWHERE = {"components/order_update/return_event_handler.py", "test/test.json"}

PAGES = dict(tracked_texts("docs/*.md", "README.md", "*/README.md"))
# A file of today that git does not know yet counts, too.
PATHS = {path.relative_to(ROOT).as_posix() for path in tracked_files()} | {
    path.relative_to(ROOT).as_posix()
    for top in ("docs", "setup", "tests", "connector_ebay")
    for path in (ROOT / top).rglob("*.*")
}


def codes(text):
    """Yield the inline code of a page, and the lines of its blocks."""
    for match in FENCE.finditer(text):
        if match[2].strip() != "mermaid":
            yield from match[3].replace("\\\n", " ").splitlines()
    for match in CODE.finditer(FENCE.sub("", text)):
        yield match[1]


def commands():
    """Return ``(page, program, arguments)`` of each command of ours."""
    return sorted(
        {
            (name, match[1], " ".join(match[2].split()))
            for name, text in PAGES.items()
            for code in codes(text)
            for match in COMMAND.finditer(code)
        }
    )


@cache
def help_of(program):
    """Return what a command of ``setup`` prints for ``--help``."""
    done = subprocess.run(
        [sys.executable, program, "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{program} --help: {done.stderr}"
    return done.stdout


@cache
def odoo_command():
    """Return the parser of ``odoo ebay``."""
    path = ROOT / "connector_ebay/cli/ebay.py"
    # Odoo demands that a command is named after its module.
    name = "odoo.addons.connector_ebay.cli.ebay"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Ebay()


def test_the_site_builds_in_strict_mode(tmp_path):
    """Every page is in the navigation; every link and anchor leads somewhere."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "index.html").read_text()
    loaded = re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="(https?:[^"]+)', page)
    assert not loaded, "the site loads something from another server"


def test_what_is_written_from_the_code_is_up_to_date():
    changed = [path.name for path, text in pages() if path.read_text() != text]
    assert not changed, "run: setup/docs"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_links_to_files_lead_somewhere(name):
    """Also on pages outside of the site, and to files outside of docs."""
    folder = (ROOT / name).parent
    links = LINK.findall(FENCE.sub("", PAGES[name]))
    assert not [link for link in links if not (folder / link).exists()]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_files_named_exist(name):
    missing = []
    for code in codes(PAGES[name]):
        for file in FILE.findall(code) if " " not in code else ():
            if file != code or file in ELSEWHERE:
                continue
            if not any(path == file or path.endswith(f"/{file}") for path in PATHS):
                missing.append(file)
        if FOLDER.fullmatch(code) and not any(f"{code}/" in f"/{p}" for p in PATHS):
            missing.append(code)
    assert not missing


def test_the_search_finds_commands():
    programs = {program for _name, program, _arguments in commands()}
    assert {"setup/test", "setup/record", "odoo ebay"} <= programs


@pytest.mark.parametrize(("name", "program", "arguments"), commands())
def test_commands_and_their_options_exist(name, program, arguments):
    words = arguments.split()
    if program == "odoo ebay":
        # Words in capitals are left for the reader to replace.
        if words and words[0].islower():
            words = shlex.split(re.sub(r"[\[\]…]", " ", arguments))
            odoo_command().parser.parse_known_args(words)
        return
    assert (ROOT / program).exists()
    options = [word.strip("[],.") for word in words if word.strip("[").startswith("-")]
    printed = help_of(program)
    assert not [one for one in options if one.split("=")[0] not in printed]
