# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Check that what the columns of lists show fits into them, in each language.

Odoo gives a column of numbers a fixed width, whatever its label needs, and any other
one at least 80 pixels. What does not fit is cut off: such a column needs a ``width``.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from odoo.modules import get_module_path
from odoo.tools.translate import TranslationImporter

LANGUAGES = {"en_US": "", "de_DE": "de", "pl_PL": "pl"}

#: Pixels that Odoo's column_width_hook.js gives a column of a type; 80 otherwise.
FIXED_WIDTHS = {"integer": 71, "float": 93, "monetary": 105, "boolean": 100}
LEAST_WIDTH = 80

#: Pixels of a character in a wide font, of the padding of a badge, and of the page.
LABEL_CHARACTER, BADGE_CHARACTER = 7.7, 7.0
BADGE_PADDING = 16


class Column(NamedTuple):
    """A column of a list that is shown by default."""

    view: str
    name: str
    label: str
    type: str
    widget: str
    width: int
    wraps: bool
    options: list[str]

    def needs(self) -> dict[str, int]:
        """Return ``{text: pixels}`` of what the column has to show in full."""
        needs = {}
        if self.width or self.type in FIXED_WIDTHS:
            # Any other column is as wide as its label, unless space is short.
            needs[self.label] = round(len(self.label) * LABEL_CHARACTER)
        if self.widget == "badge":
            for text in self.options:
                shown = two_lines(text) if self.wraps else text
                needs[text] = round(len(shown) * BADGE_CHARACTER) + BADGE_PADDING
        return needs

    def problems(self) -> list[str]:
        """Return what does not fit into the column."""
        width = self.width or FIXED_WIDTHS.get(self.type, LEAST_WIDTH)
        return [
            f"{self.view} {self.name}: '{text}' needs {pixels} of {width} px"
            for text, pixels in self.needs().items()
            if pixels > width
        ]


def two_lines(text: str) -> str:
    """Return the longer line of a text that is broken into two as evenly as it can."""
    words = text.split()
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(len(words))]
    return min((max(lines, key=len) for lines in breaks), key=len)


class ListColumnsMixin:
    """Check the columns of every list of an add-on."""

    def _load_languages(self, *modules: str) -> None:
        """Load the translations of these add-ons only: all of Odoo's take long."""
        for code, name in LANGUAGES.items():
            if not name:
                continue
            self.env["res.lang"]._activate_lang(code)
            importer = TranslationImporter(self.env.cr)
            for module in modules:
                importer.load_file(f"{get_module_path(module)}/i18n/{name}.po", code)
            importer.save(overwrite=True)
        self.env.registry.clear_all_caches()
        self.env.invalidate_all()

    def _columns(self, module: str, lang: str) -> Iterator[list[Column]]:
        """Yield the columns of each list of the add-on."""
        data = self.env["ir.model.data"].search(
            [("module", "=", module), ("model", "=", "ir.ui.view")]
        )
        views = (
            self.env["ir.ui.view"].with_context(lang=lang).browse(data.mapped("res_id"))
        )
        for view in views.exists().filtered(lambda one: one.mode == "primary"):
            if view.type == "list":
                model = self.env[view.model].with_context(lang=lang)
                yield self._columns_of(model, model._get_view(view.id, "list")[0], view)
            elif view.type == "form":
                yield from self._lists_of_form(view, lang)

    def _lists_of_form(self, view: Any, lang: str) -> Iterator[list[Column]]:
        model = self.env[view.model].with_context(lang=lang)
        arch = model._get_view(view.id, "form")[0]
        for node in arch.xpath("//field/list"):
            field = model._fields.get(node.getparent().get("name"))
            if field is not None and field.relational:
                lines = self.env[field.comodel_name].with_context(lang=lang)
                yield self._columns_of(lines, node, view)

    def _columns_of(self, model: Any, arch: Any, view: Any) -> list[Column]:
        names = [node.get("name") for node in arch.iterchildren("field")]
        fields = model.fields_get(names, ["string", "type", "selection"])
        columns = []
        for node in arch.iterchildren("field"):
            field = fields.get(node.get("name"))
            hidden = node.get("column_invisible") in ("1", "True")
            if hidden or node.get("optional") == "hide" or not field:
                continue
            if node.get("nolabel") or "multi_company" in node.get("groups", ""):
                continue
            columns.append(
                Column(
                    view.xml_id or view.name,
                    node.get("name"),
                    node.get("string") or field["string"],
                    node.get("widget")
                    if node.get("widget") in FIXED_WIDTHS
                    else field["type"],
                    node.get("widget") or "",
                    int((node.get("width") or "0").removesuffix("px")),
                    "o_ebay_wrap" in node.get("class", ""),
                    [label for _value, label in field.get("selection") or []],
                )
            )
        return columns

    def _check_columns(self, *modules: str) -> None:
        """Check the lists of these add-ons in each language."""
        self._load_languages(*modules)
        problems = []
        for lang in LANGUAGES:
            for module in modules:
                for columns in self._columns(module, lang):
                    for column in columns:
                        problems += [f"{lang} {text}" for text in column.problems()]
        if problems:
            self.fail("\n".join(["cut off:", *sorted(problems)]))
