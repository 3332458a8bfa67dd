# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from ..common import OrderCase
from ..order_factory import item, order


class TestOrderAlerts(OrderCase):
    def open_alerts(self):
        self.env.invalidate_all()
        return self.backend.alert_ids

    def watch(self):
        self.env.flush_all()
        self.env["ebay.alert"]._cron_watch()
        return self.open_alerts()

    # === HELD ORDERS ===

    def test_a_held_order_opens_an_alert_at_once_and_closes_it_when_it_goes_on(self):
        binding = self.pull(order(item("NEW")))
        alert = self.open_alerts()
        self.assertEqual(alert.code, "orders_held")
        self.assertEqual(alert.message, "1 orders are held: Item to match (1).")
        action = alert.action_open()
        self.assertEqual(self.env["ebay.sale.order"].search(action["domain"]), binding)
        self.create_product("NEW")
        self.run_jobs()
        self.assertEqual(binding.import_state, "imported")
        self.assertFalse(self.watch())
        self.assertEqual(alert.state, "closed")

    def test_more_held_orders_are_one_alert(self):
        self.pull(order(item("NEW")))
        self.pull(order(item("NEWER")))
        alert = self.open_alerts()
        self.assertEqual(alert.message, "2 orders are held: Item to match (2).")
        self.assertEqual(len(self.backend.activity_ids), 1)
        self.assertEqual(self.watch(), alert)
