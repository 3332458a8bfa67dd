# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models

from .ebay_token import digest
from .ebay_webhook_event import EVENT_DAYS


class EbayAccountDeletion(models.Model):
    """The receipt for one closed eBay account: what was made anonymous, what was not.

    It names the person by a fingerprint only, which tells whether a given eBay user
    id was the one without keeping it.
    """

    _name = "ebay.account.deletion"
    _description = "eBay Account Deletion"
    _rec_name = "pseudonym"
    _order = "id desc"
    _log_access = False

    event_id = fields.Many2one(
        "ebay.webhook.event", readonly=True, index=True, ondelete="set null"
    )
    environment = fields.Char(readonly=True)
    user_digest = fields.Char(
        string="Fingerprint", required=True, readonly=True, index=True
    )
    pseudonym = fields.Char(
        required=True, readonly=True, help="What stands in the place of the name now."
    )
    requested_at = fields.Datetime(readonly=True, help="When the account was closed.")
    done_at = fields.Datetime(required=True, readonly=True)
    line_ids = fields.One2many(
        "ebay.account.deletion.line", "deletion_id", readonly=True
    )
    line_count = fields.Integer(compute="_compute_line_count")

    @api.depends("line_ids")
    def _compute_line_count(self):
        for deletion in self:
            deletion.line_count = len(deletion.line_ids)

    @api.autovacuum
    def _gc_strangers(self):
        """Forget old receipts about people of whom only eBay's own event was here.

        eBay tells of every closed account, hundreds of thousands a year.
        """
        strangers = """
            DELETE FROM ebay_account_deletion deletion WHERE done_at < %s AND (
                SELECT count(*) FROM ebay_account_deletion_line
                WHERE deletion_id = deletion.id
            ) <= 1
        """
        then = fields.Datetime.now() - timedelta(days=EVENT_DAYS)
        self.env.cr.execute(strangers, (then,))

    @api.model
    def _honour(self, event):
        """Make the person anonymous everywhere and keep a receipt; a sentence.

        All accounts of the environment are gone through: eBay tells the application,
        and anybody may have bought from any of them. Afterwards the event itself does
        not tell any more who it was.
        """
        if self.search_count([("event_id", "=", event.id)]):
            return self.env._("Done already; there is a receipt.")
        data = event._data()
        user_id, username = data.get("userId"), data.get("username")
        if not user_id:
            return self.env._("eBay did not say whose account it was.")
        user_digest = digest(user_id)
        pseudonym = f"deleted-ebay-user-{user_digest[:12]}"
        backends = self.env["ebay.backend"].with_context(active_test=False)
        backends = backends.search([("environment", "=", event.environment)])
        rows = [
            row
            for backend in backends
            for row in backend._ebay_pseudonymise(user_id, username, pseudonym)
        ]
        rows += event._pseudonymise(user_id, username, pseudonym)
        receipt = self.create(
            {
                "event_id": event.id,
                "environment": event.environment,
                "user_digest": user_digest,
                "pseudonym": pseudonym,
                "requested_at": event.event_date,
                "done_at": fields.Datetime.now(),
                "line_ids": [fields.Command.create(row) for row in rows],
            }
        )
        changed = sum(row["count"] for row in rows if row["action"] == "changed")
        kept = sum(row["count"] for row in rows if row["action"] == "kept")
        return self.env._(
            "Receipt %(receipt)s: %(changed)s records made anonymous, %(kept)s kept.",
            receipt=receipt.id,
            changed=changed,
            kept=kept,
        )


class EbayAccountDeletionLine(models.Model):
    """One kind of record in a receipt."""

    _name = "ebay.account.deletion.line"
    _description = "eBay Account Deletion Line"
    _rec_name = "what"
    _log_access = False

    deletion_id = fields.Many2one(
        "ebay.account.deletion", required=True, ondelete="cascade", index=True
    )
    action = fields.Selection(
        [("changed", "Made anonymous"), ("kept", "Kept")], required=True, readonly=True
    )
    what = fields.Char(required=True, readonly=True)
    count = fields.Integer(required=True, readonly=True)
    reason = fields.Char(readonly=True, help="Why it is kept: which law or purpose.")
