# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""GeteBayDetails: the words of a site.

https://developer.ebay.com/devzone/xml/docs/reference/ebay/GeteBayDetails.html
"""

from .marketplaces import BY_SITE_ID
from .trading import trading_call
from .trading_xml import container, element


@trading_call("GeteBayDetails")
def get_ebay_details(trading):
    """Answer with the text for products without an identifier; nothing else is kept."""
    if "ProductDetails" not in trading.request.texts("DetailName"):
        return ""
    site = BY_SITE_ID[int(trading.call.request.headers["X-EBAY-API-SITEID"])]
    text = element("ProductIdentifierUnavailableText", site.no_identifier)
    return container("ProductDetails", text)
