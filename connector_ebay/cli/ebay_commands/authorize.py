# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``odoo ebay authorize``: the seller's consent, without Odoo's web client."""

import hmac
import secrets
from urllib.parse import parse_qs, urlsplit

from ...connection.consent import accept_consent, consent_url
from ...connection.keyset import CONSENT_KEYS, Keyset
from ...tools.transactions import new_transaction
from .terminal import CommandError, say


def run(backend, options):
    """Print the consent address, read the code, connect."""
    Keyset(backend).check(CONSENT_KEYS)
    state = secrets.token_urlsafe(24)
    answer = options.code
    if not answer:
        say("Open this address, sign in as the seller and agree:")
        say()
        say(consent_url(backend, state))
        say()
        answer = _ask("The address eBay sent you to then, or its code: ")
    code = _read_code(answer, "" if options.code else state)
    say(f"{backend.name} is connected as {_connect(backend, code)}.")
    return 0


def _ask(question):
    try:
        return input(question).strip()
    except EOFError as error:
        raise CommandError("No code was given.") from error


def _read_code(answer, state):
    """Return the code in what was pasted.

    :param state: what was sent to eBay; an address with another one belongs to another
        consent
    :raise CommandError: there is no code in it
    """
    if "://" not in answer and "code=" not in answer:
        if not answer:
            raise CommandError("No code was given.")
        return answer
    query = parse_qs(urlsplit(answer).query or answer.lstrip("?"))
    returned = query.get("state", [""])[0]
    if state and not hmac.compare_digest(returned.encode(), state.encode()):
        raise CommandError("This address belongs to another consent. Begin again.")
    if not query.get("code"):
        raise CommandError("This address has no code: the consent was not given.")
    return query["code"][0]


def _connect(backend, code):
    """Accept the consent; return the seller's name, read in a new transaction."""
    accept_consent(backend, code)
    with new_transaction(backend) as connected:
        return connected.ebay_username
