# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools.sql import existing_tables

from ..tools.retention import RULES, SETTINGS, SLICE, delete_slice, has_rows

#: Days after which rows that should have been deleted are reported.
LATE_DAYS = 3


class EbayRetention(models.AbstractModel):
    """Delete old records of the eBay add-ons, a slice in each transaction.

    Nothing else deletes them. Rules and settings are in ``tools/retention.py``; an
    add-on adds rules for its tables.
    """

    _name = "ebay.retention"
    _description = "eBay Retention"

    @api.model
    def _rules(self):
        """Return the ``RetentionRule`` of each table that grows; add-ons add theirs."""
        return RULES

    @api.model
    def _days(self, setting):
        """Return the days of a setting; the default if none or nonsense is set."""
        known = SETTINGS[setting]
        days = self.env["ir.config_parameter"].sudo().get_param(known.key)
        return int(days) if str(days or "").isdecimal() and int(days) else known.days

    @api.model
    def _before(self, rule):
        """Return the time before which rows of a rule are deleted."""
        days = self._days(rule.setting) if rule.setting else 0
        return fields.Datetime.now() - timedelta(days=days)

    @api.model
    def _existing_rules(self):
        rules = self._rules()
        tables = set(existing_tables(self.env.cr, {rule.table for rule in rules}))
        return [rule for rule in rules if rule.table in tables]

    @api.autovacuum
    def _gc_old(self, limit=SLICE):
        """Delete a slice of each table; Odoo commits, and calls while some remain."""
        self.env.flush_all()
        done, remaining = 0, 0
        for rule in self._existing_rules():
            count = delete_slice(self.env.cr, rule, self._before(rule), limit)
            done += count
            remaining += count == limit
        # The sums of calls are counters, which must never fall: nothing is deleted.
        days = timedelta(days=self._days("statistics"))
        before = fields.Datetime.now() - days
        count = self.env["ebay.api.call.hour"]._sum_up_by_month(before, limit)
        done += count
        remaining += count == limit
        self.env.invalidate_all(flush=False)
        return done, remaining

    @api.model
    def _late(self):
        """Return the tables whose old rows have not been deleted for days."""
        grace = timedelta(days=LATE_DAYS)
        return sorted(
            {
                rule.table
                for rule in self._existing_rules()
                if has_rows(self.env.cr, rule, self._before(rule) - grace)
            }
        )
