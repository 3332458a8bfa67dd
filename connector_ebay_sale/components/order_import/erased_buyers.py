# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any, NamedTuple

from odoo.addons.connector_ebay.tools.fingerprint import fingerprint

from ...tools.erased_order import without_buyer

Json = dict[str, Any]


class Erased(NamedTuple):
    """A person who was erased.

    :ivar key: ``external_id`` of the erased buyer, or the pseudonym
    :ivar until: orders placed later by the same user name are another person's
    """

    key: str
    pseudonym: str
    until: str


class ErasedBuyers:
    """Remove erased persons from orders as eBay sends them, before they are imported.

    Otherwise reading an order from eBay again would restore the person.
    """

    def __init__(self, backend: Any):
        self.backend = backend
        self.env = backend.env

    def remove(self, orders: list[Json]) -> list[Json]:
        """Return the orders, without what is personal in those of erased persons."""
        buyers = [order.get("buyer") or {} for order in orders]
        digests = {
            fingerprint(str(text))
            for buyer in buyers
            for text in (buyer.get("userId"), buyer.get("username"))
            if text
        }
        erased = self._find(digests) if digests else {}
        if not erased:
            return orders
        return [
            without_buyer(order, found.key, found.pseudonym)
            if (found := self._person(order, erased))
            else order
            for order in orders
        ]

    @staticmethod
    def _person(order: Json, erased: dict[str, Erased]) -> Erased | None:
        """Return who was erased of an order; by the name only if there is no id.

        eBay gives a name to somebody else after a while.
        """
        buyer = order.get("buyer") or {}
        user_id, username = buyer.get("userId"), buyer.get("username")
        if user_id:
            found = erased.get(f"id:{fingerprint(str(user_id))}")
            if found or user_id != username:
                return found
        found = erased.get(f"name:{fingerprint(str(username or ''))}")
        placed = str(order.get("creationDate") or "")[:19].replace("T", " ")
        return found if found and placed <= found.until else None

    def _find(self, digests: set[str]) -> dict[str, Erased]:
        """Return the erased persons by the fingerprints of their id and name."""
        self.env.cr.execute(
            """
            SELECT user_digest, username_digest, pseudonym, pseudonym,
                   COALESCE(requested_at, done_at)
            FROM ebay_account_deletion
            WHERE environment = %(environment)s
              AND (user_digest IN %(digests)s OR username_digest IN %(digests)s)
            UNION ALL
            SELECT user_digest, username_digest, external_id, external_id, write_date
            FROM ebay_res_partner
            WHERE backend_id = %(backend)s AND kind = 'buyer' AND anonymised
              AND (user_digest IN %(digests)s OR username_digest IN %(digests)s)
            """,
            {
                "environment": self.backend.environment,
                "backend": self.backend.id,
                "digests": tuple(digests),
            },
        )
        erased = {}
        for user_digest, name_digest, key, pseudonym, until in self.env.cr.fetchall():
            person = Erased(key, pseudonym, str(until)[:19])
            erased[f"id:{user_digest}"] = person
            if name_digest:
                erased[f"name:{name_digest}"] = person
        return erased
