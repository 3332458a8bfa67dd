# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import logging
from typing import Any

from odoo.addons.component.core import Component

from ...connection.clients import home_marketplace
from ...exceptions import EbayRefused, EbayRetry
from ...tools.changed_values import changed_values
from ...tools.stored_text import StoredText
from ...tools.transactions import new_transaction

_logger = logging.getLogger(__name__)

Json = dict[str, Any]
Key = tuple[str, str]


class EbayBusinessPolicyImporter(Component):
    """Read the business policies and inventory locations of an account.

    They are few and have no pages. What eBay does not return any more is archived, so
    that templates which use it say so.
    """

    _name = "ebay.business.policy.importer"
    _inherit = ["base.importer", "ebay.base"]
    _apply_on = "ebay.business.policy"
    _usage = "policy.importer"

    def run(self) -> str:
        """Import policies and locations; return a sentence for the job."""
        account = self.component(usage="backend.adapter", model_name="ebay.backend")
        account.open()
        policies = self._read_policies()
        opted_in = policies is not None
        if self.backend.policies_opted_in != opted_in:
            with new_transaction(self.backend) as fresh:
                fresh.policies_opted_in = opted_in
        locations = self._import_locations()
        self._import_privileges()
        if policies is None:
            return StoredText._(
                "The seller has not opted in to eBay's business policies, so nothing "
                "can be published. Locations: %s.",
                locations,
            )
        self._store(self.model, policies, self._policy_key)
        _logger.info(
            "eBay backend %s: flow policies, %s policies, %s locations",
            self.backend.id,
            len(policies),
            locations,
        )
        return StoredText._(
            "Business policies: %(policies)s. Locations: %(locations)s.",
            policies=len(policies),
            locations=locations,
        )

    # === SELLING LIMITS ===

    def _import_privileges(self) -> None:
        """Store what eBay lets the account sell in a month.

        It is only a warning to drafts: without an answer the last one counts.
        """
        try:
            answer = self.backend_adapter.read_privileges()
        except (EbayRefused, EbayRetry) as error:
            _logger.info(
                "eBay backend %s: no selling limits: %s", self.backend.id, error
            )
            return
        limit = answer.get("sellingLimit") or {}
        amount = limit.get("amount") or {}
        currency = (
            self.env["res.currency"]
            .with_context(active_test=False)
            .search([("name", "=", amount.get("currency") or "")], limit=1)
        )
        values = {
            "is_registered": answer.get("sellerRegistrationCompleted", True),
            "selling_limit_quantity": limit.get("quantity") or 0,
            "selling_limit_amount": float(amount.get("value") or 0),
            "selling_limit_currency_id": currency.id,
        }
        if changes := changed_values(self.backend, values):
            with new_transaction(self.backend) as fresh:
                fresh.write(changes)

    # === POLICIES ===

    def _marketplaces(self) -> Any:
        """Return the marketplaces of the home, of templates and of listings."""
        found = home_marketplace(self.backend)
        for model in ("ebay.listing.template", "ebay.product.template"):
            groups = self.env[model]._read_group(
                [("backend_id", "=", self.backend.id), ("marketplace_id", "!=", False)],
                ["marketplace_id"],
            )
            found |= found.concat(*(marketplace for (marketplace,) in groups))
        return found

    def _read_policies(self) -> list[Json] | None:
        """Return the values of all policies; None without opt-in."""
        rows = []
        for marketplace in self._marketplaces():
            for policy_type in ("fulfillment", "payment", "return"):
                answer = self.backend_adapter.read_policies(policy_type, marketplace)
                if answer is None:
                    return None
                rows += [
                    self._policy_values(row, policy_type, marketplace) for row in answer
                ]
        return rows

    def _policy_values(self, row: Json, policy_type: str, marketplace: Any) -> Json:
        options = row.get("shippingOptions") or ()
        return {
            "external_id": row[f"{policy_type}PolicyId"],
            "policy_type": policy_type,
            "marketplace_id": marketplace.id,
            "name": row.get("name") or row[f"{policy_type}PolicyId"],
            "summary": (row.get("description") or "").strip() or False,
            "is_default": any(
                one.get("default") for one in row.get("categoryTypes") or ()
            ),
            "has_service": policy_type != "fulfillment"
            or bool(row.get("localPickup") or row.get("freightShipping"))
            or any(option.get("shippingServices") for option in options),
            "is_calculated": any(
                option.get("costType") == "CALCULATED" for option in options
            ),
        }

    @staticmethod
    def _policy_key(values: Any) -> Key:
        return values["policy_type"], values["external_id"]

    # === LOCATIONS ===

    def _import_locations(self) -> int:
        """Import the locations; return how many eBay has."""
        countries = {
            country.code: country.id for country in self.env["res.country"].search([])
        }
        rows = [
            self._location_values(row, countries)
            for row in self.backend_adapter.read_locations()
        ]
        self._store(
            self.env["ebay.inventory.location"], rows, lambda one: one["external_id"]
        )
        return len(rows)

    @staticmethod
    def _location_values(row: Json, countries: dict[str, int]) -> Json:
        address = (row.get("location") or {}).get("address") or {}
        key = row["merchantLocationKey"]
        return {
            "external_id": key,
            "name": row.get("name") or key,
            "active": row.get("merchantLocationStatus", "ENABLED") == "ENABLED",
            "country_id": countries.get(address.get("country") or "", False),
            "state_name": address.get("stateOrProvince") or False,
            "city": address.get("city") or False,
            "zip": address.get("postalCode") or False,
        }

    # === STORING ===

    def _store(self, model: Any, rows: list[Json], key: Any) -> None:
        """Create and update records; archive those that eBay does not return."""
        known = {
            key(record): record
            for record in model.with_context(active_test=False).search(
                [("backend_id", "=", self.backend.id)]
            )
        }
        common = {
            "backend_id": self.backend.id,
            "sync_date": self.backend._ebay_now().replace(microsecond=0),
        }
        to_create = []
        for row in rows:
            record = known.pop(key(row), None)
            values = {"active": True, **row}
            if record is None:
                to_create.append({**common, **values})
            elif changes := changed_values(record, values):
                record.write({**changes, "sync_date": common["sync_date"]})
        model.create(to_create)
        gone = model.concat(*known.values()).filtered("active")
        if gone:
            gone.active = False
