# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

#: Records of each kind that are shown at most.
MOST = 50


class EbayFind(models.TransientModel):
    """Find everything that belongs to an id of eBay, or of a job.

    Accepts the id of a request, notification, order, listing or job, and a SKU. What
    the user may not see is not shown.
    """

    _name = "ebay.find"
    _description = "Find by eBay ID"
    _rec_name = "text"

    text = fields.Char(string="What to Find", required=True)
    line_ids = fields.One2many("ebay.find.line", "find_id", readonly=True)
    is_searched = fields.Boolean()

    @api.depends("text")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = wizard.text or self.env._("Find by ID")

    @api.model
    def _places(self):
        """Return the models to search: ``(model, fields compared exactly)``."""
        return [
            ("ebay.product.template", ("external_id",)),
            ("ebay.product.product", ("ebay_sku", "ebay_listing_id", "ebay_offer_id")),
            ("ebay.webhook.event", ("notification_id", "reference")),
            ("queue.job", ("uuid",)),
            ("ebay.api.call", ("request_id", "job_uuid")),
        ]

    @api.model
    def _job_keys(self, text):
        """Return the identity keys, without the account, of jobs about an eBay id."""
        return [f"listing:{text}", f"confirm:{text}"]

    def action_find(self):
        """Search all places for the text, and for the jobs of the calls found."""
        self.check_access("write")
        self.ensure_one()
        text = (self.text or "").strip()
        if not text:
            raise UserError(self.env._("Enter an id."))
        found = []
        for name, columns in self._places():
            model = self.env[name]
            if not model.has_access("read"):
                continue
            domain = fields.Domain.OR([(column, "=", text)] for column in columns)
            found += model.search(domain, limit=MOST)
        found += self._open_jobs(text)
        found += self._linked(found)
        self.line_ids.unlink()
        unique = dict.fromkeys((record._name, record.id) for record in found)
        self.write(
            {
                "is_searched": True,
                "line_ids": [
                    fields.Command.create({"res_model": model, "res_id": res_id})
                    for model, res_id in unique
                ],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Find by ID"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "current",
        }

    def _open_jobs(self, text):
        """Return the jobs about an eBay id that wait, run or have failed."""
        jobs = self.env["queue.job"]
        if not jobs.has_access("read"):
            return []
        backends = self.env["ebay.backend"].search([("active", "=", True)])
        keys = self._job_keys(text)
        return jobs.search(
            [
                (
                    "identity_key",
                    "in",
                    [f"ebay:{b}:{k}" for b in backends.ids for k in keys],
                ),
                ("state", "not in", ("done", "cancelled")),
            ],
            limit=MOST,
        )

    def _linked(self, found):
        """Return the jobs of calls, the calls of jobs, and the records of jobs."""
        jobs = self.env["queue.job"]
        calls = self.env["ebay.api.call"]
        if not jobs.has_access("read") or not calls.has_access("read"):
            return []
        by_model = {}
        for record in found:
            by_model.setdefault(record._name, []).append(record)
        events = by_model.get("ebay.webhook.event", [])
        uuids = {call.job_uuid for call in by_model.get("ebay.api.call", [])}
        uuids |= {event.job_uuid for event in events if "job_uuid" in event._fields}
        linked = list(jobs.search([("uuid", "in", list(uuids - {False}))], limit=MOST))
        own = {job.uuid for job in (*by_model.get("queue.job", []), *linked)}
        linked += calls.search([("job_uuid", "in", list(own))], limit=MOST)
        for job in (*by_model.get("queue.job", []), *linked):
            if job._name == "queue.job":
                subject = job._ebay_subject()
                if subject and subject.has_access("read"):
                    linked += subject[:MOST]
        return linked
