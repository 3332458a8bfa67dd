# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields
from odoo.tools import config

from odoo.addons.component.core import Component

from ...connection.webhook_address import verification_tokens, webhook_address
from ...connection.webhook_probe import ProbeOutcome, is_public, probe
from ...tools.health_result import HealthResult, error, ok, warning

#: Notifications that wait longer than this are reported.
LATE = timedelta(minutes=30)

SETTINGS = "connector_ebay.res_config_settings_action"
EVENTS = "connector_ebay.ebay_webhook_event_action"


class EbayWebhookCheck(Component):
    """Call the public webhook address as eBay does, and look at what has arrived."""

    _name = "ebay.webhook.check"
    _inherit = "ebay.health.check"
    _code = "webhook"
    _sequence = 100

    @property
    def title(self) -> str:
        """Return the name of the check on screens, translated."""
        return self.env._("Webhook Address")

    def check(self) -> HealthResult:
        """Return what was found."""
        return self._check_address() or self._check_events()

    def _check_address(self) -> HealthResult | None:
        """Return what is wrong with the address; None if eBay reaches it."""
        environment = self.backend.environment
        address = webhook_address(self.env, environment)
        if environment != "simulator" and not is_public(address):
            return self._problem(
                self.env._("eBay cannot reach %s from the internet.", address),
                self.env._(
                    "Notifications need a public https address. Enter it in Settings > "
                    "eBay; without it, orders arrive with the schedule."
                ),
            )
        token = verification_tokens(self.env).get(environment)
        if not token:
            return self._problem(
                self.env._("There is no verification token yet."),
                self.env._("Generate it in Settings > eBay, or press Subscribe."),
            )
        outcome, detail = probe(address, token)
        if outcome == ProbeOutcome.ANSWERED:
            return None
        if outcome == ProbeOutcome.WRONG_ANSWER:
            message = self.env._(
                "%(address)s does not answer as eBay expects: %(detail)s.",
                address=address,
                detail=detail,
            )
        else:
            message = self.env._(
                "%(address)s cannot be reached: %(detail)s.",
                address=address,
                detail=detail,
            )
            if config["workers"] == 1:
                return warning(
                    self.env._(
                        "%s (Odoo has one worker, which is busy here.)", message
                    ),
                    self.env._("Set workers to 2 at least, then check again."),
                )
        return self._problem(
            message,
            self.env._(
                "Look at the proxy, the certificate and, with several databases, the "
                "database filter: eBay's request has to reach this database. See "
                "docs/webhooks.md."
            ),
        )

    def _problem(self, message: str, mend: str) -> HealthResult:
        """Return an error if the account relies on notifications, else a warning."""
        problem = error if self.backend.notification_topic_ids else warning
        return problem(message, mend, SETTINGS, self.env._("Open Settings"))

    def _check_events(self) -> HealthResult:
        events = self.env["ebay.webhook.event"].sudo()
        own = [("backend_id", "=", self.backend.id)]
        failed = events.search_count([*own, ("state", "=", "failed")])
        late = events.search_count(
            [
                *own,
                ("state", "=", "pending"),
                ("received_at", "<", fields.Datetime.now() - LATE),
            ]
        )
        if failed:
            return error(
                self.env._("%s notifications have failed.", failed),
                self.env._("Open them, correct the cause and press Retry."),
                EVENTS,
                self.env._("Notifications"),
            )
        if late:
            return warning(
                self.env._("%s notifications wait for more than 30 minutes.", late),
                self.env._("See the checks of the job queue below."),
                EVENTS,
                self.env._("Notifications"),
            )
        return ok(self.env._("The address answers as eBay expects."))
