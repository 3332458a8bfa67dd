# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from odoo.addons.component.core import WorkContext

ORDERS = """
    SELECT external_id, last_modified FROM ebay_sale_order
    WHERE backend_id = %(backend)s AND external_id = ANY(%(keys)s)
"""
PARTNERS = """
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


class RecordLocker:
    """Let one worker at a time write an order, a buyer, an address or a tax case.

    The unique constraints prevent duplicates. But a violation costs a page of work and
    an error in the log, so a worker first asks which of its records another worker has
    locked, or has just written where this transaction cannot see it; those are left
    for later. What is only read is not locked: two pages with orders of one known
    buyer are imported at the same time.
    """

    def __init__(self, work: WorkContext) -> None:
        self.backend = work.collection
        self.env = work.env
        # What this job has locked; a page that is split in halves locks again.
        if not hasattr(work, "ebay_locked"):
            work.ebay_locked = set()
        self._locked: set[tuple[str, str]] = work.ebay_locked

    def lock_orders(self, order_ids: Iterable[str]) -> set[str]:
        """Lock orders until the transaction ends; return the ids that were free."""
        return self._lock_current("order", set(order_ids), ORDERS)

    def lock_partners(self, keys: Iterable[str]) -> set[str]:
        """Lock buyers and addresses likewise; return the keys that were free."""
        return self._lock_current("partner", set(keys), PARTNERS)

    def lock_tax_case(self, country: Any, rate: float, included: bool) -> bool:
        """Lock a case of the tax mapping; return whether it was free."""
        key = f"{country.id} {round(rate * 10000)} {int(included)}"
        return bool(self._lock_current("tax", {key}, TAX_CASES))

    def _lock_current(self, kind: str, keys: set[str], query: str) -> set[str]:
        """Return the keys that could be locked and are seen in their latest version."""
        if not keys:
            return keys
        locked = self._try_lock(kind, keys)
        # Once in a job: later, its own uncommitted writes would look like a difference.
        new = {key for key in locked if (kind, key) not in self._locked}
        locked -= self._find_outdated(query, new)
        self._locked.update((kind, key) for key in locked)
        return locked

    def _try_lock(self, kind: str, keys: set[str]) -> set[str]:
        self.env.cr.execute(
            """
            SELECT key FROM unnest(%s) AS key
            WHERE pg_try_advisory_xact_lock(hashtextextended(%s || key, %s))
            """,
            (sorted(keys), f"{kind} ", self.backend.id),
        )
        return {key for (key,) in self.env.cr.fetchall()}

    def _find_outdated(self, query: str, keys: set[str]) -> set[str]:
        """Return the keys whose latest committed version this transaction lacks."""
        if not keys:
            return keys
        self.env.flush_all()
        seen = self._read_versions(self.env.cr, query, keys)
        with self.env.registry.cursor() as cr:
            committed = self._read_versions(cr, query, keys)
        return {key for key, _version in committed - seen}

    def _read_versions(
        self, cr: Any, query: str, keys: set[str]
    ) -> set[tuple[str, str]]:
        parameters = {
            "backend": self.backend.id,
            "company": self.backend.company_id.id,
            "keys": list(keys),
        }
        cr.execute(query, parameters)
        return set(cr.fetchall())
