# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models

from .ebay_activity_mixin import ACTIVITY_TYPE


class MailActivityMixin(models.AbstractModel):
    _inherit = "mail.activity.mixin"

    def _ebay_find_activities(self, key):
        """Return the open activities that the connector scheduled for this reason."""
        activity_type = self.env.ref(ACTIVITY_TYPE)
        return self.activity_ids.filtered(
            lambda activity: activity.ebay_key == key
            and activity.activity_type_id == activity_type
        )
