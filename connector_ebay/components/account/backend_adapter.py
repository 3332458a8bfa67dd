# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component


class EbayBackendAdapter(Component):
    """The account itself: connection, identity, limits."""

    _name = "ebay.backend.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.backend"
    _flow = "account"

    def open(self):
        """Make sure the backend is connected."""
        with self._translated("identity"):
            return self.client

    def ping(self):
        """One cheap call to the Identity API: who the seller is."""
        return self._call("identity", "get_user")

    def rate_limits(self, api_context=None, api_name=None):
        """eBay's own count of the calls left."""
        return self._call("analytics", "get_rate_limits", api_context, api_name)
