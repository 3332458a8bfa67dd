# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from odoo.addons.component.core import Component

from ...tools.stored_text import StoredText
from ...tools.transactions import new_transaction

Json = dict[str, Any]

#: Limits of less than this many seconds are for bursts, not for the day.
DAY_SECONDS = 3600


class EbayLimitReader(Component):
    """Read how many calls of the day eBay has left, of the application and the user.

    https://developer.ebay.com/develop/get-started/api-call-limits
    """

    _name = "ebay.limit.reader"
    _inherit = ["base.importer", "ebay.base"]
    _apply_on = "ebay.backend"
    _usage = "limit.reader"

    def run(self) -> str:
        """Store eBay's limits; return a sentence for the job."""
        limits = self.backend_adapter.rate_limits()
        limits += self.backend_adapter.user_rate_limits()
        rows = self.store(limits)
        near = [one for one in rows if one["used_share"] >= 80]
        return StoredText._(
            "%(number)s limits read, %(near)s of them nearly used up.",
            number=len(rows),
            near=len(near),
        )

    def store(self, limits: list[Json], complete: bool = True) -> list[Json]:
        """Store limits as eBay's Analytics API says them; return the rows.

        :param complete: whether the account has no others
        """
        rows: dict[tuple[str, str], Json] = {}
        for values in self._values(limits):
            key = values["api_name"], values["call_name"]
            known = rows.get(key)
            # The narrower of two limits stops the work.
            if not known or values["used_share"] > known["used_share"]:
                rows[key] = values
        with new_transaction(self.backend) as fresh:
            quotas = fresh.env["ebay.api.quota"]
            quotas._store(fresh, list(rows.values()), complete)
        return list(rows.values())

    @staticmethod
    def _values(limits: list[Json]) -> list[Json]:
        """Return the limits of a day or longer, one for each API and call."""
        found = []
        for api in limits:
            for resource in api.get("resources") or ():
                for rate in resource.get("rates") or ():
                    limit = rate.get("limit") or 0
                    if not limit or (rate.get("timeWindow") or 0) < DAY_SECONDS:
                        continue
                    remaining = max(0, rate.get("remaining") or 0)
                    reset = rate.get("reset")
                    moment = datetime.fromisoformat(reset) if reset else None
                    found.append(
                        {
                            "api_name": ".".join(
                                filter(
                                    None, (api.get("apiContext"), api.get("apiName"))
                                )
                            ),
                            "call_name": resource.get("name") or "",
                            "call_limit": limit,
                            "remaining": remaining,
                            "used_share": 100.0 * (limit - remaining) / limit,
                            "reset_at": moment
                            and moment.astimezone(UTC).replace(tzinfo=None),
                        }
                    )
        return found
