# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from contextlib import contextmanager, nullcontext

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..exceptions import EbayWait
from ..tools.fingerprint import fingerprint
from ..tools.job_kinds import BLOCKED_ACCOUNT_SECONDS
from .ebay_backend_settings import CONSENT_KEYS

#: Days before the consent ends on which somebody is told.
CONSENT_WARNINGS = (60, 30, 7)


class EbayBackend(models.Model):
    """Connecting, pausing and noticing that a connection is gone."""

    _inherit = "ebay.backend"

    # === CONSENT ===

    def action_connect(self):
        """Send the user to eBay's consent page."""
        self.ensure_one()
        self.check_access("write")
        self._check_settings(CONSENT_KEYS)
        state = self.env["ebay.oauth.state"]._issue(self)
        return {
            "type": "ir.actions.act_url",
            "url": self._ebay_oauth().consent_url(
                self._ebay_scopes(),
                state,
                locale=(self.env.lang or "").replace("_", "-") or None,
            ),
            "target": "self",
        }

    def _ebay_take_consent(self, code):
        """Exchange the code of a consent for tokens, then connect.

        In two transactions of their own: connecting writes on this row from another
        cursor, and reads the token that the first has stored; a transaction that
        began before would wait for the one and not see the other.

        :raise EbayError: eBay did not take the code
        """
        self.ensure_one()
        self.check_access("write")
        with self._in_new_transaction() as backend:
            backend._ebay_accept_code(code)
        with self._in_new_transaction() as backend:
            backend.connect()

    def _ebay_accept_code(self, code):
        tokens = self._ebay_oauth().exchange_code(code)
        parameters = self.env["ir.config_parameter"]
        parameters.set_param(self._refresh_token_key(), tokens.refresh_token)
        self.write(
            {
                "state": "not_connected",
                "pause_reason": False,
                "refresh_token_expires_at": self._naive(tokens.refresh_expires_at),
            }
        )
        # Older tokens are void from now on: the next call fetches its own.
        self.env["ebay.token"].search([("backend_id", "=", self.id)]).unlink()

    # === STATE ===

    def _ebay_ensure_connected(self):
        """Connect if that needs no person; else make the caller wait.

        :raise EbayWait: paused, a copied database, or no (valid) consent
        """
        self.ensure_one()
        backend = self.sudo()
        if backend.state == "paused":
            raise EbayWait(
                self.env._("%s is paused: nothing is sent to eBay.", backend.name),
                BLOCKED_ACCOUNT_SECONDS,
            )
        if backend._is_copied_database():
            backend._ebay_pause_copied()
            raise EbayWait(
                self.env._(
                    "%s was connected in another database. In a copy, nothing is "
                    "sent to eBay until an administrator resumes it.",
                    backend.name,
                ),
                BLOCKED_ACCOUNT_SECONDS,
            )
        if backend.state == "connected":
            return
        if not backend._refresh_token() or backend._refresh_token_refused():
            raise EbayWait(backend._reconnect_message(), BLOCKED_ACCOUNT_SECONDS)
        backend._ebay_connect()

    def _refresh_token_refused(self):
        token = self.env["ebay.token"].search(
            [("backend_id", "=", self.id), ("kind", "=", "user")], limit=1
        )
        refused = token.refused_digest
        return bool(refused) and refused == fingerprint(self._refresh_token())

    def _database_uuid(self):
        return self.env["ir.config_parameter"].sudo().get_param("database.uuid")

    def _is_copied_database(self):
        known = self.database_uuid
        return bool(known) and known != self._database_uuid()

    def _ebay_connect(self):
        """Read who the seller is and become *connected*; keep it at once."""
        self._check_settings()
        user = self._ebay_raw_client("connect").identity.get_user()
        known = self.ebay_user_id
        if known and known != user["userId"]:
            raise UserError(
                self.env._(
                    "%(backend)s belongs to eBay account %(known)s, but the consent "
                    "came from %(new)s. Create another backend for that account.",
                    backend=self.name,
                    known=self.ebay_username or known,
                    new=user.get("username") or user["userId"],
                )
            )
        values = {
            "state": "connected",
            "pause_reason": False,
            "ebay_user_id": user["userId"],
            "ebay_username": user.get("username"),
            "connected_at": fields.Datetime.now(),
            "database_uuid": self._database_uuid(),
        }
        if not self.marketplace_id:
            values["marketplace_id"] = (
                self.env["ebay.marketplace"]
                .search([("code", "=", user.get("registrationMarketplaceId"))])
                .id
            )
        with self._in_new_transaction() as backend:
            backend.write(values)
        self._ebay_wake_jobs()

    @contextmanager
    def _in_new_transaction(self, cr=None):
        """This record on a cursor of its own: what is written there stays written.

        It never waits long for a lock: were the row locked by the caller's own
        transaction, it would wait for ever.
        """
        with self.env.registry.cursor() if cr is None else nullcontext(cr) as cursor:
            cursor.execute("SET LOCAL lock_timeout = '3s'")
            backend = self.with_env(self.env(cr=cursor, su=True))
            yield backend
            backend.env.flush_all()
        self.invalidate_recordset(flush=False)

    def _home_marketplace(self):
        """The account's marketplace, which eBay told when it was connected.

        If that was a moment ago, this transaction, older, does not see it yet.
        """
        if self.marketplace_id:
            return self.marketplace_id
        with self._in_new_transaction() as backend:
            marketplace_id = backend.marketplace_id.id
        return self.env["ebay.marketplace"].browse(marketplace_id)

    def _ebay_pause_copied(self):
        with self._in_new_transaction() as backend:
            backend.write({"state": "paused", "pause_reason": "copied"})

    def _ebay_mark_reconnect(self, cr=None):
        """eBay took the consent back: say so, once; jobs wait."""
        with self._in_new_transaction(cr) as backend:
            backend.state = "reconnect"
            backend._ebay_schedule_activity(
                "reconnect",
                self.env._("Reconnect eBay"),
                self.env._(
                    "eBay no longer accepts this connection (consent withdrawn, "
                    "password changed or expired). Press 'Connect to eBay'. Nothing "
                    "is lost: jobs wait and go on by themselves."
                ),
            )

    def _ebay_wake_jobs(self):
        """Run what waited for the connection."""
        self.env["queue.job"].sudo().search(
            [("ebay_backend_id", "in", self.ids), ("state", "=", "pending")]
        )._ebay_wake()

    def action_pause(self):
        """Stop talking to eBay; jobs wait."""
        self.write({"state": "paused", "pause_reason": "user"})

    def action_resume(self):
        """Talk to eBay again. In a copied database this adopts the account."""
        for backend in self:
            backend.write(
                {
                    "state": "not_connected",
                    "pause_reason": False,
                    "database_uuid": False,
                }
            )
            if backend._refresh_token():
                backend._ebay_delay(
                    "webhook", "connect", description=self.env._("Connect to eBay")
                ).connect()
        self._ebay_wake_jobs()

    def action_disconnect(self):
        """Forget the tokens. Bindings and history stay."""
        self.check_access("write")
        for backend in self:
            self.env["ir.config_parameter"].sudo().set_param(
                backend._refresh_token_key(), False
            )
        self.env["ebay.token"].sudo().search([("backend_id", "in", self.ids)]).unlink()
        self.write({"state": "not_connected", "refresh_token_expires_at": False})

    def connect(self):
        """Connect to eBay and read who the seller is"""
        with self.work_on("ebay.backend") as work:
            work.component(usage="backend.adapter").open()
        return self.env._("Connected as %s.", self.sudo().ebay_username or "?")

    # === EARLY WARNING ===

    @api.model
    def _cron_warn_consent(self):
        """Tell somebody before a consent ends: 60, 30 and 7 days ahead."""
        now = fields.Datetime.now()
        for backend in self.search([("refresh_token_expires_at", "!=", False)]):
            left = (backend.refresh_token_expires_at - now).days
            stage = min((days for days in CONSENT_WARNINGS if left <= days), default=0)
            if not stage:
                continue
            backend._ebay_schedule_activity(
                f"consent_ends_{stage}",
                self.env._("eBay consent ends in less than %s days", stage),
                self.env._(
                    "On %(date)s eBay stops accepting this connection. Press "
                    "'Connect to eBay' before, and nothing is interrupted.",
                    date=backend.refresh_token_expires_at.date(),
                ),
            )

    def unlink(self):
        keys = [backend._refresh_token_key() for backend in self]
        self.env["ir.config_parameter"].sudo().search([("key", "in", keys)]).unlink()
        return super().unlink()
