# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tables of settings, alerts, checks, metrics, personal data and errors."""

import ast
import re
import tomllib
from pathlib import Path

from . import source
from .tables import table

ALERT = "connector_ebay/models/ebay_alert.py"
#: Fields of the account that nobody sets.
NO_SETTING = re.compile(
    r"^(name|active|sequence|company_id|state|steps_|last_|.*_count$)"
)


def alert_table() -> str:
    """Return code, name on screens, severity and watcher of each alert."""
    severe = set(source.constant(ALERT, "SEVERE_CODES"))
    watchers: dict[str, list[str]] = {}
    for path, node in source.classes("components"):
        for code in source.attribute(node, "_codes") or ():
            watchers.setdefault(code, []).append(path)
    rows = []
    for code, label in source.constant(ALERT, "CODES"):
        links = ", ".join(_file(path) for path in watchers.get(code, ()))
        severity = "error" if code in severe else "warning"
        rows.append((f"`{code}`", label, severity, links))
    return table(("code", "on screens", "severity", "watched by"), rows)


def health_table() -> str:
    """Return code, name on screens and meaning of each health check."""
    rows = []
    for path, node in source.classes("components/health", "components"):
        code = source.attribute(node, "_code")
        if not code:
            continue
        title = ast.unparse(source.functions(node)["title"]).split("return")[-1]
        label = re.search(r"_\('([^']*)'|_\(\"([^\"]*)\"", title)
        shown = (label[1] or label[2]) if label else ""
        order = source.attribute(node, "_sequence") or 0
        text = source.sentence(node).removeprefix("Check ").rstrip(".")
        rows.append((order, code, shown, text, _file(path)))
    unique = {row[1]: row for row in rows}
    found = [
        (f"`{code}`", shown, text, link)
        for _order, code, shown, text, link in sorted(unique.values())
    ]
    return table(("code", "on screens", "checks", "file"), found)


def metric_table() -> str:
    """Return name, kind, labels and meaning of each metric."""
    rows = []
    for path in source.python_files("components"):
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Metric":
                name, kind, text, labels = map(source.literal, node.args[:4])
                shown = ", ".join(f"`{label}`" for label in labels)
                rows.append((f"`{name}`", kind, shown, text))
    return table(("metric", "kind", "labels", "what"), sorted(rows))


def setting_table(*models: str) -> str:
    """Return label, name, default and help of the settings of an account."""
    rows, seen = [], set()
    for field in source.fields():
        if field.model not in models or field.computed or field.readonly:
            continue
        if field.name in seen or NO_SETTING.match(field.name):
            continue
        if not field.help and field.kind == "One2many":
            continue
        seen.add(field.name)
        rows.append(
            (
                field.label,
                f"`{field.name}`",
                source.markdown(field.default),
                source.markdown(field.help),
            )
        )
    return table(("setting", "field", "default", "what"), rows)


def personal_data_table() -> str:
    """Return what is stored of a buyer, and what becomes of it."""
    rows = []
    for field in source.fields():
        if field.personal_data:
            erased = field.personal_data == "erase"
            fate = "erased" if erased else f"kept: {field.personal_data}"
            rows.append((f"`{field.model}`", field.label, f"`{field.name}`", fate))
    head = ("model", "field", "name", "when eBay closes the buyer's account")
    return table(head, sorted(rows))


def retention_table() -> str:
    """Return the settings of how long records are stored."""
    rows = []
    path = "connector_ebay/tools/retention.py"
    for node in source.tree(path).body:
        if isinstance(node, ast.Assign) and node.targets[0].id == "SETTINGS":
            for key, value in zip(node.value.keys, node.value.values, strict=True):
                name, days = map(source.literal, value.args)
                rows.append((key.value, f"`{name}`", str(days)))
    return table(("what", "parameter", "days"), rows)


def error_table() -> str:
    """Return the error numbers that have a treatment of their own."""
    rows = []
    listed = tomllib.loads((Path(__file__).parent / "errors.toml").read_text())
    for one in listed["error"]:
        path, what = one["file"], one["what"]
        value = source.constant(path, one["constant"])
        numbers = sorted({value} if isinstance(value, int) else set(value))
        shown = ", ".join(f"`{number}`" for number in numbers)
        rows.append((shown, what, _file(path)))
    return table(("eBay's error id", "what the connector does", "in"), rows)


def _file(path: str) -> str:
    return f"[`{path.rpartition('/')[2]}`](../{path})"
