# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..ebay_client import API_SCOPE, SELLER_SCOPES


class EbayBackend(models.Model):
    """Telling eBay what to push, and where to."""

    _inherit = "ebay.backend"

    notification_topic_ids = fields.One2many(
        "ebay.notification.topic", "backend_id", string="Notification Topics"
    )

    def subscribe_notifications(self):
        """Have eBay push its notifications: destination and subscriptions.

        Creates what is missing and repairs what differs, in a job.
        """
        self._check_can_run()
        for backend in self:
            backend._ebay_delay(
                "webhook",
                "notifications",
                description=self.env._("Subscribe to eBay's notifications"),
            ).repair_notifications()
        return True

    def repair_notifications(self):
        """Compare eBay's notification settings with ours and repair them"""
        with self.work_on("ebay.backend") as work:
            return work.component(usage="notification.subscriber").run()

    @api.model
    def _cron_subscribe_notifications(self):
        """Once a day, compare and repair what was set up before."""
        self._running().filtered("notification_topic_ids").subscribe_notifications()

    def _ebay_scopes(self):
        """The scopes to ask the seller for.

        Those that every keyset has, and the parameter ``optional_scopes`` of the
        environment: names such as ``commerce.message``. One that eBay has not granted
        to the keyset makes the whole consent fail, so a person has to want it.
        """
        optional = self._param("optional_scopes").split()
        return (*SELLER_SCOPES, *(f"{API_SCOPE}/{name}" for name in optional))

    def _alert_email(self):
        """Whom eBay writes to when deliveries fail.

        :raise UserError: nobody has an address
        """
        address = self.user_id.email or self.company_id.email
        if not address:
            raise UserError(
                self.env._(
                    "eBay wants an e-mail address for alerts: give %s one.",
                    self.user_id.name or self.company_id.name,
                )
            )
        return address

    def _ensure_verification_token(self):
        """The environment's verification token, made up if there is none.

        Stored on a cursor of its own: eBay asks back, in another request, before it
        answers us.
        """
        key = self._param_key("verification_token")
        token = self._verification_tokens().get(self.environment)
        if token:
            return token
        token = secrets.token_urlsafe(32)
        with self.env.registry.cursor() as cr:
            parameters = self.env(cr=cr, su=True)["ir.config_parameter"]
            parameters.set_param(key, token)
        self.env.registry.clear_cache()
        return token

    def _check_webhook_address(self, address):
        """:raise UserError: eBay would not deliver there"""
        if self.environment != "simulator" and not address.startswith("https://"):
            raise UserError(
                self.env._(
                    "eBay delivers to public https addresses only, not to %s. Set "
                    "the webhook address in Settings > eBay.",
                    address,
                )
            )
