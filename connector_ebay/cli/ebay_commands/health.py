# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``odoo ebay health``: what ``check_health`` finds, for a person or a monitor."""

import json

from .terminal import say

SEVERAL_BACKENDS = True


def run(backend, options):
    """Print the report; return status 1 if some part of it is not ok."""
    report = backend.check_health()
    parts = {name: part for name, part in report.items() if isinstance(part, dict)}
    healthy = all(part.get("ok") for part in parts.values())
    if options.json:
        say(json.dumps(report, default=str, ensure_ascii=False))
        return 0 if healthy else 1
    say(f"{report['backend']}: {report['state']}")
    for name, part in parts.items():
        say(f"  {'ok ' if part.get('ok') else 'BAD'} {name:<8} {_details(part)}")
    return 0 if healthy else 1


def _details(part):
    """Return the details of one part on one line."""
    shown = [
        f"{name.replace('_', ' ')}: {value}"
        for name, value in part.items()
        if name != "ok" and value not in (None, "", [], {})
    ]
    return ", ".join(shown)
