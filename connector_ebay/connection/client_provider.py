# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Provide clients to the components of a work context."""

from ..ebay_client import EbayClient
from . import Backend
from .client import make_client
from .connecting import ensure_connected
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
