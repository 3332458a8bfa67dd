# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models

from ..tools.plain_text import plain_html
from ..tools.stored_text import StoredText

ACTIVITY_TYPE = "connector_ebay.mail_activity_type_ebay"


class EbayActivityMixin(models.AbstractModel):
    """Schedule activities of the connector's own type, one for each reason.

    An activity is found again by its type and its key. Its texts are written in the
    language of whoever happened to schedule it, so they cannot serve for that.
    """

    _name = "ebay.activity.mixin"
    _description = "eBay Activity Mixin"

    def _ebay_activity_record(self):
        """Return the record that carries the activities of ``self``."""
        return self

    def _ebay_activity_user(self):
        """Return the user who is responsible for ``self``."""
        return self.user_id or self.env.user

    def _ebay_readers_text(self, text, user):
        """Return a text in the language of its reader, a ``StoredText`` or a string."""
        if not isinstance(text, StoredText):
            return text
        return text.render(self.with_user(user).with_context(lang=user.lang).env)

    def _ebay_schedule_activity(self, key, summary, note):
        """Schedule an activity on each record; update the note of one that is open.

        :param key: the reason, in the words of the code, for example ``order_held``
        :param summary: a string, or a ``StoredText``: written in the user's language
        :param note: the same, plain text; it may contain what people wrote on eBay
        """
        for record in self:
            target = record._ebay_activity_record()
            known = target._ebay_find_activities(key)[:1]
            user = known.user_id or record._ebay_activity_user()
            html = plain_html(record._ebay_readers_text(note, user))
            if known:
                known.note = html
                continue
            target.activity_schedule(
                ACTIVITY_TYPE,
                summary=record._ebay_readers_text(summary, user),
                note=html,
                user_id=user.id,
                ebay_key=key,
            )

    def _ebay_close_activities(self, key):
        """Remove the activities whose reason is gone."""
        for record in self:
            record._ebay_activity_record()._ebay_find_activities(key).unlink()

    def _ebay_log_action(self, text):
        """Write in the chatter, in one line with the user's name, what a user did.

        :param text: what was done, in the words of the user's language
        """
        author = self.env.user.partner_id
        for record in self:
            record._ebay_activity_record().sudo()._message_log(
                body=f"{author.name}: {text}", author_id=author.id
            )
