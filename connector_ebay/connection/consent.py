# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The seller's consent: asked for, accepted, and found withdrawn."""

from functools import partial
from typing import Any

from odoo.exceptions import UserError

from ..ebay_client import EbayClient, OAuth
from ..ebay_client.tokens import UserTokens
from ..tools.ebay_time import to_naive_utc
from ..tools.environments import ENVIRONMENTS
from ..tools.stored_text import StoredText
from ..tools.transactions import new_transaction
from . import Backend
from .keyset import CONSENT_KEYS, Keyset
from .process import http_client, log_call


def make_oauth(backend: Backend) -> OAuth:
    """Return the OAuth client of the account's keyset."""
    keyset = Keyset(backend)
    return OAuth(
        keyset.environment(),
        keyset.credentials(),
        http_client(backend),
        observer=partial(log_call, backend),
    )


def consent_url(backend: Backend, state: str, locale: str | None = None) -> str:
    """Return the address of eBay's consent page.

    :param state: comes back from eBay, to recognise whose consent it is
    :raise UserError: the keyset is not complete
    """
    keyset = Keyset(backend)
    keyset.check(CONSENT_KEYS)
    return make_oauth(backend).consent_url(keyset.scopes(), state, locale=locale)


def accept_consent(backend: Backend, code: str) -> None:
    """Exchange the code of a consent for tokens, check whose they are, then connect.

    Nothing is stored before eBay has said who gave the consent: that of another seller
    must not replace a connection that works.

    Storing and connecting have a transaction each: connecting writes on the backend in
    another transaction and reads the token that the first step stored. In one
    transaction, it would wait for the row and not see the token.

    :raise EbayError: eBay did not accept the code, or does not say whose it is
    :raise UserError: another seller gave the consent
    """
    backend.ensure_one()
    backend.check_access("write")
    tokens = make_oauth(backend).exchange_code(code)
    check_seller(backend, _read_seller(backend, tokens))
    with new_transaction(backend) as fresh:
        _store_consent(fresh, tokens)
    with new_transaction(backend) as fresh:
        fresh.connect()
    backend.env["ebay.alert"]._close(backend, "consent_ends")
    backend._ebay_log_action(backend.env._("connected the account to eBay"))


def check_seller(backend: Backend, user: dict[str, Any]) -> None:
    """Check that a consent is from the account's seller and no other account's.

    :param user: the seller's identity, as eBay returns it
    :raise UserError: it is another seller's
    """
    known = backend.ebay_user_id
    new = user.get("username") or user["userId"]
    if known and known != user["userId"]:
        raise UserError(
            backend.env._(
                "%(backend)s belongs to eBay account %(known)s, but the consent "
                "came from %(new)s. For that one, create another account in Odoo. "
                "Nothing was changed.",
                backend=backend.name,
                known=backend.ebay_username or known,
                new=new,
            )
        )
    if backend.environment == "simulator":
        return
    backends = backend.env["ebay.backend"].sudo()
    other = backends.search(
        [
            ("environment", "=", backend.environment),
            ("ebay_user_id", "=", user["userId"]),
            ("id", "!=", backend.id),
        ],
        limit=1,
    )
    if other:
        raise UserError(
            backend.env._(
                "eBay account %(new)s is connected already, by %(other)s. Nothing was "
                "changed.",
                new=new,
                other=other.name,
            )
        )


class _ConsentTokens:
    """The tokens of a consent that is not stored yet, as ``EbayClient`` wants them."""

    def __init__(self, tokens: UserTokens):
        self._tokens = tokens

    def user_token(self, stale: str | None = None) -> str:
        """Return the only access token there is."""
        return self._tokens.access_token

    def application_token(self, stale: str | None = None) -> str:
        """Refuse: a consent yields no token of the application."""
        raise LookupError("a consent yields no token of the application")


def _read_seller(backend: Backend, tokens: UserTokens) -> dict[str, Any]:
    """Ask eBay who gave a consent; return the identity."""
    keyset = Keyset(backend)
    client = EbayClient(
        keyset.environment(),
        keyset.credentials(),
        _ConsentTokens(tokens),
        http_client(backend),
        observer=partial(log_call, backend),
        flow="connect",
    )
    return client.identity.get_user()


def _store_consent(backend: Backend, tokens: UserTokens) -> None:
    parameters = backend.env["ir.config_parameter"]
    parameters.set_param(Keyset(backend).refresh_token_parameter, tokens.refresh_token)
    backend.write(
        {
            "state": "not_connected",
            "pause_reason": False,
            "refresh_token_expires_at": to_naive_utc(tokens.refresh_expires_at),
        }
    )
    # Older access tokens are void.
    delete_access_tokens(backend)


def delete_refresh_tokens(backends: Backend) -> None:
    """Delete the refresh tokens of these accounts, of every environment they had."""
    keys = [
        f"connector_ebay.{environment}.refresh_token.{backend.id}"
        for backend in backends
        for environment in ENVIRONMENTS
    ]
    parameters = backends.env["ir.config_parameter"].sudo()
    parameters.search([("key", "in", keys)]).unlink()


def delete_access_tokens(backends: Backend) -> None:
    """Delete the access tokens of these accounts: the next call gets new ones."""
    tokens = backends.env["ebay.token"].sudo()
    tokens.search([("backend_id", "in", backends.ids)]).unlink()


def withdraw_consent(backends: Backend) -> None:
    """Delete all tokens of these accounts. Bindings and history stay."""
    delete_refresh_tokens(backends)
    delete_access_tokens(backends)
    backends.write({"state": "not_connected", "refresh_token_expires_at": False})


def mark_reconnect(backend: Backend, cr: Any = None) -> None:
    """Mark that eBay no longer accepts the consent; open an alert.

    :param cr: a cursor to use instead of a new transaction
    """
    if cr is None:
        with new_transaction(backend) as fresh:
            _write_reconnect(fresh)
        return
    fresh = backend.with_env(backend.env(cr=cr, su=True))
    _write_reconnect(fresh)
    fresh.env.flush_all()
    backend.invalidate_recordset(flush=False)


def _write_reconnect(backend: Backend) -> None:
    backend.state = "reconnect"
    backend.env["ebay.alert"]._open(backend, "unauthorized", *reconnect_texts())


def reconnect_texts() -> tuple[StoredText, StoredText]:
    """Return what has happened when the consent is gone, and what to do."""
    return (
        StoredText._(
            "eBay no longer accepts this connection (consent withdrawn, password "
            "changed or expired)."
        ),
        StoredText._(
            "Press 'Connect to eBay' on the account. Nothing is lost: the work waits "
            "and goes on by itself."
        ),
    )


def reconnect_message(backend: Backend) -> str:
    """Return what a person has to do when the consent is gone."""
    return StoredText._(
        "eBay wants the seller's consent again: open %s and press "
        "'Connect to eBay'. The job goes on by itself afterwards.",
        backend.name,
    )
