# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class QueueJob(models.Model):
    _inherit = "queue.job"

    def _related_action_ebay_fulfillment(self):
        """Open the delivery that the job is about: its last argument."""
        self.ensure_one()
        return self.args[-1].exists().get_formview_action() if self.args else None
