# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from freezegun import freeze_time
from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, new_test_user, tagged

from ...tools.ship_dates import DueDays
from ..shipment_case import ShipmentCase

#: A Friday morning, in summer, in UTC.
NOW = datetime(2026, 6, 12, 9)


@tagged("post_install", "-at_install")
class TestShipDates(BaseCase):
    """How urgent a date is depends on the time zone of the reader."""

    def test_a_day_ends_at_midnight_of_the_time_zone(self):
        berlin = DueDays.at(NOW, ZoneInfo("Europe/Berlin"))
        self.assertEqual(berlin.today_ends, datetime(2026, 6, 12, 22))
        for ship_by, state in {
            datetime(2026, 6, 12, 8, 59): "late",
            NOW: "today",
            datetime(2026, 6, 12, 21, 59, 59): "today",
            datetime(2026, 6, 12, 22): "tomorrow",
            datetime(2026, 6, 13, 21, 59, 59): "tomorrow",
            datetime(2026, 6, 13, 22): "later",
            False: False,
        }.items():
            self.assertEqual(berlin.state(ship_by), state, ship_by)
        new_york = DueDays.at(NOW, ZoneInfo("America/New_York"))
        self.assertEqual(new_york.state(datetime(2026, 6, 13, 3)), "today")

    def test_a_day_with_23_hours(self):
        days = DueDays.at(datetime(2026, 3, 28, 12), ZoneInfo("Europe/Berlin"))
        self.assertEqual(days.today_ends, datetime(2026, 3, 28, 23))
        self.assertEqual(days.tomorrow_ends, datetime(2026, 3, 29, 22))


