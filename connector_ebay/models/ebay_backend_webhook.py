# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models

from ..ebay_client import make_http
from .ebay_backend import ENVIRONMENTS

ENVIRONMENT_NAMES = [name for name, _label in ENVIRONMENTS]

#: While eBay waits for our answer we wait no longer for its: seconds.
IMPATIENT = {
    "read_timeout": 3.0,
    "connect_timeout": 2.0,
    "write_timeout": 2.0,
    "pool_timeout": 1.0,
}

#: Like the patient connections: one per process, database and backend.
_IMPATIENT_HTTP = {}

#: What the health report looks back on.
LOOK_BACK = timedelta(hours=24)

#: Events that wait longer than this are not being worked on.
SLOW = timedelta(minutes=30)


class EbayBackend(models.Model):
    """Where eBay delivers its notifications, and whose they are."""

    _inherit = "ebay.backend"

    event_ids = fields.One2many("ebay.webhook.event", "backend_id", string="Events")
    event_count = fields.Integer(
        string="Events Today", compute="_compute_event_counts", help="Last 24 hours."
    )
    event_failed_count = fields.Integer(compute="_compute_event_counts")

    def _compute_event_counts(self):
        recent = self._count_by_backend(
            "ebay.webhook.event",
            [("received_at", ">=", fields.Datetime.now() - LOOK_BACK)],
        )
        failed = self._count_by_backend(
            "ebay.webhook.event", [("state", "=", "failed")]
        )
        for backend in self:
            backend.event_count = recent.get(backend, 0)
            backend.event_failed_count = failed.get(backend, 0)

    # === THE ADDRESS ===

    @api.model
    def _verification_tokens(self):
        """The verification tokens by environment, past the cache.

        eBay challenges while it creates the destination, so the token must be known
        to all workers in the instant in which it is stored.
        """
        keys = {
            f"connector_ebay.{name}.verification_token": name
            for name in ENVIRONMENT_NAMES
        }
        self.env["ir.config_parameter"].flush_model()
        self.env.cr.execute(
            """
            SELECT key, value FROM ir_config_parameter
            WHERE key IN %s AND value != ''
            """,
            (tuple(keys),),
        )
        return {keys[key]: value for key, value in self.env.cr.fetchall()}

    @api.model
    def _webhook_environments(self, named=None):
        """The environments whose notifications are taken.

        :param named: by the address; without it, all that an account is in
        """
        self.env.cr.execute(
            "SELECT DISTINCT environment FROM ebay_backend WHERE active"
        )
        used = {row[0] for row in self.env.cr.fetchall()}
        return [
            name for name in ENVIRONMENT_NAMES if name in used and named in (None, name)
        ]

    @api.model
    def _main_environment(self, tokens):
        """Whose token the plain address answers with, one for several being unclear.

        The first that has a token: of those with an account, else of all.

        :param tokens: the environments that have one
        """
        used = self._webhook_environments()
        for name in [*used, *ENVIRONMENT_NAMES]:
            if name in tokens:
                return name
        return None

    @api.model
    def _webhook_challenge(self, environment=None):
        """``(verification token, address as eBay knows it)``; no token: (None, None).

        :param environment: as the address names it, if it does
        """
        tokens = self._verification_tokens()
        environment = environment or self._main_environment(tokens)
        if environment not in tokens:
            return None, None
        return tokens[environment], self._webhook_address(environment)

    @api.model
    def _webhook_address(self, environment):
        """The address to give eBay for this environment, which has a token by then.

        A token that was made up in another transaction may not be visible here.
        """
        address = self._webhook_url()
        tokens = {*self._verification_tokens(), environment}
        if environment == self._main_environment(tokens):
            return address
        return f"{address.rstrip('/')}/{environment}"

    # === KEYS AND SELLERS ===

    @api.model
    def _for_public_keys(self, environment):
        """An account whose keyset may ask eBay for a public key, impatiently.

        A paused account will do: the key is asked for in the application's name. In
        a copied database none will.
        """
        backends = self.sudo().search([("environment", "=", environment)])
        able = backends.filtered(
            lambda backend: not backend._missing_keys_to_call()
            and backend.pause_reason != "copied"
            and not backend._is_copied_database()
        )
        return able[:1].with_context(ebay_impatient=True)

    def _missing_keys_to_call(self):
        return not (self._param("client_id") and self._param("client_secret")) or (
            self.environment == "simulator" and not self._param("api_url")
        )

    def _ebay_http(self):
        """The kept-alive connections; impatient ones where eBay waits for us."""
        if not self.env.context.get("ebay_impatient"):
            return super()._ebay_http()
        key = self._ebay_process_key()
        if key not in _IMPATIENT_HTTP:
            _IMPATIENT_HTTP[key] = make_http(**IMPATIENT)
        return _IMPATIENT_HTTP[key]

    @api.model
    def _for_seller(self, environment, ebay_user_id):
        """The account of this seller; empty when there is none here."""
        if not ebay_user_id:
            return self.browse()
        found = self.sudo().search(
            [("environment", "=", environment), ("ebay_user_id", "=", ebay_user_id)]
        )
        return found.sorted(lambda backend: backend.state != "connected")[:1]

    # === HEALTH ===

    def _health_webhook(self):
        """Subscriptions as last compared, and how fast events are worked off."""
        health = super()._health_webhook()
        events = self.env["ebay.webhook.event"].sudo()
        recent = [
            ("backend_id", "=", self.id),
            ("received_at", ">=", fields.Datetime.now() - LOOK_BACK),
        ]
        done = [*recent, ("state", "=", "done")]
        waiting = [("backend_id", "=", self.id), ("state", "=", "pending")]
        late = [*waiting, ("received_at", "<", fields.Datetime.now() - SLOW)]
        [[lag]] = events._read_group(done, [], ["lag:avg"])
        topics = self.notification_topic_ids
        broken = topics.filtered(lambda topic: topic.state == "failed")
        failed = events.search_count(
            [("backend_id", "=", self.id), ("state", "=", "failed")]
        )
        stuck = events.search_count(late)
        return {
            **health,
            "ok": health["ok"] and not (failed or stuck or broken),
            "url": self._webhook_address(self.environment),
            "subscribed": sorted(
                topics.filtered(lambda topic: topic.state == "subscribed").mapped(
                    "name"
                )
            ),
            "broken": sorted(broken.mapped("name")),
            "events_today": events.search_count(recent),
            "waiting": events.search_count(waiting),
            "late": stuck,
            "failed": failed,
            "lag_seconds": round(lag or 0, 1),
        }
