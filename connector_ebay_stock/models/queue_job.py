# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class QueueJob(models.Model):
    """Open the delivery from a job that exports its shipments."""

    _inherit = "queue.job"

    def _related_action_ebay_delivery(self):
        """Open the delivery, which is the last argument of the job."""
        self.ensure_one()
        return self.args[-1].exists().get_formview_action() if self.args else None
