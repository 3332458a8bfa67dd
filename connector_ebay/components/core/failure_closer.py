# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections.abc import Collection

from odoo import fields

from odoo.addons.component.core import Component


class EbayFailureCloser(Component):
    """Close failed jobs and notifications whose work was done by another job.

    A red line that nobody has to do anything about hides those that matter.
    """

    _name = "ebay.failure.closer"
    _inherit = "ebay.base"
    _apply_on = "ebay.backend"
    _usage = "failure.closer"

    def close(
        self,
        keys: Collection[str],
        references: Collection[str] = (),
        topics: Collection[str] = (),
    ) -> None:
        """Close failed jobs with these identity keys, and failed notifications.

        :param keys: identity keys without the account
        :param references: ids of the records that were imported
        :param topics: topics of notifications that announce such a record
        """
        jobs = self.env["queue.job"].sudo()
        events = self.env["ebay.webhook.event"].sudo()
        if references and topics:
            events = events.search(
                [
                    ("backend_id", "=", self.backend.id),
                    ("reference", "in", list(references)),
                    ("topic", "in", list(topics)),
                    ("state", "=", "failed"),
                ]
            )
            events.write(
                {
                    "state": "done",
                    "result": self.env._("Done by a later job."),
                    "processed_at": fields.Datetime.now(),
                }
            )
        keys = [*keys, *(f"event:{event_id}" for event_id in events.ids)]
        jobs._ebay_close_failed([f"ebay:{self.backend.id}:{key}" for key in keys])
