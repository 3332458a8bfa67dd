# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The wire to eBay: no Odoo in it, usable from a script."""

from .bulk_row import BulkRow
from .call_record import CallRecord, Observer
from .client import EbayClient
from .commerce_media import Image
from .credentials import Credentials
from .environment import Environment
from .errors import (
    EbayError,
    ErrorDetail,
    NotFoundError,
    PermissionDeniedError,
    RejectedError,
    ThrottledError,
    TransientError,
    UnauthorizedError,
)
from .http import make_http
from .listing import Listing, ListingPage, Variation
from .listing_result import ListingFee, ListingResult, MigratedListing
from .oauth import OAuth
from .price_quantity import OfferPrice, PriceQuantity
from .pictures import fetch_pictures
from .redaction import redact
from .rest import TokenKind
from .scopes import API_SCOPE, SELLER_SCOPES
from .signature import DigitalSignature
from .tokens import AccessToken, TokenSource, UserTokens
from .trading_revision import InventoryStatus, RevisionResult

__all__ = [
    "API_SCOPE",
    "SELLER_SCOPES",
    "AccessToken",
    "BulkRow",
    "CallRecord",
    "Credentials",
    "DigitalSignature",
    "EbayClient",
    "EbayError",
    "Environment",
    "ErrorDetail",
    "Image",
    "InventoryStatus",
    "Listing",
    "ListingFee",
    "ListingPage",
    "ListingResult",
    "MigratedListing",
    "NotFoundError",
    "OAuth",
    "Observer",
    "OfferPrice",
    "PermissionDeniedError",
    "PriceQuantity",
    "RejectedError",
    "RevisionResult",
    "ThrottledError",
    "TokenKind",
    "TokenSource",
    "TransientError",
    "UnauthorizedError",
    "UserTokens",
    "Variation",
    "fetch_pictures",
    "make_http",
    "redact",
]
