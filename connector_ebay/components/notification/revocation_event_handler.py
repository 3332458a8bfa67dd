# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component

from ...exceptions import EbayWait
from ...tools.stored_text import StoredText


class EbayRevocationEventHandler(Component):
    """Check the seller's consent after eBay reports that it was withdrawn."""

    _name = "ebay.revocation.event.handler"
    _inherit = "ebay.event.handler"
    _topics = ("AUTHORIZATION_REVOCATION",)

    def handle(self, event: Any) -> str | None:
        """Ask eBay for a new access token; return whether the consent still holds.

        The event may be older than a new consent, so it is not taken at its word.
        """
        adapter = self.component(
            usage="notification.adapter", model_name="ebay.backend"
        )
        try:
            adapter.renew_access_token()
        except EbayWait:
            self.backend.invalidate_recordset()
            if self.backend.state != "reconnect":
                raise
            return StoredText._("The consent is gone: somebody has to connect again.")
        return StoredText._("eBay still accepts the connection: nothing to do.")
