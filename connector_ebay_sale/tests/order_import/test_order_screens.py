# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What lists, cards and forms show."""

from ast import literal_eval

from lxml import etree

from odoo.tests import new_test_user

from ..common import OrderCase
from ..order_factory import changed, item, order


class TestOrderScreens(OrderCase):
    def user(self, groups, login="reader"):
        return new_test_user(self.env, login, groups=groups)

    def test_items_in_one_line(self):
        items = [item(sku, quantity=number) for number, sku in enumerate("ABCDE", 1)]
        for one in items:
            one["title"] = f"{one['sku']} {'long ' * 20}"
        items[0]["title"] = "Mug"
        binding = self.pull(order(*items))
        self.assertTrue(binding.items.startswith("1 x Mug, 2 x B long"))
        self.assertTrue(binding.items.endswith("2 more"))

    def test_the_status_says_what_is_to_be_done_next(self):
        data = order(item("MUG"), orderPaymentStatus="PENDING")
        binding = self.pull(data)
        self.assertEqual(binding.status, "waiting")
        steps = (
            ({"orderPaymentStatus": "PAID"}, "to_ship"),
            ({"cancelStatus": {"cancelState": "IN_PROGRESS"}}, "cancel_requested"),
            (
                {
                    "cancelStatus": {"cancelState": "NONE_REQUESTED"},
                    "orderFulfillmentStatus": "FULFILLED",
                },
                "shipped",
            ),
        )
        for minutes, (changes, status) in enumerate(steps, 1):
            data = changed(data, minutes, **changes)
            self.pull(data)
            self.assertEqual(binding.status, status)
            self.assertEqual(binding.odoo_id.ebay_status, status)
        self.assertEqual(self.pull(order(item("NEW"))).status, "held")

    def test_codes_are_said_in_words(self):
        binding = self.pull(order(item("MUG")))
        binding.write(
            {
                "cancel_reason": "BUYER_ASKED_CANCEL",
                "payment_method": "EBAY",
                "payment_hold_note": "NEW_SELLER, 2026-05-01, UPLOAD_TRACKING_INFO",
                "collected_tax_note": "VAT IOSS IM2760000742",
                "shipping_service": "DE_DHLPaket",
            }
        )
        self.assertEqual(binding.cancel_reason_text, "Buyer asked to cancel")
        self.assertEqual(binding.payment_method_text, "Through eBay")
        self.assertEqual(
            binding.payment_hold_text,
            "New seller, 2026-05-01, upload the tracking number",
        )
        self.assertEqual(binding.collected_tax_text, "VAT IOSS IM2760000742")
        self.assertEqual(binding.shipping_service_text, "DHL Paket")
        binding.cancel_reason = "WontArriveInTime"
        self.assertEqual(binding.cancel_reason_text, "Does not arrive in time")
        binding.cancel_reason = "SOMETHING_NEW"
        self.assertEqual(binding.cancel_reason_text, "Something new")

    def test_the_address_is_on_the_order(self):
        binding = self.pull(order(item("MUG")))
        partner = binding.address_id.odoo_id
        self.assertIn(partner.city, binding.delivery_address)
        self.assertIn(partner.name, binding.delivery_address)

    def test_todays_orders(self):
        binding = self.pull(order(item("MUG")))
        domain = [("ordered_at", ">=", "today"), ("id", "=", binding.id)]
        binding.ordered_at = self.env.cr.now()
        self.assertTrue(binding.search(domain))
        binding.ordered_at = "2020-01-01"
        self.assertFalse(binding.search(domain))

    def test_the_card_counts_the_orders_of_the_list_that_it_opens(self):
        counted, old, cancelled = bindings = self.pull(
            order(item("MUG")), order(item("MUG")), order(item("MUG"))
        )
        bindings.ordered_at = self.env.cr.now()
        old.ordered_at = "2020-01-01"
        cancelled.import_state = "cancelled"
        self.env.flush_all()
        action = self.backend.action_open_today_orders()
        view = bindings.get_view(view_type="search")["arch"]
        [today] = etree.fromstring(view).xpath("//filter[@name='today']/@domain")
        self.assertEqual(action["context"], {"search_default_today": 1})
        listed = bindings.search([*action["domain"], *literal_eval(today)])
        self.assertEqual(listed & bindings, counted)
        self.assertEqual(self.backend.today_order_count, len(listed))

    def test_an_assistant_opens_everything_without_rights_on_sales(self):
        """Every field of every view is read as the web client reads it."""
        held = self.pull(order(item("NEW")))
        held |= self.pull(order(item("MUG")))
        reader = held.with_user(self.user("connector_ebay.group_ebay_user"))
        for kind in ("list", "kanban", "form"):
            view = reader.get_view(view_type=kind)
            names = set(view["models"]["ebay.sale.order"]) & set(reader._fields)
            specification = {
                name: {"fields": {"display_name": {}}}
                if reader._fields[name].relational
                else {}
                for name in names
            }
            rows = reader.web_search_read([("id", "in", held.ids)], specification)
            self.assertEqual(rows["length"], 2, kind)
        for button in ("action_open_on_ebay", "action_refresh"):
            getattr(reader[:1], button)()
        arch = reader.get_view(view_type="form")["arch"]
        self.assertNotIn('name="action_open_order"', arch)
        self.assertNotIn("Refund or Cancel", arch)

    def test_the_country_of_an_address_is_chosen_on_the_order(self):
        held = self.pull(order(item("MUG"), country="ZZ"))
        self.assertEqual(held.hold_reason, "country")
        user = self.user("connector_ebay.group_ebay_user")
        held.with_user(user).delivery_country_id = self.env.ref("base.de")
        self.run_jobs()
        self.assertEqual(held.import_state, "imported", held.hold_note)
        self.assertEqual(held.address_id.odoo_id.country_id, self.env.ref("base.de"))

    def test_an_assistant_chooses_an_open_tax_only(self):
        user = self.user("connector_ebay.group_ebay_user")
        tax = self.create_tax(19.0)
        mappings = self.env["ebay.tax.mapping"]
        row = mappings.create({"country_id": self.env.ref("base.de").id, "rate": 19})
        row.with_user(user).tax_id = tax
        self.assertEqual(row.tax_id, tax)
        for values in ({"tax_id": False}, {"rate": 7}):
            with self.assertRaises(Exception) as refused:
                row.with_user(user).write(values)
            self.assertEqual(type(refused.exception).__name__, "AccessError")
        self.assertNotIn(
            "action_propose", row.with_user(user).get_view(view_type="list")["arch"]
        )
