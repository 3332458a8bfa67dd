# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Talk to one eBay (or simulator) with our client, as the recordings want it.

Imported by programs that run in the private virtual environment, after
`add_to_path`.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from .console import Problem
from .paths import ROOT, VENV

#: Keys of eBay; environment variables, so that no key is stored in a file.
KEYS = (
    "EBAY_CLIENT_ID",
    "EBAY_CLIENT_SECRET",
    "EBAY_RU_NAME",
    "EBAY_REFRESH_TOKEN",
)
#: What single recordings need besides, by their names.
NEEDS = {"oauth_exchange_code": "EBAY_CODE", "notification_set_up": "EBAY_WEBHOOK"}


def enter_virtual_environment() -> None:
    """Start this program again with the Python of ``setup/test``, if there is one."""
    python = VENV / "bin" / "python"
    if python.exists() and os.path.realpath(sys.prefix) != os.path.realpath(VENV):
        os.execv(python, [str(python), *sys.argv])


def add_to_path() -> None:
    """Let Python find the client, the simulator and the recordings."""
    sys.path[:0] = [str(ROOT / "connector_ebay"), str(ROOT / "connector_ebay/tests")]


def keys_of_environment() -> tuple[str, ...]:
    """Return the values of `KEYS`.

    :raise Problem: one of them is not set
    """
    missing = [name for name in KEYS if not os.environ.get(name)]
    if missing:
        raise Problem(f"Set {', '.join(missing)} first: see --help.")
    return tuple(os.environ[name] for name in KEYS)


def possible(names: list[str]) -> list[str]:
    """Return the names of the recordings for which everything needed is set."""
    return [
        name
        for name in names
        if os.environ.get(NEEDS.get(name, "")) or name not in NEEDS
    ]


class Tokens:
    """The access tokens of one session, requested before it begins."""

    def __init__(self, oauth, refresh_token):
        self._user = oauth.refresh(refresh_token).value
        self._application = oauth.application_token().value

    def user_token(self, stale=None):
        """Return the seller's token."""
        return self._user

    def application_token(self, stale=None):
        """Return the application's token."""
        return self._application


@contextmanager
def ebay_session(
    environment,
    keys: tuple[str, ...],
    clock: Callable[[], datetime],
    *,
    signed: bool = True,
    on_response: Callable | None = None,
    **more,
) -> Iterator:
    """Yield an ``Ebay`` for the recordings.

    :param keys: the values of `KEYS`
    :param signed: create a signing key, which refunds and cancellations need
    :param on_response: called with each `httpx.Response`
    :param more: further attributes of ``Ebay``
    """
    from recordings import Ebay

    from ebay_client import Credentials, EbayClient, OAuth, make_http
    from ebay_client.price_quantity import OfferPrice, PriceQuantity
    from ebay_client.signature import DigitalSignature
    from ebay_client.trading_revision import InventoryStatus

    client_id, client_secret, ru_name, refresh_token = keys
    with make_http() as http:
        if on_response:
            http.event_hooks["response"].append(on_response)
        credentials = Credentials(client_id, client_secret, ru_name)
        oauth = OAuth(environment, credentials, http, clock=clock)
        tokens = Tokens(oauth, refresh_token)
        client = EbayClient(environment, credentials, tokens, http, clock=clock)
        if signed:
            key = client.key_management.create_signing_key()
            client.signature = DigitalSignature(key.jwe, key.private_key)
        yield Ebay(
            client,
            oauth,
            clock(),
            refresh_token,
            PriceQuantity,
            OfferPrice,
            InventoryStatus,
            **more,
        )


def simulated_account(simulator, webhook) -> dict:
    """Return the arguments of `ebay_session` for a simulator and its webhook."""
    from ebay_client import Environment

    keyset = simulator.keyset
    return {
        "environment": Environment.simulator(simulator.url),
        "keys": (
            keyset.client_id,
            keyset.client_secret,
            keyset.ru_name,
            keyset.refresh_token,
        ),
        "clock": simulator.clock.now,
        "code": _simulated_code(simulator),
        "webhook": webhook.url,
        "verification_token": webhook.token,
    }


def account_of_environment(environment) -> dict:
    """Return the arguments of `ebay_session` for eBay, from environment variables.

    :raise Problem: one of `KEYS` is not set
    """
    return {
        "environment": environment,
        "keys": keys_of_environment(),
        "clock": lambda: datetime.now(UTC),
        "code": os.environ.get("EBAY_CODE", ""),
        "webhook": os.environ.get("EBAY_WEBHOOK", ""),
        "verification_token": os.environ.get("EBAY_VERIFICATION_TOKEN", ""),
    }


def _simulated_code(simulator) -> str:
    """Return the code of the simulated seller's consent."""
    import httpx

    from simulator.keyset import API_SCOPE

    answer = httpx.get(f"{simulator.url}/oauth2/agree", params={"scope": API_SCOPE})
    return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]
