# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component

ORDERS = """
    SELECT external_id, last_modified FROM ebay_sale_order
    WHERE backend_id = %(backend)s AND external_id = ANY(%(keys)s)
"""
PEOPLE = """
    SELECT binding.external_id, partner.write_date::text
    FROM ebay_res_partner binding
    JOIN res_partner partner ON partner.id = binding.odoo_id
    WHERE binding.backend_id = %(backend)s AND binding.external_id = ANY(%(keys)s)
"""
TAX_CASES = """
    SELECT concat_ws(' ', country_id, round(rate * 10000)::bigint, included::int), ''
    FROM ebay_tax_mapping
    WHERE company_id = %(company)s AND marketplace_id IS NULL
      AND concat_ws(' ', country_id, round(rate * 10000)::bigint, included::int)
        = ANY(%(keys)s)
"""


class EbayOrderRecordLocker(Component):
    """Lets one worker at a time write an order, a buyer or an address.

    The unique constraints are what keeps an order from being there twice. To run into
    them costs a page of work and an error in the log, so a worker first asks which of
    its records another is at, or has just written where this transaction cannot see
    it: those are left for later. What is only read is not claimed, so that two pages
    with orders of one known buyer go side by side.
    """

    _name = "ebay.record.locker"
    _inherit = "ebay.base"
    _apply_on = "ebay.sale.order"
    _usage = "record.locker"

    def lock_orders(self, order_ids):
        """Those of these orders that may be written now, until the transaction ends."""
        return self._free("order", set(order_ids), ORDERS)

    def lock_partners(self, keys):
        """Those of these buyers and addresses, by key, that may be written now."""
        return self._free("person", set(keys), PEOPLE)

    def is_free_tax_case(self, country, rate, included):
        """Whether this case may be noted in the tax mapping now."""
        key = f"{country.id} {round(rate * 10000)} {int(included)}"
        return bool(self._free("tax", {key}, TAX_CASES))

    def _free(self, kind, keys, query):
        if not keys:
            return keys
        locked = self._lock(kind, keys)
        # Once in a job: what this transaction has written since is not in the others'.
        new = {key for key in locked if (kind, key) not in self._seen()}
        locked -= self._behind(query, new)
        self._seen().update((kind, key) for key in locked)
        return locked

    def _seen(self):
        """What this job has claimed already; a page that is halved claims again."""
        if not hasattr(self.work, "ebay_claimed"):
            self.work.ebay_claimed = set()
        return self.work.ebay_claimed

    def _lock(self, kind, keys):
        """Those that could be locked until the transaction ends."""
        self.env.cr.execute(
            """
            SELECT key FROM unnest(%s) AS key
            WHERE pg_try_advisory_xact_lock(hashtextextended(%s || key, %s))
            """,
            (sorted(keys), f"{kind} ", self.backend.id),
        )
        return {key for (key,) in self.env.cr.fetchall()}

    def _behind(self, query, keys):
        """Those of which others have committed what this transaction does not see."""
        if not keys:
            return keys
        self.env.flush_all()
        ours = self._state(self.env.cr, query, keys)
        with self.env.registry.cursor() as cr:
            theirs = self._state(cr, query, keys)
        return {key for key, _mark in theirs - ours}

    def _state(self, cr, query, keys):
        company = self.backend.company_id
        cr.execute(
            query,
            {
                "backend": self.backend.id,
                "company": company.id,
                "keys": list(keys),
            },
        )
        return set(cr.fetchall())
