# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import UserError

from ..common import OrderCase
from ..order_factory import item, order


class TestOrderHolds(OrderCase):
    def test_an_unknown_sku_holds_the_order_and_says_what_to_match(self):
        binding = self.pull(order(item("NEW", "20.0", 2, shipping="3.0"), item("MUG")))
        self.assertEqual(binding.import_state, "held")
        self.assertEqual(binding.hold_reason, "match")
        self.assertIn("NEW", binding.hold_note)
        sale = binding.odoo_id
        self.assertEqual(sale.state, "draft")
        self.assertAlmostEqual(sale.amount_total, 33.0)
        self.assertIn("eBay order held", sale.activity_ids.mapped("summary"))
        with self.assertRaisesRegex(UserError, "is held"):
            sale.action_confirm()

    def assert_went_on(self, binding, product):
        self.run_jobs()
        self.assert_no_failed_job()
        self.assertEqual(binding.import_state, "imported", binding.hold_note)
        self.assertEqual(binding.odoo_id.state, "sale")
        self.assertEqual(binding.line_ids.odoo_id.product_id, product)
        self.assertFalse(binding.odoo_id.activity_ids)

    def test_a_new_product_of_that_reference_lets_it_go_on(self):
        binding = self.pull(order(item("NEW")))
        self.assert_went_on(binding, self.create_product("NEW"))

    def test_a_reference_given_later_lets_it_go_on(self):
        product = self.create_product("OTHER")
        binding = self.pull(order(item("NEW")))
        product.default_code = "NEW"
        self.assert_went_on(binding, product)

    def test_a_product_chosen_on_the_item_lets_it_go_on_and_is_remembered(self):
        line = item("NEW")
        binding = self.pull(order(line))
        binding.line_ids.product_id = self.shirt
        self.assert_went_on(binding, self.shirt)
        again = item("NEW", legacyItemId=line["legacyItemId"])
        self.assert_went_on(self.pull(order(again)), self.shirt)

    def test_a_product_put_on_the_order_line_lets_it_go_on(self):
        binding = self.pull(order(item("NEW", "12.0")))
        binding.odoo_id.order_line[0].product_id = self.shirt
        self.assert_went_on(binding, self.shirt)
        self.assertAlmostEqual(binding.odoo_id.amount_total, 12.0)

    def test_an_item_without_sku_never_matches_a_product_without_reference(self):
        self.env["product.product"].create({"name": "Nameless"})
        binding = self.pull(order(item(None)))
        self.assertEqual(binding.hold_reason, "match")
        self.assertIn("no SKU", binding.hold_note)

    def test_two_products_of_one_reference_are_for_a_person(self):
        self.create_product("MUG")
        binding = self.pull(order(item("MUG")))
        self.assertEqual(binding.hold_reason, "match")
        self.assertIn("2 products", binding.hold_note)

    def test_a_product_of_another_company_is_none(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.create_product("THEIRS", company_id=other.id)
        self.assertEqual(self.pull(order(item("THEIRS"))).hold_reason, "match")

    def test_create_the_product_if_so_set(self):
        self.backend.unknown_sku_policy = "create"
        bindings = self.pull(order(item("NEW")), order(item("NEW", "5.0")))
        self.assert_no_failed_job()
        products = bindings.line_ids.odoo_id.product_id
        self.assertEqual(products.mapped("default_code"), ["NEW"])
        self.assertEqual(set(bindings.odoo_id.mapped("state")), {"sale"})

    def test_an_item_without_sku_is_created_once_if_so_set(self):
        self.backend.unknown_sku_policy = "create"
        first = item(None)
        again = item(None, legacyItemId=first["legacyItemId"])
        product = self.pull(order(first)).line_ids.product_id
        self.assertEqual(self.pull(order(again)).line_ids.product_id, product)
        self.assertEqual(product.name, "Demo thing")

    def test_a_placeholder_if_so_set(self):
        self.backend.unknown_sku_policy = "placeholder"
        binding = self.pull(order(item("NEW", "7.5")))
        self.assertEqual(binding.odoo_id.state, "sale")
        self.assertEqual(
            binding.odoo_id.order_line.product_id, self.backend.placeholder_product_id
        )
        self.assertIn("Demo NEW", binding.odoo_id.order_line.name)

    def test_what_a_held_order_sold_is_counted(self):
        listing = self.env["ebay.product.template"].create(
            {"backend_id": self.backend.id, "external_id": "395123", "title": "T"}
        )
        sku = self.env["ebay.product.product"].create(
            {
                "backend_id": self.backend.id,
                "external_id": "395123",
                "listing_id": listing.id,
                "ebay_listing_id": "395123",
                "ebay_sku": "NEW",
            }
        )
        items = self.env["ebay.sale.order.line"]
        binding = self.pull(order(item("NEW", "30.0", 3, legacyItemId="395123")))
        self.assertEqual(items._unbooked_quantities(self.backend), {sku.id: 3})
        sku.odoo_id = self.shirt
        self.assert_went_on(binding, self.shirt)
        self.assertEqual(items._unbooked_quantities(self.backend), {})

    def test_who_solves_it_may_speak_another_language(self):
        self.env["res.lang"]._activate_lang("pl_PL")
        self.backend.user_id = self.env.ref("base.user_admin")
        self.backend.user_id.lang = "pl_PL"
        binding = self.pull(order(item("NEW")))
        activity = binding.odoo_id.activity_ids
        self.assertEqual(activity.user_id.lang, "pl_PL")
        self.assertEqual(activity.summary, "Zamówienie eBay wstrzymane")
        self.assertIn("Żaden produkt nie ma tego SKU", activity.note)
        for lang, words in (
            ("en_US", "No product has this SKU"),
            ("pl_PL", "Żaden produkt nie ma tego SKU"),
        ):
            reader = binding.with_context(lang=lang)
            self.assertIn(words, reader.hold_note)
            self.assertIn(words, reader.odoo_id.ebay_hold_note)
            self.assertIn(words, reader.line_ids.match_note)
        self.assert_went_on(binding, self.create_product("NEW"))
