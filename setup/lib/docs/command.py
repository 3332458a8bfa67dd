# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``setup/docs``: write what the pages take from the code, and build the site."""

import argparse
import os
import tarfile
from pathlib import Path

from ..console import Problem, run, say, step
from ..environment import ensure_environment
from ..paths import CACHE, DEV, ROOT, venv_program
from . import calls, mappings, reference
from .tables import fill

#: Draws the diagrams of the site. Without npm, or a network, they stay text.
MERMAID = "11.17.2"
BLOCKS = {
    "mapping": mappings.mapping_table,
    "function": mappings.function_table,
    "document": mappings.document_table,
    "rules": mappings.rule_table,
    "carriers": mappings.carrier_table,
    "calls": calls.calls_table,
    "alerts": reference.alert_table,
    "health": reference.health_table,
    "metrics": reference.metric_table,
    "settings": reference.setting_table,
    "personal-data": reference.personal_data_table,
    "retention": reference.retention_table,
    "errors": reference.error_table,
}


def docs(arguments: list[str]) -> int:
    """Write the pages, or build the site; return 0 if nothing is wrong."""
    parser = argparse.ArgumentParser(
        prog="setup/docs",
        description="Write the tables of docs/ that are taken from the code.",
    )
    parser.add_argument("--check", action="store_true", help="write nothing; compare")
    parser.add_argument(
        "--site", action="store_true", help="also build the site in .dev/site"
    )
    options = parser.parse_args(arguments)
    changed = [path for path, text in pages() if path.read_text() != text]
    for path in changed:
        say(f"{'differs' if options.check else 'written'}: {path.relative_to(ROOT)}")
    if options.check:
        return 1 if changed else 0
    for path, text in pages():
        if path in changed:
            path.write_text(text)
    if options.site:
        _build_site()
    return 0


def pages():
    """Yield ``(path, text)`` of each page with its tables as the code has them."""
    for path in sorted((ROOT / "docs").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        try:
            yield path, fill(text, BLOCKS)
        except (Problem, KeyError, StopIteration) as error:
            raise Problem(f"{path.relative_to(ROOT)}: {error}") from error


def _build_site() -> None:
    ensure_environment()
    environment = dict(os.environ, NO_MKDOCS_2_WARNING="1")
    script = _mermaid()
    if script:
        environment["CONNECTOR_EBAY_MERMAID"] = str(script)
    with step("Site"):
        run(
            [venv_program("python"), "-m", "mkdocs", "build", "--strict"],
            log="mkdocs",
            failure="The site could not be built",
            cwd=ROOT,
            env=environment,
        )
    say(f"    {DEV / 'site' / 'index.html'}")


def _mermaid() -> Path | None:
    """Return the path of Mermaid's script, downloaded once by npm; None without it."""
    folder = CACHE / "mermaid"
    script = folder / f"mermaid-{MERMAID}.min.js"
    if script.exists():
        return script
    folder.mkdir(parents=True, exist_ok=True)
    try:
        run(["npm", "pack", "--silent", f"mermaid@{MERMAID}"], cwd=folder)
    except (Problem, OSError):
        say("    npm cannot fetch mermaid: the diagrams of the site stay text")
        return None
    archive = folder / f"mermaid-{MERMAID}.tgz"
    with tarfile.open(archive) as packed:
        content = packed.extractfile("package/dist/mermaid.min.js")
        script.write_bytes(content.read())
    archive.unlink()
    return script
