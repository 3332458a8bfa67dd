# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``odoo ebay authorize``: the seller's consent, without Odoo's web client."""

import hmac
import secrets
from urllib.parse import parse_qs, urlsplit

from ...models.ebay_backend_settings import CONSENT_KEYS
from .terminal import CommandError, say


def run(backend, options):
    """Print the consent address, take the code back, connect."""
    backend._check_settings(CONSENT_KEYS)
    state = secrets.token_urlsafe(24)
    answer = options.code
    if not answer:
        say("Open this address, sign in as the seller and agree:")
        say()
        say(backend._ebay_oauth().consent_url(backend._ebay_scopes(), state))
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
    """The code out of what was pasted.

    :param state: what we sent along; an address that brings another one back belongs
        to somebody else's consent
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
    """Take the consent; the seller's name, which this transaction cannot see yet."""
    backend._ebay_take_consent(code)
    with backend._in_new_transaction() as connected:
        return connected.ebay_username