class TestToShip(ShipmentCase):
    """One list of what must leave, which agrees with all counts and screens."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.packer = new_test_user(
            cls.env, "packer", "stock.group_stock_user", tz="Europe/Berlin"
        )

    def buy_due(self, ship_by, *purchases):
        order = self.buy(*(purchases or [(self.mug, 1)]))
        order.ship_by = ship_by
        return order

    def listed(self, *domain, user=None):
        pickings = self.env["stock.picking"].with_user(user or self.packer)
        return pickings.search(
            [("ebay_to_ship", "=", True), *domain], order="ebay_ship_by, id"
        ).sudo()

    def figures(self):
        pickings = self.env["stock.picking"].with_user(self.packer)
        return pickings.ebay_shipping_figures()

    # === WHAT IS DUE ===

    @freeze_time(NOW)
    def test_what_is_due_sorted_by_the_ship_by_date(self):
        days = {
            "later": datetime(2026, 6, 15, 12),
            "today": datetime(2026, 6, 12, 21, 59),
            "late": datetime(2026, 6, 11, 21, 59),
            "tomorrow": datetime(2026, 6, 13, 21, 59),
        }
        orders = {due: self.buy_due(date) for due, date in days.items()}
        rows = self.listed()
        self.assertEqual(
            rows.with_user(self.packer).mapped("ebay_due"),
            ["late", "today", "tomorrow", "later"],
        )
        for due, order in orders.items():
            picking = order.odoo_id.picking_ids
            self.assertEqual(self.listed(("ebay_due", "=", due)), picking)
            self.assertEqual(picking.ebay_order_number, order.external_id)
            self.assertEqual(picking.ebay_items, "1 × Mug")
        figures = self.figures()
        self.assertEqual(
            [figures[due] for due in ("late", "today", "tomorrow")], [1, 1, 1]
        )
        backend = self.backend.with_user(self.packer).sudo()
        self.assertEqual(backend.shipment_due_count, 1)
        self.assertEqual(backend.shipment_late_count, 1)
        self.assertEqual(backend.shipment_open_count, 4)

    def copy_rows(self, record, number, **changes):
        """Copy a row by SQL, n = 1 … number; return the id to which n is added.

        :param changes: SQL expressions of columns, with n
        """
        self.env.flush_all()
        table = record._table
        self.env.cr.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s",
            (table,),
        )
        names = [name for [name] in self.env.cr.fetchall() if name != "id"]
        self.env.cr.execute(f"SELECT max(id) FROM {table}")
        base = self.env.cr.fetchone()[0]
        values = ", ".join(changes.get(name, f'one."{name}"') for name in names)
        columns = ", ".join(f'"{name}"' for name in names)
        self.env.cr.execute(
            f"""
            INSERT INTO {table} (id, {columns}) SELECT {base} + n, {values}
            FROM {table} AS one, generate_series(1, {number}) AS n
            WHERE one.id = {record.id}
            """
        )
        self.env.invalidate_all()
        return base

    def multiply_delivery(self, order, number):
        """Copy an order with its buyer and its delivery."""
        sale, picking = order.odoo_id, order.odoo_id.picking_ids
        partners = self.copy_rows(sale.partner_id, number, name="'Buyer ' || n")
        buyer = f"{partners} + n"
        sales = self.copy_rows(sale, number, name="'X' || n", partner_id=buyer)
        lines = self.copy_rows(sale.order_line, number, order_id=f"{sales} + n")
        bindings = self.copy_rows(
            order, number, external_id="'X' || n", odoo_id=f"{sales} + n"
        )
        self.copy_rows(
            order.line_ids,
            number,
            external_id="'X' || n",
            order_id=f"{bindings} + n",
            odoo_id=f"{lines} + n",
        )
        pickings = self.copy_rows(
            picking,
            number,
            name="'OUT/X' || n",
            partner_id=buyer,
            sale_id=f"{sales} + n",
            ebay_order_id=f"{bindings} + n",
        )
        self.copy_rows(
            picking.move_ids,
            number,
            picking_id=f"{pickings} + n",
            sale_line_id=f"{lines} + n",
        )

    def test_the_list_takes_as_many_queries_for_200_deliveries_as_for_10(self):
        self.multiply_delivery(self.buy_due(NOW), 199)
        listed = self.listed()
        self.assertEqual(len(listed), 200)
        self.assertEqual(len(listed.ebay_order_id), 200)
        view = self.env.ref("connector_ebay_stock.to_ship_view_list")
        arch = listed.get_view(view.id, "list")["arch"]
        names = {node.get("name") for node in etree.fromstring(arch).iter("field")}
        named = {"fields": {"display_name": {}}}
        spec = {
            name: named if listed._fields[name].type == "many2one" else {}
            for name in names
        }

        def count(pickings):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            pickings.with_user(self.packer).web_read(spec)
            return self.env.cr.sql_log_count - before

        count(listed[:10])
        self.assertEqual(count(listed), count(listed[:10]))

    @freeze_time(NOW)
    def test_counts_are_those_of_the_lists_that_they_open(self):
        for days in (-1, -1, 0, 5):
            self.buy_due(datetime(2026, 6, 12, 20) + timedelta(days=days))
        filters = {
            "search_default_late": [("ebay_due", "=", "late")],
            "search_default_today": [("ebay_due", "=", "today")],
        }
        for action, count in (
            (self.backend.action_open_late_shipments(), 2),
            (self.backend.action_open_due_shipments(), 1),
        ):
            [filter_name] = action["context"].keys() & filters.keys()
            domain = action["domain"] + filters[filter_name]
            self.assertEqual(self.env["stock.picking"].search_count(domain), count)
        self.assertEqual(self.backend.shipment_late_count, 2)
        self.assertEqual(self.backend.shipment_due_count, 1)

    @freeze_time(NOW)
    def test_a_shipped_delivery_is_not_red_any_more(self):
        order = self.buy_due(NOW - timedelta(hours=1))
        picking = order.odoo_id.picking_ids
        self.assertEqual(picking.ebay_due, "late")
        self.deliver(order)
        self.assertEqual(picking.ebay_due, "late", "eBay does not know yet")
        self.assertTrue(picking.ebay_bind_ids.is_overdue)
        self.work()
        self.assertFalse(picking.ebay_due)
        self.assertFalse(picking.ebay_is_late)
        self.assertFalse(picking.ebay_bind_ids.is_overdue)
        self.assertFalse(order.is_late)
        self.assertNotIn(picking, self.listed())
        self.assertEqual(self.backend.shipment_late_count, 0)

    def test_the_dates_follow_the_order(self):
        order = self.buy_due(datetime(2026, 6, 20))
        picking = order.odoo_id.picking_ids
        order.ship_by = datetime(2026, 6, 21)
        self.assertEqual(picking.ebay_ship_by, datetime(2026, 6, 21))
        order.import_state = "cancelled"
        self.assertFalse(picking.ebay_is_open)

    def test_a_return_and_other_deliveries_are_not_listed(self):
        order = self.buy((self.mug, 1))
        picking = self.deliver(order)
        self.work()
        wizard = self.env["stock.return.picking"].create({"picking_id": picking.id})
        wizard.product_return_moves.quantity = 1
        back = self.env["stock.picking"].browse(
            wizard.action_create_returns()["res_id"]
        )
        self.assertFalse(back.ebay_is_open)
        self.assertFalse(self.listed())

    # === ONE WORD ABOUT THE SHIPMENT ===

    def assert_state(self, order, state):
        pickings = order.odoo_id.picking_ids
        self.assertEqual(pickings[-1:].ebay_shipment_state, state)
        self.assertEqual(order.shipping_state, state)
        self.assertEqual(order.odoo_id.ebay_shipment_state, state)

    def test_all_screens_say_the_same(self):
        order = self.buy((self.mug, 1))
        self.assert_state(order, "open")
        picking = self.deliver(order, number=False)
        self.assert_state(order, "waiting")
        self.assertIn(picking, self.listed(), "its number is missing")
        self.work()
        self.assert_state(order, "waiting")
        self.assertEqual(self.figures()["no_number"], 1)
        picking.carrier_tracking_ref = "DHL001"
        self.work()
        self.assert_state(order, "done")
        self.assertEqual(order.fulfillment_state, "FULFILLED")
        self.assertEqual(order.line_ids.fulfillment_state, "FULFILLED")
        self.assertEqual(self.calls("getOrder"), self.calls("getOrder"))
        self.import_order(self.sim.orders.find(order.external_id))
        self.assert_state(order, "done")

    def test_a_partial_delivery(self):
        order = self.buy((self.mug, 1), (self.shirt, 1))
        self.deliver(order, {self.mug: 1})
        self.work()
        self.assertEqual(order.shipping_state, "partly")
        self.assertEqual(order.fulfillment_state, "IN_PROGRESS")
        self.assertEqual(len(self.listed()), 1, "the backorder")

    def test_a_delivery_of_a_paused_account_is_shown_at_once(self):
        order = self.buy((self.mug, 1))
        picking = self.deliver(order)
        shipment = picking.ebay_bind_ids
        self.assertEqual(shipment.state, "to_send")
        self.assertEqual(shipment.order_id, order)
        self.assertIn(picking, self.listed())
        self.work()
        self.assertEqual(len(picking.ebay_bind_ids), 1)
        self.assertFalse(shipment.exists(), "replaced by what was planned")

    def test_an_empty_list_says_what_is_not_shipped(self):
        self.buy((self.mug, 1))
        action = self.env.ref("connector_ebay_stock.ebay_stock_picking_to_send_action")
        text = action.with_user(self.packer)._get_action_dict()["help"]
        self.assertIn("1 deliveries of eBay orders have not left yet", text)
        self.assertIn("connector_ebay_stock.ebay_to_ship_action", text)

    # === ORDERS WITHOUT DELIVERY ===

    def test_paid_orders_without_a_delivery_are_counted(self):
        order = self.buy((self.mug, 1))
        found = [("without_delivery", "=", True)]
        orders = self.env["ebay.sale.order"]
        self.assertNotIn(order, orders.search(found))
        order.odoo_id.picking_ids.action_cancel()
        self.assertIn(order, orders.search(found))
        self.assertTrue(order.without_delivery)
        figures = self.figures()
        self.assertEqual(figures["without_delivery"], 1)
        self.assertFalse(figures["can_open_orders"], "a packer sees how many")
        self.assertEqual(self.backend.without_delivery_count, 1)
        order.payment_state = "PENDING"
        self.assertNotIn(order, orders.search(found))

    def test_a_shipped_order_is_not_without_delivery(self):
        order = self.buy((self.mug, 1))
        self.deliver(order)
        self.assertEqual(self.figures()["without_delivery"], 0)
        self.work()
        self.assertEqual(self.figures()["without_delivery"], 0)

    # === STOCK ===

    def test_what_is_in_stock(self):
        rare = self.create_product("RARE")
        rare.is_storable = True
        quants = self.env["stock.quant"].search([("product_id", "=", rare.id)])
        quants.filtered(lambda one: one.quantity > 0).sudo().inventory_quantity = 1
        quants.filtered(lambda one: one.quantity > 0).action_apply_inventory()
        ready = self.buy((self.mug, 1)).odoo_id.picking_ids
        partly = self.buy((self.mug, 1), (rare, 3)).odoo_id.picking_ids
        waiting = self.buy((rare, 2)).odoo_id.picking_ids
        states = {"ready": ready, "partly": partly, "no_stock": waiting}
        for state, picking in states.items():
            self.assertEqual(picking.ebay_stock_state, state)
            self.assertEqual(self.listed(("ebay_stock_state", "=", state)), picking)
        self.assertEqual(self.figures()["no_stock"], 2)

    # === SHIP SEVERAL ===

    def test_ship_several_at_once(self):
        orders = [self.buy((self.mug, 1)) for _one in range(3)]
        rare = self.create_product("RARE", is_storable=True)
        self.env["stock.quant"]._update_available_quantity(
            rare, self.backend.warehouse_id.lot_stock_id, -100
        )
        missing = self.buy((rare, 1)).odoo_id.picking_ids
        pickings = self.listed()
        pickings.carrier_id = self.dhl
        for number, order in enumerate(orders):
            order.odoo_id.picking_ids.carrier_tracking_ref = f"DHL10{number}"
        result = pickings.with_user(self.packer).action_ebay_ship()
        self.assertIn("3 deliveries shipped", result["params"]["message"])
        self.assertIn("1 left out", result["params"]["message"])
        self.assertEqual(missing.state, "confirmed")
        self.work()
        for order in orders:
            self.assertEqual(len(self.on_ebay(order)), 1)
        self.assertEqual(self.listed(), missing)
        with self.assertRaisesRegex(UserError, "None of the selected"):
            missing.with_user(self.packer).action_ebay_ship()

    def test_one_delivery_that_fails_stops_no_other(self):
        lots = self.create_product("LOTS", tracking="lot", is_storable=False)
        lots.is_storable = True
        good = self.buy((self.mug, 1)).odoo_id.picking_ids
        bad = self.buy((self.mug, 1)).odoo_id.picking_ids
        self.mug.tracking = "none"
        bad.move_ids.move_line_ids.product_id = self.mug
        bad_type = type(bad)
        original = bad_type._sanity_check

        def check(pickings, *args, **options):
            if bad in pickings:
                raise UserError(pickings.env._("You need to supply a Lot."))
            return original(pickings, *args, **options)

        self.patch(bad_type, "_sanity_check", check)
        result = (good | bad).with_user(self.packer).action_ebay_ship()
        self.assertEqual(good.state, "done")
        self.assertNotEqual(bad.state, "done")
        self.assertIn("supply a Lot", result["params"]["message"])
        self.assertIn(bad.ebay_order_number, result["params"]["message"])

    def test_the_dialog_ships_with_a_number(self):
        order = self.buy((self.mug, 1))
        picking = order.odoo_id.picking_ids.with_user(self.packer)
        action = picking.action_ebay_ship_dialog()
        wizard = self.env["ebay.delivery.wizard"].with_user(self.packer)
        wizard = wizard.with_context(**action["context"]).create({})
        wizard.write({"carrier_id": self.dhl.id, "tracking_number": "DHL 001"})
        wizard.action_ship()
        self.assertEqual(picking.state, "done")
        self.work()
        self.assertEqual(self.on_ebay(order), [("DHL001", "DHL", {"MUG": 1})])

    def test_an_accountant_cannot_ship(self):
        picking = self.buy((self.mug, 1)).odoo_id.picking_ids
        accountant = new_test_user(
            self.env, "accountant", "account.group_account_invoice"
        )
        with self.assertRaises(AccessError):
            picking.with_user(accountant).action_ebay_ship()

    def test_the_lists_keep_their_own_help_when_they_are_empty(self):
        pickings = self.env["stock.picking"].with_user(self.packer)
        pickings = pickings.with_context(ebay_empty="no_number")
        self.assertEqual(pickings.get_empty_list_help("No number"), "No number")
