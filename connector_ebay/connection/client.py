# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Create the client that calls eBay for an account."""

from functools import partial

from ..ebay_client import EbayClient
from . import Backend
from .keyset import Keyset
from .process import http_client, log_call
from .tokens import AccessTokens


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
