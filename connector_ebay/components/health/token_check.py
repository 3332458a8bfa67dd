# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields
from odoo.tools import format_date

from odoo.addons.component.core import Component

from ...connection.keyset import Keyset
from ...exceptions import EbayRetry
from ...tools.health_result import HealthResult, error, ok, warning

#: A consent that ends within this time is reported.
ENDS_SOON = timedelta(days=60)


class EbayTokenCheck(Component):
    """Check that eBay accepts the seller's consent; leave the seller for the others."""

    _name = "ebay.token.check"
    _inherit = "ebay.health.check"
    _code = "token"
    _sequence = 20

    @property
    def title(self) -> str:
        """Return the name of the check on screens, translated."""
        return self.env._("Connection")

    def check(self) -> HealthResult:
        """Return what was found."""
        backend = self.backend
        if not Keyset(backend).refresh_token or backend.state == "reconnect":
            return self._no_consent()
        if backend.state == "paused":
            return warning(
                self.env._("The account is paused: nothing is sent to eBay."),
                self.env._("Press Resume when Odoo shall work with eBay again."),
                "action_resume" if backend.pause_reason == "user" else "",
                self.env._("Resume"),
            )
        try:
            user = self._call("identity", "get_user")
        except EbayRetry as problem:
            return error(
                self.env._("eBay does not answer: %s", problem),
                self.env._(
                    "Look whether this server reaches the internet, and at eBay's "
                    "system status page. Work waits and goes on by itself."
                ),
                "https://developer.ebay.com/support/api-status",
                self.env._("eBay's Status"),
            )
        self.work.ebay_health_user = user
        backend.invalidate_recordset()
        if backend.state == "reconnect":
            return self._no_consent()
        return self._consent(user.get("username") or user.get("userId") or "?")

    def _no_consent(self) -> HealthResult:
        return error(
            self.env._("There is no valid consent of the seller."),
            self.env._("Press 'Connect to eBay' and agree as the seller."),
            "action_connect",
            self.env._("Connect to eBay"),
        )

    def _consent(self, username: str) -> HealthResult:
        ends = self.backend.refresh_token_expires_at
        if not ends:
            return ok(self.env._("Connected as %s.", username))
        message = self.env._(
            "Connected as %(user)s; the consent ends on %(date)s.",
            user=username,
            date=format_date(self.env, ends),
        )
        if ends < fields.Datetime.now() + ENDS_SOON:
            return warning(
                message,
                self.env._("Press 'Connect to eBay' before that day."),
                "action_connect",
                self.env._("Connect to eBay"),
            )
        return ok(message)
