# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json
from datetime import UTC, timedelta
from decimal import Decimal

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.ebay_client.signature import DigitalSignature

#: How long eBay lets a signing key live, and how long before it a new one is made.
LIFE = timedelta(days=3 * 365)
RENEWED_BEFORE = timedelta(days=7)


class EbayOrderRequestAdapter(Component):
    """Cancels and refunds at eBay. Signed, as sellers in the EU and UK must."""

    _name = "ebay.order.request.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.order.request"
    _flow = "order requests"

    def read_order(self, order_id):
        """The order as it is now, with its refunds and cancel requests."""
        return self._call("fulfillment", "get_order", order_id)

    def refund(self, request):
        """Give money back; eBay's refund id."""
        binding = request.order_id
        amount = Decimal(f"{request.amount:.2f}")
        amounts = {"order_amount": amount}
        if request.line_id:
            amounts = {"line_amounts": {request.line_id.external_id: amount}}
        self._sign()
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

    def cancel(self, request):
        """Cancel an order for the seller; eBay's cancellation id."""
        binding = request.order_id
        paid_at = binding.paid_at and binding.paid_at.replace(tzinfo=UTC)
        self._sign()
        answer = self._call(
            "cancellation",
            "create_cancellation",
            self._legacy(binding),
            request.reason,
            binding.marketplace_id.code,
            buyer_paid_at=paid_at or None,
        )
        return str(answer.get("cancelId") or "")

    def cancellations(self, binding):
        """Ids of the order's cancellations at eBay."""
        answer = self._call(
            "cancellation",
            "search_cancellations",
            binding.marketplace_id.code,
            legacy_order_id=self._legacy(binding),
        )
        rows = answer.get("cancellations") or []
        return [str(row.get("cancelId")) for row in rows]

    def answer_cancellation(self, binding, cancel_id, agree):
        """Agree to a buyer's cancellation, or decline it."""
        function = "approve_cancellation" if agree else "reject_cancellation"
        self._sign()
        self._call("cancellation", function, cancel_id, binding.marketplace_id.code)

    @staticmethod
    def _legacy(binding):
        return binding.legacy_order_id or binding.external_id

    # === SIGNATURE ===

    def _sign(self):
        """Let the client sign with the keyset's key, made when first needed."""
        key = json.loads(self.backend._param("signing_key") or "{}")
        if key.get("until", "") < str(self.backend._ebay_now() + RENEWED_BEFORE):
            key = self._create_key()
        self.client.signature = DigitalSignature(
            key["jwe"],
            key["private_key"],
            clock=lambda: self.backend._ebay_now().replace(tzinfo=UTC).timestamp(),
        )

    def _create_key(self):
        """Make a key. eBay gives its private half once: kept on a cursor of its own."""
        key = self._call("key_management", "create_signing_key")
        until = self.backend._naive(key.expires_at) or self.backend._ebay_now() + LIFE
        stored = {
            "jwe": key.jwe,
            "private_key": key.private_key,
            "until": str(until),
        }
        with self.env.registry.cursor() as cr:
            parameters = self.env(cr=cr, su=True)["ir.config_parameter"]
            parameters.set_param(
                self.backend._param_key("signing_key"), json.dumps(stored)
            )
        return stored
