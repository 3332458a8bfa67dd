# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Commerce Identity API: who gave the consent.

https://developer.ebay.com/api-docs/commerce/identity/overview.html
"""

from __future__ import annotations

from typing import Any

from .rest import RestApi


class CommerceIdentity(RestApi):
    """The seller's identity, on eBay's ``apiz`` host only."""

    api = "commerce.identity"
    root = "/commerce/identity/v1"
    host = "apiz"

    def get_user(self) -> dict[str, Any]:
        """Return the seller; ``userId`` never changes, ``username`` may.

        https://developer.ebay.com/api-docs/commerce/identity/resources/user/methods/getUser
        """
        return self._call("GET", "/user/")
