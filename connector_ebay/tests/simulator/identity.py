# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Identity API: who the seller is.

https://developer.ebay.com/api-docs/commerce/identity/resources/user/methods/getUser
"""

from .keyset import scope
from .routing import Routes

routes = Routes("/commerce/identity/v1", "commerce.identity")


@routes.add("GET", "/user/", "getUser", scopes=[scope("commerce.identity.readonly")])
def get_user(call):
    """Answer with the immutable user id, the user name and the site of registration."""
    seller = call.seller
    user_id, username = call.grant.user or (seller.user_id, seller.username)
    return {
        "userId": user_id,
        "username": username,
        "accountType": seller.account_type,
        "registrationMarketplaceId": seller.marketplace.code,
    }
