# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``odoo ebay authorize``: the seller's consent, without Odoo's web client."""

import hmac
import secrets
from urllib.parse import parse_qs, urlsplit

from ...connection.consent import accept_consent, consent_url
from ...connection.keyset import CONSENT_KEYS, Keyset
from ...tools.transactions import new_transaction
from .terminal import CommandError, say, say_json


def run(backend, options):
    """Print the consent address, read the code, connect."""
    Keyset(backend).check(CONSENT_KEYS)
    state = secrets.token_urlsafe(24)
    answer = options.code
    if not answer:
        _show_address(consent_url(backend, state), options)
        question = "The address eBay sent you to then, or its code: "
        answer = _ask("" if options.json else question)
    code = _read_code(answer, "" if options.code else state)
    username = _connect(backend, code)
    if options.json:
        say_json({"backend": backend.name, "connected_as": username})
    else:
        say(f"{backend.name} is connected as {username}.")
    return 0


def _show_address(address, options):
    """Print where the seller gives consent; the answer is read from stdin."""
    if options.json:
        say_json({"consent_url": address})
        return
    say("Open this address, sign in as the seller and agree:")
    say()
    say(address)
    say()


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
