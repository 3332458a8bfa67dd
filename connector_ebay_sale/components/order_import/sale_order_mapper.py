# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component
from odoo.addons.connector.components.mapper import mapping

from .order_import_mapper import parse_time


class EbaySaleOrderMapper(Component):
    """Values of the sales order itself.

    All that Odoo would compute one order at a time is given: people, currency through
    the pricelist, fiscal position, payment term.
    """

    _name = "ebay.sale.order.mapper"
    _inherit = "ebay.import.mapper"
    _apply_on = "ebay.sale.order"
    _usage = "sale.order.mapper"

    @mapping
    def order(self, record):
        return {
            "company_id": self.backend.company_id.id,
            "client_order_ref": record["orderId"],
            "origin": self.env._("eBay %s", record["orderId"]),
            "date_order": parse_time(record["creationDate"]),
            "require_signature": False,
            "require_payment": False,
            "validity_date": False,
            "note": record.get("buyerCheckoutNotes") or False,
        }

    @mapping
    def people(self, record):
        people = self.options.people[record["orderId"]]
        buyer = people.buyer.odoo_id
        return {
            "partner_id": buyer.id,
            "partner_invoice_id": buyer.id,
            "partner_shipping_id": people.address.odoo_id.id,
            "fiscal_position_id": self.options.lookups.fiscal_position(
                people.country
            ).id,
        }

    @mapping
    def money(self, record):
        lookups = self.options.lookups
        currency = lookups.currency(self.options.money.currency)
        return {
            "pricelist_id": lookups.pricelist(currency).id,
            "payment_term_id": False,
            "order_line": self.options.lines.commands(),
        }

    @mapping
    def sales(self, record):
        lookups = self.options.lookups
        return {
            "user_id": lookups.team.user_id.id,
            "team_id": lookups.team.id,
            "source_id": lookups.source.id,
            "medium_id": lookups.medium.id,
        }

    @mapping
    def warehouse(self, record):
        """Where ``sale_stock`` is installed."""
        warehouse = getattr(self.backend, "warehouse_id", None)
        if not warehouse or "warehouse_id" not in self.env["sale.order"]._fields:
            return {}
        return {"warehouse_id": warehouse.id}

    @mapping
    def ship_by(self, record):
        dates = [
            (line.get("lineItemFulfillmentInstructions") or {}).get("shipByDate")
            for line in record["lineItems"]
        ]
        dates = [date for date in dates if date]
        return {"commitment_date": parse_time(min(dates)) if dates else False}
