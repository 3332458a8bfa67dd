# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""An addon's README.rst, put together from the fragments in its ``readme`` folder.

``python3 -m lib.addon_readme`` in ``setup`` writes those of the three addons. The
fragments have the names and the order of OCA's own generator, which is not published
as a package.
"""

import ast

from .paths import ADDONS, ROOT

SECTIONS = {
    "DESCRIPTION": "",
    "CONTEXT": "Use Cases / Context",
    "INSTALL": "Installation",
    "CONFIGURE": "Configuration",
    "USAGE": "Usage",
    "ROADMAP": "Known issues / Roadmap",
    "DEVELOP": "Development",
    "CONTRIBUTORS": "Contributors",
    "HISTORY": "Changelog",
}
NOTE = (
    ".. Put together from the fragments in ``readme``: change those, not this file.\n"
)


def render(addon: str) -> str:
    """The text of the README.rst of *addon*."""
    folder = ROOT / addon
    manifest = ast.literal_eval((folder / "__manifest__.py").read_text())
    parts = [NOTE, _heading(manifest["name"], "=", over=True)]
    for name, title in SECTIONS.items():
        fragment = folder / "readme" / f"{name}.rst"
        if not fragment.exists():
            continue
        if title:
            parts.append(_heading(title, "="))
        parts.append(fragment.read_text().strip() + "\n")
    return "\n".join(parts)


def _heading(text: str, mark: str, over: bool = False) -> str:
    line = mark * len(text)
    return f"{line}\n{text}\n{line}\n" if over else f"{text}\n{line}\n"


def write_all() -> None:
    """Write the README.rst of each addon."""
    for addon in ADDONS:
        (ROOT / addon / "README.rst").write_text(render(addon))


if __name__ == "__main__":
    write_all()
