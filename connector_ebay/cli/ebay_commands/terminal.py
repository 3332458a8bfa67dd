# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the subcommands share: finding the account, saying things, reasons."""

import sys

from odoo.exceptions import UserError

from odoo.addons.queue_job.exception import JobError

from ...ebay_client import EbayError, redact


class CommandError(Exception):
    """The command cannot do what it was asked; its message says why."""


#: What can go wrong without the program being at fault: no traceback for these.
EXPECTED_ERRORS = (CommandError, EbayError, JobError, UserError, OSError)


def say(line=""):
    """Print one line, without any secret that may have got into it."""
    sys.stdout.write(f"{redact(line)}\n")
    sys.stdout.flush()


def reason(error):
    """An expected error in words, without secrets."""
    return redact(str(error).strip() or type(error).__name__)


def find_backends(env, name_or_id, several=False):
    """The backend a person means.

    :param several: without a name, all of them will do
    :raise CommandError: none, or not clear which
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
    """The text for an SQL pattern that matches nothing else."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
