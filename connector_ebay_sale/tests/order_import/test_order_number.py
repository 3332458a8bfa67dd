# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Looking for an order, and importing the one that is not there."""

from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from odoo.addons.connector_ebay.ebay_client import TransientError
from odoo.addons.connector_ebay.ebay_client.sell_fulfillment import SellFulfillment

from ...models import ebay_sale_order_screen_mixin
from ...models.ebay_sale_order_screen_mixin import MANY_FOUND
from ...tools.order_number import clean_order_number
from ..common import OrderCase
from ..order_factory import item, order

NUMBER = "13-12345-67890"


class TestOrderNumber(OrderCase):
    def setUp(self):
        super().setUp()
        self.backend.connect()
        self.user = new_test_user(
            self.env, "searcher", groups="connector_ebay.group_ebay_user"
        )
        self.model = self.env["ebay.sale.order"].with_user(self.user)

    def test_numbers_as_people_paste_them(self):
        for text in (
            NUMBER,
            f"  {NUMBER}\n",
            "13 12345 67890",
            "131234567890",
            "13\u201112345\u201167890",
            "#13-12345-67890",
        ):
            self.assertEqual(clean_order_number(text), NUMBER, text)
        self.assertEqual(
            clean_order_number("110012345678 - 28000012345"), "110012345678-28000012345"
        )
        for text in ("", None, "S00042", "13-12345", "mug 13"):
            self.assertEqual(clean_order_number(text), "", text)

    def test_an_order_is_found_however_it_is_pasted(self):
        binding = self.pull(order(orderId=NUMBER))
        for text in (NUMBER, "13 12345 67890", "12345-678", binding.odoo_id.name):
            found = self.model.search([("number", "ilike", text)])
            self.assertEqual(found, binding, text)

    def test_an_order_is_found_by_its_customer(self):
        binding = self.pull(order(orderId=NUMBER))
        binding.buyer_username = "lover_of_mugs"
        self.pull(order(orderId="14-22222-33333"))
        self.model.search([]).sudo().odoo_id.partner_id.name = "Somebody Else"
        binding.odoo_id.partner_id = self.env["res.partner"].create(
            {"name": "Ada Byron"}
        )
        for many in (MANY_FOUND, 1):
            self.patch(ebay_sale_order_screen_mixin, "MANY_FOUND", many)
            for text in ("of_mug", "ada b"):
                found = self.model.search([("customer", "ilike", text)])
                self.assertEqual(found, binding, (text, many))
            nobody = self.model.search([("customer", "ilike", "nobody")])
            self.assertFalse(nobody, many)
            others = self.model.search([("customer", "not ilike", "ada b")])
            self.assertEqual(others, self.model.search([]) - binding, many)

    def test_a_missing_order_is_imported_now(self):
        self.put(order(item("MUG"), orderId=NUMBER))
        result = self.model.import_number(" 13 12345 67890 ")
        binding = self.model.browse(result["order_id"])
        self.assertEqual(result["state"], "imported")
        self.assertEqual(binding.external_id, NUMBER)
        self.assertEqual(binding.sudo().odoo_id.state, "sale")

    def test_an_order_that_is_held_says_why(self):
        self.put(order(item("NEW"), orderId=NUMBER))
        result = self.model.import_number(NUMBER)
        self.assertEqual(result["state"], "held")
        self.assertIn("NEW", result["message"])
        self.assertTrue(result["order_id"])

    def test_what_ebay_does_not_have(self):
        result = self.model.import_number(NUMBER)
        self.assertEqual(result["state"], "missing")
        self.assertIn(NUMBER, result["message"])
        self.assertIn(self.backend.name, result["message"])
        self.assertFalse(result["order_id"])

    def test_ebay_does_not_answer(self):
        error = TransientError("HTTP 500", status=500, endpoint="/order")
        with patch.object(SellFulfillment, "get_order", side_effect=error):
            result = self.model.import_number(NUMBER)
        self.assertEqual(result["state"], "later")
        self.assertIn("500", result["message"])
        self.put(order(orderId=NUMBER))
        self.hasten()
        self.run_jobs()
        self.assertTrue(self.model.search([("external_id", "=", NUMBER)]))

    def test_an_order_that_cannot_be_imported(self):
        self.put(order(orderId=NUMBER, creationDate="yesterday"))
        result = self.model.import_number(NUMBER)
        self.assertEqual(result["state"], "failed")
        self.assertIn("yesterday", result["message"])
        self.assertFalse(self.model.search([("external_id", "=", NUMBER)]))

    def test_only_for_those_who_may(self):
        stranger = new_test_user(self.env, "stranger", groups="base.group_user")
        with self.assertRaises(AccessError):
            self.model.with_user(stranger).import_number(NUMBER)

    def test_the_wizard_says_what_went_wrong(self):
        wizard = (
            self.env["ebay.order.import.wizard"]
            .with_user(self.user)
            .create({"backend_id": self.backend.id, "order_number": NUMBER})
        )
        self.assertEqual(wizard.action_import()["res_id"], wizard.id)
        self.assertIn(NUMBER, wizard.message)
        self.put(order(orderId=NUMBER))
        action = wizard.action_import()
        self.assertEqual(action["res_model"], "ebay.sale.order")
