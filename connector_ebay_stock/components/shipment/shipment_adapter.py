# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component


class EbayStockPickingAdapter(Component):
    """Fulfilments, as the Fulfillment API shapes them."""

    _name = "ebay.stock.picking.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.stock.picking"
    _flow = "shipments"

    def create_fulfillment(self, parcel):
        """Tell eBay of one :class:`Parcel`; the id of the fulfilment it made.

        eBay makes a second one when it is told twice, and can neither change nor
        delete it: the exporter alone calls this.
        """
        return self._call(
            "fulfillment",
            "create_shipping_fulfillment",
            parcel.order_id,
            parcel.quantities,
            shipped_at=parcel.shipped_at,
            carrier_code=parcel.carrier_code,
            tracking_number=parcel.tracking_number,
        )

    def read_order(self, order_id):
        """One order, for its payment and cancel state."""
        return self._call("fulfillment", "get_order", order_id)

    def read_fulfillments(self, order_id):
        """All fulfilments eBay has of an order, whoever made them."""
        return self._call("fulfillment", "get_shipping_fulfillments", order_id)
