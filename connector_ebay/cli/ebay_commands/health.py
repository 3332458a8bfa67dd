# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``odoo ebay health``: what ``check_health`` finds, for a person or a monitor."""

from .terminal import say, say_json

SEVERAL_BACKENDS = True

LABELS = {"ok": "ok     ", "warning": "WARNING", "error": "ERROR  "}


def run(backend, options):
    """Print the checks; return status 1 if one of them is an error.

    With ``--strict``, a warning is status 1, too.
    """
    report = backend.check_health()
    healthy = report["state"] == "ok" or (
        report["state"] == "warning" and not options.strict
    )
    if options.json:
        say_json({"backend": backend.name, **report})
        return 0 if healthy else 1
    say(f"{backend.name}: {report['state']}")
    for check in report["checks"]:
        state = LABELS[check["state"]]
        say(f"  {state} {check['code']:<13} {check['message']}")
        if check["mend"]:
            say(f"{'':<24} {check['mend']}")
    return 0 if healthy else 1
