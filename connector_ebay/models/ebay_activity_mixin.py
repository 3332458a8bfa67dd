# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models

from ..tools.plain_text import plain_html

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

    def _ebay_schedule_activity(self, key, summary, note):
        """Schedule an activity on each record; update the note of one that is open.

        :param key: the reason, in the words of the code, for example ``order_held``
        :param note: plain text; it may contain what people wrote on eBay
        """
        note = plain_html(note)
        for record in self:
            target = record._ebay_activity_record()
            known = target._ebay_find_activities(key)
            if known:
                known[:1].note = note
                continue
            target.activity_schedule(
                ACTIVITY_TYPE,
                summary=summary,
                note=note,
                user_id=record._ebay_activity_user().id,
                ebay_key=key,
            )

    def _ebay_close_activities(self, key):
        """Remove the activities whose reason is gone."""
        for record in self:
            record._ebay_activity_record()._ebay_find_activities(key).unlink()
