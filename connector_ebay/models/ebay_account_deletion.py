# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from ..tools.fingerprint import fingerprint


class EbayAccountDeletion(models.Model):
    """Receipt for one closed eBay account: what was made anonymous, what was kept.

    It identifies the person by a fingerprint only, which can be compared with that of a
    given eBay user id.
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
    username_digest = fields.Char(
        string="Fingerprint of the Name", readonly=True, index="btree_not_null"
    )
    pseudonym = fields.Char(
        required=True, readonly=True, help="Replaces the person's name."
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

    @api.model
    def _pseudonym(self, user_id):
        """Return the name that replaces the person everywhere."""
        return f"deleted-ebay-user-{fingerprint(user_id)[:12]}"

    @api.model
    def _create_receipt(self, event, user_id, username, lines):
        """Create the receipt for an account deletion and return it.

        :param lines: values of ``ebay.account.deletion.line``
        """
        return self.create(
            {
                "event_id": event.id,
                "environment": event.environment,
                "user_digest": fingerprint(user_id),
                "username_digest": username and fingerprint(username),
                "pseudonym": self._pseudonym(user_id),
                "requested_at": event.event_date,
                "done_at": fields.Datetime.now(),
                "line_ids": [fields.Command.create(line) for line in lines],
            }
        )

    def _sentence(self):
        """Return the result for the event and its job."""
        counts = dict.fromkeys(("changed", "kept"), 0)
        for line in self.line_ids:
            counts[line.action] += line.count
        return self.env._(
            "Receipt %(receipt)s: %(changed)s records made anonymous, %(kept)s kept.",
            receipt=self.id,
            **counts,
        )


class EbayAccountDeletionLine(models.Model):
    """Number of records of one kind in a receipt."""

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
    reason = fields.Char(
        readonly=True, help="Law or purpose that requires keeping the records."
    )
