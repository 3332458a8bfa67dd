# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The wire to eBay: no Odoo in it, usable from a script."""

from .call_record import CallRecord, Observer
from .client import EbayClient
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
from .oauth import OAuth
from .pictures import fetch_pictures
from .redaction import redact
from .scopes import API_SCOPE, SELLER_SCOPES
from .tokens import AccessToken, TokenSource, UserTokens

__all__ = [
    "API_SCOPE",
    "SELLER_SCOPES",
    "AccessToken",
    "CallRecord",
    "Credentials",
    "EbayClient",
    "EbayError",
    "Environment",
    "ErrorDetail",
    "Listing",
    "ListingPage",
    "NotFoundError",
    "OAuth",
    "Observer",
    "PermissionDeniedError",
    "RejectedError",
    "ThrottledError",
    "TokenSource",
    "TransientError",
    "UnauthorizedError",
    "UserTokens",
    "Variation",
    "fetch_pictures",
    "make_http",
    "redact",
]
