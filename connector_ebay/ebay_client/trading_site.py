# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Trading calls about a site: what the REST APIs do not tell.

https://developer.ebay.com/devzone/xml/docs/reference/ebay/GeteBayDetails.html
"""

from __future__ import annotations

from .trading_transport import TradingTransport


class TradingSite(TradingTransport):
    """Words of the site that ``site_id`` names."""

    def get_identifier_unavailable_text(self) -> str:
        """Return the site's words for a product without EAN, UPC, ISBN or MPN.

        To be sent in place of the identifier, letter by letter. "" when eBay gives
        none.
        """
        return self._call(
            "GeteBayDetails",
            {"DetailName": "ProductDetails"},
            lambda response: response.text(
                "ProductDetails", "ProductIdentifierUnavailableText"
            ),
        )
