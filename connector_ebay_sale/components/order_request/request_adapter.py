# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import json
import random
from datetime import UTC, timedelta
from decimal import Decimal
from typing import Any

from psycopg2.errors import UniqueViolation

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.connection.keyset import Keyset
from odoo.addons.connector_ebay.ebay_client.signature import DigitalSignature
from odoo.addons.connector_ebay.exceptions import EbayWait
from odoo.addons.connector_ebay.tools.ebay_time import to_naive_utc
from odoo.addons.connector_ebay.tools.stored_text import StoredText
from odoo.addons.connector_ebay.tools.transactions import (
    RETRY_SECONDS,
    new_transaction,
    try_advisory_lock,
)

from ...tools.order_refunds import Refund, read_refunds

#: Lifetime of a signing key if eBay does not say when it expires.
KEY_LIFETIME = timedelta(days=3 * 365)

#: A new key is created this long before the current one expires.
KEY_RENEWAL = timedelta(days=7)


class EbayOrderRequestAdapter(Component):
    """Cancel and refund orders on eBay, with signed calls.

    Sellers in the EU and the UK must sign these calls.
    """

    _name = "ebay.order.request.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.order.request"
    _flow = "order requests"

    def read_order(self, order_id: str) -> dict[str, Any]:
        """Return the order with its refunds and cancel requests."""
        return self._call("fulfillment", "get_order", order_id)

    def read_refunds(self, binding: Any) -> list[Refund]:
        """Return the order's refunds on eBay, of the order and of its lines."""
        order = self.read_order(binding.external_id)
        return read_refunds(order, binding.currency_id.name)

    def refund(self, request: Any) -> str:
        """Refund an order or an item; return eBay's refund id, empty without one."""
        binding = request.order_id
        amount = Decimal(f"{request.amount:.2f}")
        amounts: dict[str, Any] = {"order_amount": amount}
        if request.line_id:
            amounts = {"line_amounts": {request.line_id.external_id: amount}}
        self._prepare_signature()
        answer = self._call(
            "fulfillment",
            "issue_refund",
            binding.external_id,
            request.reason,
            currency=binding.currency_id.name,
            comment=request.comment or "",
            **amounts,
        )
        return answer.get("refundId") or ""

    def cancel(self, request: Any) -> str:
        """Cancel an order for the seller; return eBay's cancellation id."""
        binding = request.order_id
        paid_at = binding.paid_at and binding.paid_at.replace(tzinfo=UTC)
        self._prepare_signature()
        return self._call(
            "cancellation",
            "create_cancellation",
            self._legacy_id(binding),
            request.reason,
            binding.marketplace_id.code,
            buyer_paid_at=paid_at or None,
        )

    def read_cancellation_ids(self, binding: Any) -> list[str]:
        """Return the ids of the order's cancellations on eBay."""
        answer = self._call(
            "cancellation",
            "search_cancellations",
            binding.marketplace_id.code,
            legacy_order_id=self._legacy_id(binding),
        )
        rows = answer.get("cancellations") or []
        return [str(row.get("cancelId")) for row in rows]

    def answer_cancellation(self, binding: Any, cancel_id: str, approve: bool) -> None:
        """Approve or decline the buyer's request to cancel."""
        function = "approve_cancellation" if approve else "reject_cancellation"
        self._prepare_signature()
        self._call("cancellation", function, cancel_id, binding.marketplace_id.code)

    @staticmethod
    def _legacy_id(binding: Any) -> str:
        return binding.legacy_order_id or binding.external_id

    # === SIGNATURE ===

    def _prepare_signature(self) -> None:
        """Let the client sign with the keyset's key; create the key if necessary.

        :raise EbayWait: another worker is creating the key
        """
        key = json.loads(Keyset(self.backend).get("signing_key") or "{}")
        if not self._is_valid(key):
            key = self._get_or_create_key()
        self.client.signature = DigitalSignature(
            key["jwe"],
            key["private_key"],
            clock=lambda: self.backend._ebay_now().replace(tzinfo=UTC).timestamp(),
        )

    def _is_valid(self, key: dict[str, str]) -> bool:
        return key.get("until", "") >= str(self.backend._ebay_now() + KEY_RENEWAL)

    def _get_or_create_key(self) -> dict[str, str]:
        """Return the key that another worker has created, else create it.

        eBay returns the private key only once, so it is stored in a new transaction: a
        rollback must not lose it. One worker creates it; the others wait.

        :raise EbayWait: another worker is creating the key
        """
        name = Keyset(self.backend).parameter("signing_key")
        try:
            with new_transaction(self.backend) as backend:
                if not try_advisory_lock(backend.env.cr, name):
                    raise self._key_wait()
                parameters = backend.env["ir.config_parameter"]
                # The cache may not know yet what another process has stored.
                stored = parameters.search([("key", "=", name)]).value
                key = json.loads(stored or "{}")
                if not self._is_valid(key):
                    key = self._create_key()
                    parameters.set_param(name, json.dumps(key))
                return key
        except UniqueViolation as error:
            raise self._key_wait() from error

    def _key_wait(self) -> EbayWait:
        return EbayWait(
            StoredText._("Another worker is creating the signing key."),
            random.randint(*RETRY_SECONDS),
        )

    def _create_key(self) -> dict[str, str]:
        key = self._call("key_management", "create_signing_key")
        until = to_naive_utc(key.expires_at)
        return {
            "jwe": key.jwe,
            "private_key": key.private_key,
            "until": str(until or self.backend._ebay_now() + KEY_LIFETIME),
        }
