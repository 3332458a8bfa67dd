# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..ebay_client.quotas import TRADING

#: Above this share of a day's calls, work that is not urgent waits.
NEAR_SHARE = 80.0


class EbayApiQuota(models.Model):
    """How many calls of a day eBay allows, and how many are left."""

    _name = "ebay.api.quota"
    _description = "eBay Daily Limit"
    _order = "used_share desc, api_name, call_name"
    _log_access = False

    backend_id = fields.Many2one(
        "ebay.backend",
        string="Account",
        required=True,
        ondelete="cascade",
        readonly=True,
    )
    company_id = fields.Many2one(related="backend_id.company_id")
    api_name = fields.Char(string="API", required=True, readonly=True)
    call_name = fields.Char(string="Call", required=True, readonly=True, default="")
    call_limit = fields.Integer(string="Allowed", readonly=True, aggregator=None)
    remaining = fields.Integer(string="Left", readonly=True, aggregator=None)
    used_share = fields.Float(string="Used", readonly=True, aggregator="max")
    reset_at = fields.Datetime(string="Starts Anew", readonly=True)
    read_at = fields.Datetime(string="Last Read", readonly=True)

    _call_uniq = models.UniqueIndex(
        "(backend_id, api_name, call_name)", "A limit is stored once."
    )

    @api.depends("api_name", "call_name")
    def _compute_display_name(self):
        for quota in self:
            quota.display_name = f"{quota.api_name} {quota.call_name}".strip()

    @api.model
    def _seconds_to_wait(self, backend, api, call):
        """Return the seconds for which a call can wait that is not urgent.

        These are those until its limit starts anew, if it is nearly used up.

        :param api: the client's attribute, such as ``trading`` or ``inventory``
        :param call: the name of the call
        """
        now = fields.Datetime.now()
        near = self.search(
            [
                ("backend_id", "=", backend.id),
                ("used_share", ">=", NEAR_SHARE),
                ("reset_at", ">", now),
                ("call_name", "=", call)
                if api == TRADING
                else ("api_name", "=ilike", f"%.{api}"),
            ]
        )
        latest = max(near.mapped("reset_at"), default=now)
        return (latest - now).total_seconds()

    @api.model
    def _store(self, backend, rows, complete=True):
        """Store the limits of an account that eBay says now.

        :param complete: whether there are no others
        """
        known = {
            (quota.api_name, quota.call_name): quota
            for quota in self.search([("backend_id", "=", backend.id)])
        }
        now = fields.Datetime.now()
        to_create = []
        for row in rows:
            values = {**row, "read_at": now}
            quota = known.pop((row["api_name"], row["call_name"]), None)
            if quota:
                quota.write(values)
            else:
                to_create.append({"backend_id": backend.id, **values})
        self.create(to_create)
        if complete:
            self.concat(*known.values()).unlink()
