# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One seller's access to eBay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

import httpx

from .call_record import Observer
from .commerce_identity import CommerceIdentity
from .commerce_media import CommerceMedia
from .commerce_notification import CommerceNotification
from .commerce_taxonomy import CommerceTaxonomy
from .credentials import Credentials
from .developer_analytics import DeveloperAnalytics
from .developer_key_management import DeveloperKeyManagement
from .environment import Environment
from .errors import PermissionDeniedError, UnauthorizedError
from .post_order import PostOrderCancellation
from .rest import TokenKind
from .sell_account import SellAccount
from .sell_feed import SellFeed
from .sell_fulfillment import SellFulfillment
from .sell_inventory import SellInventory
from .sell_metadata import SellMetadata
from .tokens import TokenSource
from .trading import Trading
from .wire import Clock, Wire, utc_now

T = TypeVar("T")


class EbayClient:
    """eBay's APIs for one seller, one attribute each.

    ``flow`` says in call records what the calls are made for and may be set at any
    time. ``site_id`` is the Trading site whose language and conventions apply.
    ``signature`` signs the calls for which eBay demands it of sellers in the EU and UK
    (a DigitalSignature); it may be set at any time too.
    The HTTP client is shared and is not closed here.
    """

    def __init__(
        self,
        environment: Environment,
        credentials: Credentials,
        tokens: TokenSource,
        http: httpx.Client,
        *,
        observer: Observer | None = None,
        flow: str = "",
        clock: Clock = utc_now,
        site_id: int = 0,
        signature: httpx.Auth | None = None,
    ) -> None:
        self.environment = environment
        self.credentials = credentials
        self.tokens = tokens
        self.signature = signature
        self.wire = Wire(http, observer=observer, clock=clock, flow=flow)
        self.trading = Trading(self, site_id=site_id)
        self.inventory = SellInventory(self)
        self.account = SellAccount(self)
        self.metadata = SellMetadata(self)
        self.media = CommerceMedia(self)
        self.fulfillment = SellFulfillment(self)
        self.feed = SellFeed(self)
        self.cancellation = PostOrderCancellation(self)
        self.taxonomy = CommerceTaxonomy(self)
        self.identity = CommerceIdentity(self)
        self.notification = CommerceNotification(self)
        self.analytics = DeveloperAnalytics(self)
        self.key_management = DeveloperKeyManagement(self)

    @property
    def flow(self) -> str:
        """Return what the calls are made for."""
        return self.wire.flow

    @flow.setter
    def flow(self, flow: str) -> None:
        self.wire.flow = flow

    @property
    def server_time_offset(self) -> timedelta | None:
        """Return eBay's clock minus ours, None before the first answer.

        A Trading answer tells it to the millisecond, any other to the second.
        """
        return self.wire.server_time_offset

    def server_now(self) -> datetime:
        """Return eBay's time as far as known, else this machine's (aware UTC)."""
        return self.wire.clock() + (self.server_time_offset or timedelta())

    def with_token(self, kind: TokenKind, send: Callable[[str], T]) -> T:
        """Call ``send`` with a token, once more with a fresh one if eBay refuses it.

        :raises UnauthorizedError: there is no other token, or it is refused too
        """
        source = self.tokens.user_token
        if kind is TokenKind.APPLICATION:
            source = self.tokens.application_token
        token = source()
        try:
            return send(token)
        except PermissionDeniedError:
            raise
        except UnauthorizedError:
            fresh = source(stale=token)
            if fresh == token:
                raise
        return send(fresh)
