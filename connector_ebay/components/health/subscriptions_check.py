# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component

from ...connection.webhook_address import webhook_address
from ...tools.health_result import HealthResult, error, ok, warning


class EbaySubscriptionsCheck(Component):
    """Check that eBay delivers notifications to this database."""

    _name = "ebay.subscriptions.check"
    _inherit = "ebay.health.check"
    _code = "subscriptions"
    _sequence = 90
    _needs_connection = True

    @property
    def title(self) -> str:
        """Return the name of the check on screens, translated."""
        return self.env._("Notifications")

    def check(self) -> HealthResult:
        """Return what was found."""
        topics = self.backend.notification_topic_ids
        subscribed = topics.filtered(lambda topic: topic.state == "subscribed")
        if not topics:
            return warning(
                self.env._(
                    "Not subscribed: orders arrive with the schedule, a few minutes "
                    "later."
                ),
                self.env._("Press Subscribe once this server has a public address."),
                "subscribe_notifications",
                self.env._("Subscribe"),
            )
        address = webhook_address(self.env, self.backend.environment)
        status = {
            (row.get("deliveryConfig") or {}).get("endpoint"): row.get("status")
            for row in self._call("notification", "get_destinations")
        }.get(address)
        if status != "ENABLED":
            return self._repair(
                self.env._("eBay has no destination for %s.", address)
                if not status
                else self.env._("eBay has switched off %s.", address)
            )
        failed = topics.filtered(lambda topic: topic.state == "failed")
        if failed:
            return self._repair(
                self.env._(
                    "eBay refused topics: %s.", ", ".join(sorted(failed.mapped("name")))
                )
            )
        return ok(self.env._("%s topics are subscribed.", len(subscribed)))

    def _repair(self, message: str) -> HealthResult:
        return error(
            message,
            self.env._("Press Subscribe: Odoo creates or repairs what is missing."),
            "subscribe_notifications",
            self.env._("Subscribe"),
        )
