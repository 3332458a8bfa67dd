# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from contextlib import contextmanager
from unittest.mock import patch

from odoo.sql_db import db_connect

from ...components.order_import.record_locker import RecordLocker
from ...tools.order_partners import read_partners
from ..common import OrderCase
from ..order_factory import address, changed, contact, item, order


class TestOrderLocks(OrderCase):
    """Records that another worker has locked are left to it; the others are written."""

    @contextmanager
    def another_worker_at(self, *names):
        """Hold the locks of another worker, on a connection of its own."""
        with db_connect(self.env.cr.dbname).cursor() as cr:
            cr.execute(
                "SELECT bool_and(pg_try_advisory_xact_lock(hashtextextended(name, %s)))"
                " FROM unnest(%s) AS name",
                (self.backend.id, list(names)),
            )
            self.assertEqual(cr.fetchone(), (True,))
            yield

    def busy(self, name):
        """The same, of what this test's transaction, which never ends, has locked."""
        lock = RecordLocker._try_lock

        def refuse(claimer, kind, keys):
            free = lock(claimer, kind, keys)
            return {key for key in free if f"{kind} {key}" != name}

        return patch.object(RecordLocker, "_try_lock", refuse)

    def finish(self):
        self.hasten()
        self.run_jobs()
        self.assert_no_failed_job()

    def test_an_order_that_another_worker_is_at_comes_later(self):
        mine, other = order(buyer="a"), order(buyer="b")
        with self.another_worker_at(f"order {other['orderId']}"):
            self.assertEqual(len(self.pull(mine, other)), 1)
        self.finish()
        self.assertEqual(len(self.bindings(mine, other)), 2)
        self.assertEqual(self.calls, ["get_orders", "get_orders_by_id"])

    def test_a_page_of_which_all_is_busy_waits(self):
        data = order()
        with self.another_worker_at(f"order {data['orderId']}"):
            self.assertFalse(self.pull(data))
            run = self.env["ebay.run"].search([("flow", "=", "orders")])
            self.assertEqual(run.state, "running")
        self.finish()
        self.assertEqual(len(self.bindings(data)), 1)
        self.assertEqual(run.state, "done")

    def test_a_new_buyer_is_created_by_one_worker(self):
        shared, mine = order(buyer="shared"), order(buyer="mine")
        with self.another_worker_at("partner shared"):
            self.assertEqual(self.pull(shared, mine).buyer_id.username, "mine")
        self.finish()
        self.assertEqual(self.bindings(shared).buyer_id.username, "shared")

    def test_a_known_buyer_is_shared(self):
        self.pull(order(buyer="shared"))
        older = order(buyer="shared", creationDate="2026-05-01T18:01:11.000Z")
        with self.busy("partner shared"):
            self.assertEqual(len(self.pull(older)), 1)

    def test_a_new_address_is_created_by_one_worker(self):
        self.pull(order(buyer="shared"))
        data = order(buyer="shared", creationDate="2026-05-01T18:01:11.000Z")
        step = data["fulfillmentStartInstructions"][0]["shippingStep"]
        step["shipTo"] = contact("Erika", place=address(addressLine1="Elsewhere 1"))
        record = self.env["ebay.sale.order"]
        key = read_partners(data).address_key("shared")
        with self.another_worker_at(f"partner {key}"):
            self.assertEqual(self.pull(data), record)
        self.finish()
        self.assertEqual(self.bindings(data).address_id.external_id, key)

    def test_a_single_order_that_is_busy_waits(self):
        data = order()
        self.put(data)
        self.backend.import_order(data["orderId"])
        with self.another_worker_at(f"order {data['orderId']}"):
            self.run_jobs()
            self.assertFalse(self.bindings(data))
        self.finish()
        self.assertTrue(self.bindings(data))

    def test_a_change_that_is_busy_comes_later(self):
        first, second = order(buyer="a"), order(buyer="b")
        self.pull(first, second)
        later = changed(first, orderFulfillmentStatus="FULFILLED")
        with self.busy(f"order {first['orderId']}"):
            self.pull(later, changed(second, orderFulfillmentStatus="FULFILLED"))
            self.assertEqual(self.bindings(first).fulfillment_state, "NOT_STARTED")
            self.assertEqual(self.bindings(second).fulfillment_state, "FULFILLED")
        self.finish()
        self.assertEqual(self.bindings(first).fulfillment_state, "FULFILLED")

    # === E-MAILS ===

    def test_the_newest_order_gives_the_mail_whichever_comes_first(self):
        def with_mail(name, day):
            mail = f"{name}@members.ebay.com"
            return order(
                item("MUG"),
                ship_to=contact(email=mail),
                creationDate=f"2026-05-{day}T18:01:11.000Z",
            )

        self.pull(with_mail("first", 10))
        binding = self.pull(with_mail("older", "09"))
        partner = binding.odoo_id.partner_id
        self.assertEqual(partner.email, "first@members.ebay.com")
        self.pull(with_mail("newer", 11))
        self.assertEqual(partner.email, "newer@members.ebay.com")

    def test_addresses_stay_when_the_buyers_key_changes(self):
        data = order(buyer="old-name")
        step = data["fulfillmentStartInstructions"][0]["shippingStep"]
        step["shipTo"] = contact("Erika", place=address(addressLine1="Elsewhere 1"))
        before = self.pull(data).address_id
        again = order(buyer="old-name")
        again["fulfillmentStartInstructions"] = data["fulfillmentStartInstructions"]
        again["buyer"]["userId"] = "AbCdEfGhIjK"
        self.assertEqual(self.pull(again).address_id, before)
