# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.exceptions import EbayRefused, EbayRetry, EbayWait
from odoo.addons.connector_ebay.tools.changed_values import changed_values
from odoo.addons.connector_ebay.tools.stored_text import StoredText

from ...tools.order_partners import tax_text
from ...tools.order_states import CANCEL_STATES, NO_OPEN_REQUEST_STATES, known_value
from .order_adapter import DETAILS_SIZE

_logger = logging.getLogger(__name__)

Json = dict[str, Any]

#: eBay has tax numbers for orders on these marketplaces, of buyers in these countries:
#: https://developer.ebay.com/api-docs/sell/fulfillment/types/sel:TaxIdentifier
TAX_ID_MARKETPLACES = {"EBAY_IT", "EBAY_ES"}
TAX_ID_COUNTRIES = {"IT", "ES", "GT"}

#: Seconds after which the job looks again whether pages of orders are left to import.
MORE_ORDERS_SECONDS = 5

#: Tries of the call for many orders before each order is read by itself.
BULK_TRIES = 3


class EbayOrderDetailsImporter(Component):
    """Import what eBay's lists of orders leave out: cancel reasons and tax numbers.

    The import marks the orders that have such details. They are then read together, a
    hundred a call, with Trading's GetOrders; what that call does not return is read
    with one call for each order.
    """

    _name = "ebay.order.details.importer"
    _inherit = ["base.importer", "ebay.base"]
    _apply_on = "ebay.sale.order"
    _usage = "details.importer"

    # === WHICH ORDERS ===

    def is_due(self, order: Json, binding: Any = None) -> bool:
        """Return whether a list leaves out something of this order.

        A tax number is part of the checkout and read once; the reason to cancel is
        read once for each request.
        """
        state = known_value(
            (order.get("cancelStatus") or {}).get("cancelState"),
            CANCEL_STATES,
            "NONE_REQUESTED",
        )
        is_requested = state not in NO_OPEN_REQUEST_STATES
        if binding:
            return binding.details_due or (
                is_requested and state != binding.cancel_state
            )
        return is_requested or self._may_have_tax_number(order)

    @staticmethod
    def _may_have_tax_number(order: Json) -> bool:
        """Return whether marketplace and country fit; unknown ones do."""
        names = ("purchaseMarketplaceId", "listingMarketplaceId")
        markets = {line.get(name) for line in order["lineItems"] for name in names}
        buyer = order.get("buyer") or {}
        registered = buyer.get("buyerRegistrationAddress") or {}
        addresses = (buyer.get("taxAddress"), registered.get("contactAddress"))
        countries = {(address or {}).get("countryCode") for address in addresses}
        return all(
            not found - {None, ""} or found & wanted
            for found, wanted in (
                (markets, TAX_ID_MARKETPLACES),
                (countries, TAX_ID_COUNTRIES),
            )
        )

    # === READING ===

    def run(self) -> str:
        """Import the details of up to a hundred marked orders; return a sentence.

        :raise EbayWait: pages of orders are imported, which may mark more
        """
        bindings = self.model.search(
            [("backend_id", "=", self.backend.id), ("details_due", "=", True)],
            limit=DETAILS_SIZE,
            order="id",
        )
        if not bindings:
            return StoredText._("No details are left to read.")
        if len(bindings) < DETAILS_SIZE and self._is_importing():
            raise EbayWait(
                StoredText._("More orders are being imported."), MORE_ORDERS_SECONDS
            )
        found = self._read(bindings)
        bindings.details_due = False
        single = 0
        for binding in bindings:
            order = found.get(binding.external_id)
            order = order or found.get(binding.legacy_order_id)
            if order:
                self._write(binding, order)
            else:
                binding._enqueue_record_details()
                single += 1
        if len(bindings) == DETAILS_SIZE:
            self.model._enqueue_details(self.backend)
        return StoredText._(
            "Details of %(orders)s orders read; %(single)s more are read one by one.",
            orders=len(bindings) - single,
            single=single,
        )

    def _is_importing(self) -> bool:
        """Return whether a page of orders is being imported or due."""
        due_at = self.env.cr.now() + timedelta(seconds=MORE_ORDERS_SECONDS)
        jobs = self.env["queue.job"].sudo()
        return bool(
            jobs.search_count(
                [
                    ("ebay_backend_id", "=", self.backend.id),
                    ("model_name", "=", self.model._name),
                    ("method_name", "in", ("import_window", "import_page")),
                    ("state", "in", ("pending", "enqueued", "started")),
                    "|",
                    ("eta", "=", False),
                    ("eta", "<=", due_at),
                ],
                limit=1,
            )
        )

    def _read(self, bindings: Any) -> dict[str, Json]:
        """Return the details by order id and legacy id.

        Empty if eBay refuses the call, or fails repeatedly.
        """
        try:
            orders = self.backend_adapter.read_details(bindings.mapped("external_id"))
        except (EbayRefused, EbayRetry) as error:
            attempt = self.backend._ebay_job_attempt()
            if isinstance(error, EbayRetry) and attempt < BULK_TRIES:
                raise
            _logger.info(
                "eBay backend %s: details of many orders cannot be read, reading them "
                "one by one: %s",
                self.backend.id,
                error,
            )
            return {}
        return {order_id: order for ids, order in orders for order_id in ids}

    def run_record(self, order_id: str) -> str:
        """Import the details of one order, and what else is new about it."""
        order = self.backend_adapter.read(order_id)
        importer = self.component(usage="record.importer")
        binding = importer.find_bindings([order]).get(order["orderId"])
        if binding and importer.is_newer(order, binding):
            importer.import_or_wait([order], with_details=True)
        elif binding:
            self._write(binding, order)
        return StoredText._("Details of order %s read.", order_id)

    # === WRITING ===

    def _write(self, binding: Any, order: Json) -> None:
        """Write the details of an order that is otherwise up to date.

        :param order: as a single read returns it, or that part of it
        """
        tax = (order.get("buyer") or {}).get("taxIdentifier") or {}
        if binding.buyer_id.anonymised:
            tax = {}
        requests = (order.get("cancelStatus") or {}).get("cancelRequests") or [{}]
        details = {
            "tax_identifier": tax_text(tax),
            "cancel_reason": requests[-1].get("cancelReason"),
        }
        changes = changed_values(
            binding, {name: text for name, text in details.items() if text}
        )
        if changes:
            binding.write(changes)
        if "cancel_reason" in changes:
            self.component(usage="order.follower").update_cancel_request(binding)
        self.component(
            usage="record.importer", model_name="ebay.res.partner"
        ).store_tax_number(binding.buyer_id, tax)
