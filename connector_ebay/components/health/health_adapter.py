# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import time
from typing import Any

from odoo.addons.component.core import Component

from ...connection.consent import make_oauth
from ...connection.keyset import Keyset
from ...ebay_client import RejectedError
from ...exceptions import EbayWait


class EbayHealthAdapter(Component):
    """Call eBay for the health report: short timeouts, no call after its time is up.

    The work context has ``ebay_health_deadline``, in seconds of the monotonic clock.
    """

    _name = "ebay.health.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.backend"
    _usage = "health.adapter"
    _flow = "health"

    def call(self, api: str, function: str, *args: Any, **kwargs: Any) -> Any:
        """Call ``client.<api>.<function>``.

        :raise EbayWait: the time of the report is up
        """
        self._check_time()
        return self._call(api, function, *args, **kwargs)

    def is_granted(self, scopes: tuple[str, ...]) -> bool:
        """Return whether the seller's consent includes all these scopes.

        eBay does not list them, but grants no token with a scope that is not included.
        """
        self._check_time()
        oauth = make_oauth(self.backend)
        refresh_token = Keyset(self.backend).refresh_token
        with self._translated("oauth"):
            try:
                oauth.refresh(refresh_token, scopes)
            except RejectedError as error:
                if not any(one.message == "invalid_scope" for one in error.details):
                    raise
                return False
        return True

    def _check_time(self) -> None:
        if time.monotonic() > self.work.ebay_health_deadline:
            raise EbayWait(
                self.env._("eBay answers too slowly: this was not checked."), 60
            )
