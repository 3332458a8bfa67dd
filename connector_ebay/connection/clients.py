# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Create clients for an account, which is connected to eBay first if necessary."""

from functools import partial

from odoo import fields

from ..ebay_client import EbayClient
from ..exceptions import EbayWait
from ..tools.job_kinds import BLOCKED_ACCOUNT_SECONDS
from ..tools.stored_text import StoredText
from ..tools.transactions import new_transaction
from . import Backend
from .consent import check_seller, reconnect_message
from .keyset import Keyset
from .process import http_client, log_call
from .tokens import AccessTokens


class ClientProvider:
    """Create each client of a work context when it is first needed."""

    def __init__(self, backend: Backend):
        self.backend = backend
        self._tokens = AccessTokens(backend)
        self._clients: dict[str, EbayClient] = {}

    def client(self, flow: str, key: str = "") -> EbayClient:
        """Return a client for the account, which is connected if necessary.

        :param flow: what the next calls are for, in the log of calls
        :param key: callers with the same key share a client
        :raise EbayWait: the account may not call eBay now
        """
        client = self._clients.get(key)
        if not client:
            ensure_connected(self.backend)
            client = make_client(self.backend, flow, self._tokens)
            self._clients[key] = client
        client.flow = flow
        return client


def make_client(
    backend: Backend, flow: str, tokens: AccessTokens | None = None
) -> EbayClient:
    """Return a client for the account, whether or not it is connected.

    :param flow: what the calls are for, in the log of calls
    """
    keyset = Keyset(backend)
    return EbayClient(
        keyset.environment(),
        keyset.credentials(),
        tokens or AccessTokens(backend),
        http_client(backend),
        observer=partial(log_call, backend),
        flow=flow,
        site_id=backend.marketplace_id.site_id,
    )


def ensure_connected(backend: Backend) -> None:
    """Connect the account if that needs no person.

    :raise EbayWait: it is paused, in a copied database, or has no valid consent
    """
    backend.ensure_one()
    backend = backend.sudo()
    if backend.state == "paused":
        raise EbayWait(
            StoredText._("%s is paused: nothing is sent to eBay.", backend.name),
            BLOCKED_ACCOUNT_SECONDS,
        )
    if is_copied_database(backend):
        with new_transaction(backend) as fresh:
            fresh.write({"state": "paused", "pause_reason": "copied"})
        raise EbayWait(
            StoredText._(
                "%s was connected in another database. In a copy, nothing is "
                "sent to eBay until an administrator resumes it.",
                backend.name,
            ),
            BLOCKED_ACCOUNT_SECONDS,
        )
    if backend.state == "connected":
        return
    if not can_connect(backend):
        raise EbayWait(reconnect_message(backend), BLOCKED_ACCOUNT_SECONDS)
    _connect(backend)


def can_connect(backend: Backend) -> bool:
    """Return whether the account has a refresh token that eBay has not refused."""
    return bool(Keyset(backend).refresh_token) and not (
        AccessTokens(backend).is_refresh_token_refused()
    )


def database_uuid(backend: Backend) -> str:
    """Return the identifier of this database."""
    return backend.env["ir.config_parameter"].sudo().get_param("database.uuid")


def is_copied_database(backend: Backend) -> bool:
    """Return whether the account was connected in another database."""
    known = backend.database_uuid
    return bool(known) and known != database_uuid(backend)


def _connect(backend: Backend) -> None:
    """Read the seller's identity and become connected, in a new transaction.

    :raise UserError: the keyset is not complete, or the consent is another account's
    """
    Keyset(backend).check()
    user = make_client(backend, "connect").identity.get_user()
    check_seller(backend, user)
    values = {
        "state": "connected",
        "pause_reason": False,
        "ebay_user_id": user["userId"],
        "ebay_username": user.get("username"),
        "connected_at": fields.Datetime.now(),
        "database_uuid": database_uuid(backend),
    }
    if not backend.marketplace_id:
        marketplaces = backend.env["ebay.marketplace"]
        code = user.get("registrationMarketplaceId")
        values["marketplace_id"] = marketplaces.search([("code", "=", code)]).id
    with new_transaction(backend) as fresh:
        fresh.write(values)
    backend.env["ebay.alert"]._close(backend, "unauthorized")
    wake_jobs(backend)


def wake_jobs(backends: Backend) -> None:
    """Make jobs that wait for the accounts due now."""
    jobs = backends.env["queue.job"].sudo()
    jobs.search(
        [("ebay_backend_id", "in", backends.ids), ("state", "=", "pending")]
    )._ebay_wake()


def home_marketplace(backend: Backend) -> Backend:
    """Return the account's ``ebay.marketplace``, which eBay names on connecting.

    If the account was connected a moment ago, this transaction does not see it yet.
    """
    if backend.marketplace_id:
        return backend.marketplace_id
    with new_transaction(backend) as fresh:
        marketplace_id = fresh.marketplace_id.id
    return backend.env["ebay.marketplace"].browse(marketplace_id)
