# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Connect an account to eBay, and decide whether it may call eBay."""

from odoo import fields
from odoo.exceptions import UserError

from ..exceptions import EbayWait
from ..tools.job_kinds import BLOCKED_ACCOUNT_SECONDS
from ..tools.transactions import new_transaction
from . import Backend
from .client import make_client
from .consent import reconnect_message
from .keyset import Keyset
from .tokens import AccessTokens


def ensure_connected(backend: Backend) -> None:
    """Connect the account if that needs no person.

    :raise EbayWait: it is paused, in a copied database, or has no valid consent
    """
    backend.ensure_one()
    backend = backend.sudo()
    if backend.state == "paused":
        raise EbayWait(
            backend.env._("%s is paused: nothing is sent to eBay.", backend.name),
            BLOCKED_ACCOUNT_SECONDS,
        )
    if is_copied_database(backend):
        with new_transaction(backend) as fresh:
            fresh.write({"state": "paused", "pause_reason": "copied"})
        raise EbayWait(
            backend.env._(
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
    known = backend.ebay_user_id
    if known and known != user["userId"]:
        raise UserError(
            backend.env._(
                "%(backend)s belongs to eBay account %(known)s, but the consent "
                "came from %(new)s. Create another backend for that account.",
                backend=backend.name,
                known=backend.ebay_username or known,
                new=user.get("username") or user["userId"],
            )
        )
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
