# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.exceptions import EbayRefused, EbayRetry

from ...models.ebay_sale_order import CANCEL_STATES
from .order_adapter import DETAILS_SIZE
from .order_import_mapper import known

_logger = logging.getLogger(__name__)

#: eBay tells tax numbers of orders on these marketplaces, of buyers from there:
#: https://developer.ebay.com/api-docs/sell/fulfillment/types/sel:TaxIdentifier
TAX_ID_MARKETPLACES = {"EBAY_IT", "EBAY_ES"}
TAX_ID_COUNTRIES = {"IT", "ES", "GT"}

#: In these states of cancellation nobody waits for an answer.
CLOSED = ("NONE_REQUESTED", "CANCELED")

#: Tries of reading together before each order is read by itself.
TRIES_TOGETHER = 3


class EbayOrderDetailsImporter(Component):
    """Reads what eBay's lists leave out: why a buyer wants to cancel, tax numbers.

    Orders of which it is due are marked when they are imported and then read
    together, a hundred a call, with Trading's GetOrders. What that call does not
    show is read one by one.
    """

    _name = "ebay.order.details.importer"
    _inherit = ["base.importer", "ebay.base"]
    _apply_on = "ebay.sale.order"
    _usage = "details.importer"

    # === WHICH ORDERS ===

    def is_due(self, order, binding=None):
        """Whether a list leaves something out of this order that is not known yet.

        A tax number belongs to the checkout and is read once; a reason to cancel once
        for each request.
        """
        state = known(
            (order.get("cancelStatus") or {}).get("cancelState"),
            CANCEL_STATES,
            "NONE_REQUESTED",
        )
        if binding:
            is_new = state not in CLOSED and state != binding.cancel_state
            return binding.details_due or is_new
        return state not in CLOSED or self._may_have_tax_number(order)

    @staticmethod
    def _may_have_tax_number(order):
        """What eBay does not say is no reason to leave it out."""
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

    def run(self):
        """Read the details that are due, of a hundred orders."""
        bindings = self.model.search(
            [("backend_id", "=", self.backend.id), ("details_due", "=", True)],
            limit=DETAILS_SIZE,
            order="id",
        )
        if not bindings:
            return self.env._("Nothing is left to read.")
        found = self._read(bindings)
        bindings.details_due = False
        alone = 0
        for binding in bindings:
            order = found.get(binding.external_id)
            order = order or found.get(binding.legacy_order_id)
            if order:
                self.add(binding, order)
            else:
                binding._enqueue_record_details()
                alone += 1
        if len(bindings) == DETAILS_SIZE:
            self.model._enqueue_details(self.backend)
        return self.env._(
            "Details of %(orders)s orders read, %(alone)s more are read one by one.",
            orders=len(bindings) - alone,
            alone=alone,
        )

    def _read(self, bindings):
        """Orders with details by either of their ids; none if eBay shows none so."""
        try:
            orders = self.backend_adapter.read_details(bindings.mapped("external_id"))
        except (EbayRefused, EbayRetry) as error:
            attempt = self.backend._ebay_job_attempt()
            if isinstance(error, EbayRetry) and attempt < TRIES_TOGETHER:
                raise
            _logger.info(
                "eBay backend %s: no details of many orders at once, reading them one "
                "by one: %s",
                self.backend.id,
                error,
            )
            return {}
        return {order_id: order for ids, order in orders for order_id in ids}

    def run_record(self, order_id):
        """Read the details of one order, and what else is new about it."""
        order = self.backend_adapter.read(order_id)
        importer = self.component(usage="record.importer")
        binding = importer.known([order]).get(order["orderId"])
        if binding and importer.is_news(order, binding):
            importer.import_all([order], in_full=True)
        elif binding:
            self.add(binding, order)
        return self.env._("Details of order %s read.", order_id)

    # === WRITING ===

    def add(self, binding, order):
        """Write the details of an order that is up to date.

        :param order: as the Fulfillment API's single read has it, or that much of it
        """
        mapper = self.component(usage="import.mapper", model_name="ebay.res.partner")
        tax = (order.get("buyer") or {}).get("taxIdentifier") or {}
        requests = (order.get("cancelStatus") or {}).get("cancelRequests") or [{}]
        details = {
            "tax_identifier": mapper.tax_text(tax),
            "cancel_reason": requests[-1].get("cancelReason"),
        }
        changes = self.component(usage="import.mapper").differing(
            binding, {name: text for name, text in details.items() if text}
        )
        if changes:
            binding.write(changes)
        if "cancel_reason" in changes:
            self.component(usage="order.follower").tell_reason(binding)
        self.component(
            usage="record.importer", model_name="ebay.res.partner"
        ).keep_tax_number(binding.buyer_id, tax)
