# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from markupsafe import Markup

from odoo import models

from ..tools.plain_text import plain_html
from .ebay_activity_mixin import ACTIVITY_TYPE


class EbayAlertNoticeMixin(models.AbstractModel):
    """Tell people of an alert: by an activity, a mail and a message in a channel."""

    _name = "ebay.alert.notice.mixin"
    _description = "eBay Alert Notice Mixin"

    def _for_responsible(self):
        """Return the alert as the responsible user reads it, with all rights."""
        user = self.user_id
        return self.with_user(user).sudo().with_context(lang=user.lang)

    def _note(self):
        """Return the alert as HTML: what happened, what to do, and a link to it."""
        link = Markup('<a href="/odoo/ebay-alerts/%s">%s</a>') % (
            self.id,
            self.env._("Open the alert"),
        )
        parts = filter(None, (plain_html(self.message), plain_html(self.mend), link))
        return Markup("<br>").join(parts)

    def _notify(self):
        """Schedule the activity; send the mail and message that are set."""
        self.ensure_one()
        mine = self._for_responsible()
        summary = mine.env._("eBay: %s", mine.display_name)
        note = mine._note()
        if self.activity_ids:
            self.activity_ids.write({"summary": summary, "note": note})
        else:
            # The activity is enough: a mail is a setting.
            backend = self.backend_id.with_context(mail_activity_quick_update=True)
            backend.activity_schedule(
                ACTIVITY_TYPE,
                summary=summary,
                note=note,
                user_id=mine.env.uid,
                ebay_key=f"alert {self.code}",
                ebay_alert_id=self.id,
            )
        self._send_mail(mine, summary, note)
        self._post_in_channel(Markup("<b>%s</b><br>%s") % (summary, note))

    def _send_mail(self, mine, subject, body):
        """Send the alert to the responsible user, if the account is set so."""
        user = mine.env.user
        if not self.backend_id.alert_mail or not user.email:
            return
        self.env["mail.mail"].create(
            {
                "subject": f"{subject} ({self.backend_id.name})",
                "body_html": body,
                "email_to": user.email_formatted,
                "auto_delete": True,
            }
        )

    def _post_in_channel(self, body):
        """Post in the account's channel, if one is set."""
        channel = self.backend_id.alert_channel_id
        if channel:
            channel.message_post(
                body=Markup("%s: %s") % (self.backend_id.name, body),
                subtype_xmlid="mail.mt_comment",
                author_id=self.env.ref("base.partner_root").id,
            )
