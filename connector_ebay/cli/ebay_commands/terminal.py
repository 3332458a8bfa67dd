# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Functions that the subcommands share: find accounts, print, describe errors."""

import json
import sys

from odoo.exceptions import UserError

from odoo.addons.queue_job.exception import JobError

from ...ebay_client import EbayError, redact


class CommandError(Exception):
    """The command failed; the message says why."""


#: Errors that are not faults of the program: printed without a traceback.
EXPECTED_ERRORS = (CommandError, EbayError, JobError, UserError, OSError)


def say(line=""):
    """Print one line, with secrets redacted."""
    sys.stdout.write(f"{redact(line)}\n")
    sys.stdout.flush()


def say_json(data):
    """Print one JSON object on a line, with secrets in its texts redacted."""
    sys.stdout.write(json.dumps(_redacted(data), default=str, ensure_ascii=False))
    say()


def _redacted(data):
    if isinstance(data, dict):
        return {name: _redacted(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_redacted(value) for value in data]
    return redact(data) if isinstance(data, str) else data


def reason(error):
    """Return the message of an expected error, with secrets redacted."""
    return redact(str(error).strip() or type(error).__name__)


def find_backends(env, name_or_id, several=False):
    """Return the account that is named.

    :param several: whether all are returned if none is named
    :raise CommandError: none, or more than one, matches
    """
    backends = env["ebay.backend"].with_context(active_test=False)
    if not name_or_id:
        found = backends.with_context(active_test=True).search([])
        if several and found:
            return found
    elif name_or_id.isdecimal():
        found = backends.browse(int(name_or_id)).exists()
    else:
        found = backends.search([("name", "=ilike", _literal(name_or_id))])
    if len(found) == 1:
        return found
    known = ", ".join(
        f"{backend.name} ({backend.id})" for backend in backends.search([])
    )
    if not known:
        raise CommandError("There is no eBay account yet: create one in Odoo.")
    if found or not name_or_id:
        raise CommandError(f"Say which account with --backend: {known}")
    raise CommandError(f"There is no eBay account {name_or_id!r}, but: {known}")


def _literal(text):
    """Return an SQL pattern that matches only this text."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
