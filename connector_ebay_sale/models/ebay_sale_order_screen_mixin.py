# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.connector_ebay.connection.keyset import Keyset
from odoo.addons.connector_ebay.tools.stored_text import render_text

from ..tools.ebay_words import code_text, codes_in_text, service_text
from ..tools.order_number import clean_order_number
from ..tools.order_states import NOTHING_TO_SHIP, STATUSES

#: Items that a line of a list names; of the others it says how many they are.
ITEMS_SHOWN = 3

#: A search that finds so many customers' orders does not compare their ids.
MANY_FOUND = 10_000

#: An order is *late soon* this long before its ship-by date.
LATE_SOON = timedelta(hours=24)


class EbaySaleOrderScreenMixin(models.AbstractModel):
    """What lists, cards and forms show of an eBay order, in the reader's language."""

    _name = "ebay.sale.order.screen.mixin"
    _description = "eBay Order Screen Mixin"

    status = fields.Selection(
        STATUSES,
        compute="_compute_status",
        store=True,
        precompute=True,
        index=True,
        help="What is to be done next.",
    )
    status_text = fields.Char(
        string="Status in Words",
        compute="_compute_status_text",
        help="The status, and why an order is held.",
    )
    items = fields.Char(string="Items in Short", compute="_compute_items")
    is_late = fields.Boolean(
        string="Late Soon", compute="_compute_is_late", search="_search_is_late"
    )
    url = fields.Char(string="On eBay", compute="_compute_url")
    delivery_address = fields.Text(compute="_compute_delivery_address")
    delivery_country_id = fields.Many2one(
        "res.country",
        string="Country",
        compute="_compute_delivery_country_id",
        inverse="_inverse_delivery_country_id",
        help="Choose it here if eBay sent a country that Odoo does not know: the order "
        "is then imported.",
    )
    confirm_note = fields.Text(
        compute="_compute_confirm_note", help="Refunds that wait for a manager."
    )
    number = fields.Char(
        string="Order",
        compute="_compute_number",
        search="_search_number",
        help="Number of the order on eBay or in Odoo.",
    )
    customer = fields.Char(
        string="Name of the Customer",
        compute="_compute_customer",
        search="_search_customer",
        help="Found by the user name on eBay, too.",
    )
    cancel_reason_text = fields.Char(
        string="Reason to Cancel", compute="_compute_texts"
    )
    payment_method_text = fields.Char(string="Payment Method", compute="_compute_texts")
    payment_hold_text = fields.Char(
        string="Money Held by eBay",
        compute="_compute_texts",
        help="Why eBay holds the money back, until when, and what releases it.",
    )
    collected_tax_text = fields.Char(
        string="Kind of Tax",
        compute="_compute_texts",
        help="Kind of tax, and eBay's number for customs papers.",
    )
    shipping_service_text = fields.Char(
        string="Shipping Service", compute="_compute_texts"
    )

    # === LISTS AND CARDS ===

    @api.depends(
        "import_state",
        "cancel_state",
        "fulfillment_state",
        "payment_state",
        "delivery_kind",
    )
    def _compute_status(self):
        for order in self:
            order.status = order._current_status()

    @api.depends_context("lang")
    @api.depends("status", "hold_reason")
    def _compute_status_text(self):
        names = dict(self._fields["status"]._description_selection(self.env))
        reasons = dict(self._fields["hold_reason"]._description_selection(self.env))
        for order in self:
            text = names.get(order.status) or ""
            if order.status == "held" and order.hold_reason:
                text = f"{text}: {reasons[order.hold_reason]}"
            order.status_text = text

    def _current_status(self):
        """Return the status of one order, that which calls for action first."""
        if self.import_state in ("merged", "cancelled"):
            return self.import_state
        if self.cancel_state == "CANCELED":
            return "cancelled"
        if self.cancel_state == "IN_PROGRESS":
            return "cancel_requested"
        if self.import_state in ("held", "waiting"):
            return self.import_state
        if self.fulfillment_state == "FULFILLED":
            return "shipped"
        if self.payment_state == "FULLY_REFUNDED":
            return "refunded"
        if self.delivery_kind in NOTHING_TO_SHIP:
            return "nothing_to_ship"
        return "to_ship"

    @api.depends("line_ids.title", "line_ids.quantity")
    def _compute_items(self):
        for order in self:
            lines = order.line_ids
            texts = [line._short_text() for line in lines[:ITEMS_SHOWN]]
            if len(lines) > ITEMS_SHOWN:
                texts.append(self.env._("%s more", len(lines) - ITEMS_SHOWN))
            order.items = ", ".join(texts)

    @api.depends("ship_by", "fulfillment_state", "import_state")
    def _compute_is_late(self):
        limit = fields.Datetime.now() + LATE_SOON
        for order in self:
            order.is_late = bool(
                order.ship_by
                and order.ship_by < limit
                and order.fulfillment_state != "FULFILLED"
                and order.import_state not in ("cancelled", "merged")
            )

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = [
            ("ship_by", "<", fields.Datetime.now() + LATE_SOON),
            ("fulfillment_state", "!=", "FULFILLED"),
            ("import_state", "not in", ("cancelled", "merged")),
        ]
        return late if True in value else ["!", "&", "&", *late]

    # === THE FORM ===

    @api.depends("amount_total", "odoo_id.amount_total")
    def _compute_difference(self):
        for order in self:
            order.difference = order.odoo_total - order.amount_total

    def _compute_url(self):
        for order in self:
            host = order.marketplace_id.domain or order.backend_id.marketplace_id.domain
            order.url = (
                f"https://{host or 'www.ebay.com'}/mesh/ord/details"
                f"?orderid={order.external_id}"
            )

    @api.depends("address_id.odoo_id")
    def _compute_delivery_address(self):
        for order in self:
            # Whoever may see the order may see where it goes.
            partner = order.sudo().address_id.odoo_id
            lines = [partner.name, partner._display_address(without_company=True)]
            lines.append(partner.phone)
            text = "\n".join(filter(None, lines)) if partner else ""
            order.delivery_address = "\n".join(
                line.strip() for line in text.splitlines() if line.strip()
            )

    @api.depends("address_id.odoo_id.country_id")
    def _compute_delivery_country_id(self):
        for order in self:
            order.delivery_country_id = order.sudo().address_id.odoo_id.country_id

    def _inverse_delivery_country_id(self):
        """Set the country of the delivery address and import the order again."""
        for order in self:
            country = order.delivery_country_id
            if order.hold_reason != "country" or not country:
                continue
            partner = order.sudo().address_id.odoo_id
            partner.country_id = country
            order._ebay_log_action(
                self.env._("Country of the address set: %s.", country.name)
            )
            order.sudo()._resume()

    @api.depends_context("lang", "tz")
    @api.depends("hold_text")
    def _compute_hold_note(self):
        for order in self:
            order.hold_note = render_text(self.env, order.hold_text) or False

    @api.depends_context("lang")
    @api.depends(
        "cancel_reason",
        "payment_method",
        "payment_hold_note",
        "collected_tax_note",
        "shipping_service",
    )
    def _compute_texts(self):
        for order in self:
            order.cancel_reason_text = code_text(self.env, order.cancel_reason)
            order.payment_method_text = code_text(self.env, order.payment_method)
            order.payment_hold_text = codes_in_text(self.env, order.payment_hold_note)
            order.collected_tax_text = codes_in_text(self.env, order.collected_tax_note)
            order.shipping_service_text = service_text(order.shipping_service)

    @api.depends_context("lang")
    @api.depends("request_ids.state")
    def _compute_confirm_note(self):
        for order in self:
            requests = order.request_ids.filtered(lambda one: one.state == "to_confirm")
            order.confirm_note = "\n".join(
                self.env._(
                    "%(user)s asks for: %(what)s",
                    user=request.create_uid.name,
                    what=request._description_text(),
                )
                for request in requests.sudo()
            )

    # === SEARCH ===

    @api.depends("external_id")
    def _compute_number(self):
        for order in self:
            order.number = order.external_id

    @api.model
    def _search_number(self, operator, value):
        """Find orders by a number as people paste it: with blanks, without dashes."""
        if operator not in ("ilike", "=", "in"):
            return NotImplemented
        values = [value] if isinstance(value, str) else list(value)
        numbers = [clean_order_number(one) or (one or "").strip() for one in values]
        exact = operator != "ilike" or all(map(clean_order_number, values))
        if exact:
            return [
                "|",
                ("external_id", "in", numbers),
                ("legacy_order_id", "in", numbers),
            ]
        # A subquery that has an index, instead of a join with all sales orders.
        sales = self.env["sale.order"].sudo()._search([("name", "ilike", numbers[0])])
        return [
            "|",
            "|",
            ("external_id", "ilike", numbers[0]),
            ("legacy_order_id", "=like", f"{numbers[0]}%"),
            ("odoo_id", "in", sales),
        ]

    @api.depends("partner_id.complete_name")
    def _compute_customer(self):
        for order in self:
            order.customer = order.partner_id.complete_name

    @api.model
    def _search_customer(self, operator, value):
        """Find orders by the customer's name, or the user name on eBay."""
        if operator != "ilike":
            return NotImplemented
        # Each half has an index; a condition with OR on two tables has none.
        sales = self.env["sale.order"].sudo()
        by_name = [("partner_id.complete_name", "ilike", value)]
        by_user = Domain("buyer_username", "ilike", value)
        halves = [by_user, [("odoo_id", "in", sales._search(by_name))]]
        users, names = (self.sudo()._search(half).select() for half in halves)
        rows = self.env.execute_query(
            SQL("(%s) UNION ALL (%s) LIMIT %s", users, names, MANY_FOUND)
        )
        if len(rows) < MANY_FOUND:
            return [("id", "in", list({order_id for [order_id] in rows}))]

        def has_customer(_model, alias, _query):
            found = sales._search(by_name)
            found.add_where(
                SQL(
                    "%s = %s",
                    SQL.identifier(found.table, "id"),
                    SQL.identifier(alias, "odoo_id"),
                )
            )
            # OFFSET: otherwise PostgreSQL first collects all orders of all customers.
            return SQL("EXISTS (%s OFFSET 0)", found.select())

        # Of so many, reading the newest orders one by one finds a page's at once.
        return by_user | Domain.custom(to_sql=has_customer)

    # === IMPORTING THE ORDER THAT A PERSON LOOKS FOR ===

    @api.model
    def import_number(self, number, backend_id=False):
        """Import the order with this number now; return what became of it.

        The accounts of the user are asked one after another.

        :param number: as the user pasted it
        :param backend_id: the only account to be asked
        :return: what ``ebay.order.number.importer`` returns
        """
        self.check_access("read")
        self._ebay_check_user()
        number = str(number or "").strip()
        order_id = clean_order_number(number) or number
        domain = [("company_id", "in", self.env.companies.ids)]
        if backend_id:
            domain.append(("id", "=", backend_id))
        backends = self.env["ebay.backend"].search(domain)
        ready = backends.filtered(lambda one: Keyset(one).refresh_token)
        if not order_id or not ready:
            message = self.env._("Connect an account to eBay first.")
            if not order_id:
                message = self.env._("Enter the number of the order.")
            return {"state": "failed", "message": message, "order_id": False}
        orders, results = self.sudo(), []
        for backend in ready:
            orders = orders.with_company(backend.company_id)
            with orders._ebay_work(backend) as work:
                results.append(
                    work.component(usage="order.number.importer").run(order_id)
                )
            if results[-1]["order_id"]:
                return results[-1]
        # What another account does not have matters less than what went wrong.
        return min(results, key=lambda one: one["state"] == "missing")
