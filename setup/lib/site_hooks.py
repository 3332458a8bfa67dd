# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Hooks of MkDocs: links to the code, and Mermaid from this machine.

A page links to a file of the checkout by its relative path, which works on GitHub and
in an editor. In the site the link goes to the repository.
"""

import logging
import os
import posixpath
import re
from pathlib import Path

from mkdocs.structure.files import File

log = logging.getLogger("mkdocs.hooks.site")

LINK = re.compile(r"\]\((\.\./[^)#\s]+)(#[^)\s]*)?\)")
#: Set by ``setup/docs --site``: the path of mermaid.min.js.
MERMAID = "CONNECTOR_EBAY_MERMAID"
SCRIPT = "assets/mermaid.min.js"


def on_config(config):
    """Complete the navigation; have Mermaid draw, if its script is here."""
    _add_decisions(config.nav, Path(config.docs_dir))
    if os.environ.get(MERMAID):
        config.extra_javascript.append(SCRIPT)
        config.mdx_configs["pymdownx.superfences"] = {
            "custom_fences": [
                {"name": "mermaid", "class": "mermaid", "format": _fence},
            ]
        }
    return config


def _add_decisions(nav, docs: Path) -> None:
    """Add each decision to the navigation, below their list."""
    for entry in nav:
        for value in entry.values() if isinstance(entry, dict) else ():
            if value == ["adr/README.md"]:
                value += sorted(
                    path.relative_to(docs).as_posix() for path in docs.glob("adr/0*.md")
                )
            elif isinstance(value, list):
                _add_decisions(value, docs)


def _fence(source, language, css_class, options, md, **kwargs):
    """Return a diagram as the theme wants it."""
    from pymdownx.superfences import fence_code_format

    return fence_code_format(source, language, css_class, options, md, **kwargs)


def on_files(files, config):
    """Add the script of Mermaid to the site."""
    path = os.environ.get(MERMAID)
    if path:
        text = Path(path).read_text(encoding="utf-8")
        files.append(File.generated(config, SCRIPT, content=text))
    return files


def on_page_markdown(markdown, page, config, files):
    """Let links to files outside of ``docs`` go to the repository."""
    folder = posixpath.dirname(page.file.src_uri)

    def replace(match):
        target = posixpath.normpath(posixpath.join("docs", folder, match[1]))
        if target.startswith("docs/"):
            return match[0]
        path = Path(config.config_file_path).parent / target
        if not path.exists():
            log.warning(f"{page.file.src_uri} links to {target}, which does not exist")
        kind = "tree" if path.is_dir() else "blob"
        return f"]({config.repo_url.rstrip('/')}/{kind}/19.0/{target}{match[2] or ''})"

    return LINK.sub(replace, markdown)
