# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from ..stock_case import MUG, SHIRTS, StockCase


class TestQuantities(StockCase):
    def test_a_stock_move_reaches_ebay(self):
        mug = self.list(**MUG)
        self.sell_from_odoo()
        self.set_stock("MUG", 12)
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 12)

    def test_a_reservation_reaches_ebay(self):
        mug = self.list(**MUG)
        self.sell_from_odoo({"MUG": 5})
        self.sell_in_odoo("MUG", 2)
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 3)

    def test_on_hand_ignores_reservations(self):
        mug = self.list(**MUG)
        self.sell_from_odoo({"MUG": 5}, stock_field="qty_available")
        self.sell_in_odoo("MUG", 2)
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 5)

    def test_forecast_follows_planned_moves(self):
        mug = self.list(**MUG)
        self.sell_from_odoo({"MUG": 5}, stock_field="virtual_available")
        self.sell_in_odoo("MUG", 9)
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 0, "never below zero")

    def test_one_job_for_a_burst(self):
        self.list(**SHIRTS)
        self.sell_from_odoo()
        for quantity in (4, 5, 6):
            for name in ("TS-B-M", "TS-B-L", "TS-R-M"):
                self.set_stock(name, quantity)
        self.env.flush_all()
        self.assertEqual(len(self.jobs("pending")), 1)
        self.run_jobs_late()
        self.assertEqual(self.revisions(), 1)

    def test_nothing_equal_is_sent(self):
        self.list(**MUG)
        self.sell_from_odoo({"MUG": 5})
        self.set_stock("MUG", 7)
        self.set_stock("MUG", 5)
        self.run_jobs_late()
        self.assertEqual(self.revisions(), 0)

    def test_buffer_limit_percentage_and_fixed_number(self):
        mug = self.list(**MUG)
        self.sell_from_odoo({"MUG": 11})
        for values, expected in (
            ({"stock_buffer": 2}, 9),
            ({"stock_cap": 6}, 6),
            ({"stock_cap": 0, "stock_mode": "percentage", "stock_percentage": 50}, 4),
            ({"stock_mode": "fixed", "stock_fixed": 3}, 3),
            ({"stock_fixed": 30}, 9),
            ({"stock_mode": "all", "stock_buffer": 99}, 0),
        ):
            with self.subTest(**values):
                self.backend.write(values)
                self.run_jobs_late()
                self.assertEqual(self.available(mug), expected)

    def test_the_most_specific_rule_applies(self):
        mug = self.list(**MUG)
        self.sell_from_odoo({"MUG": 10}, stock_buffer=1)
        product = self.products("MUG")
        parent = self.env["product.category"].create({"name": "All of it"})
        product.categ_id.parent_id = parent
        rule = self.env["ebay.stock.rule"]
        for target, value, buffer in (
            ("category_id", parent.id, 2),
            ("category_id", product.categ_id.id, 3),
            ("product_tmpl_id", product.product_tmpl_id.id, 4),
            ("product_id", product.id, 5),
        ):
            rule = rule.create(
                {
                    "backend_id": self.backend.id,
                    target: value,
                    "stock_buffer": buffer,
                }
            )
            self.run_jobs_late()
            self.assertEqual(self.available(mug), 10 - buffer)
        rule.unlink()
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 6)

    def test_the_last_unit_is_offered_once(self):
        first, second = self.list(**MUG), self.list(**MUG)
        self.sell_from_odoo({"MUG": 5})
        self.assertEqual([self.available(first), self.available(second)], [3, 2])
        self.set_stock("MUG", 1)
        self.run_jobs_late()
        self.assertEqual([self.available(first), self.available(second)], [1, 0])

    def test_stock_offered_in_full_in_each_listing(self):
        first, second = self.list(**MUG), self.list(**MUG)
        self.sell_from_odoo({"MUG": 4}, stock_sharing="full")
        self.assertEqual([self.available(first), self.available(second)], [4, 4])

    def test_two_warehouses(self):
        mug = self.list(**MUG)
        other = self.env["stock.warehouse"].create({"name": "North", "code": "NRT"})
        self.sell_from_odoo({"MUG": 4})
        self.env["stock.quant"]._update_available_quantity(
            self.products("MUG"), other.lot_stock_id, 3
        )
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 4)
        self.backend.extra_warehouse_ids = other
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 7)

    def test_products_without_inventory_tracking_keep_their_quantity(self):
        mug = self.list(**MUG)
        self.sell_from_odoo()
        self.products("MUG").is_storable = False
        self.backend.export_all_offers()
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 5)

    def test_price_with_tax_where_buyers_see_it(self):
        mug = self.list(**MUG)
        self.sell_from_odoo()
        euro = self.env.ref("base.EUR")
        tax = self.env["account.tax"].create(
            {
                "name": "19",
                "amount": 19,
                "type_tax_use": "sale",
                "price_include_override": "tax_excluded",
            }
        )
        self.products("MUG").write({"taxes_id": [(6, 0, tax.ids)]})
        pricelist = self.env["product.pricelist"].create(
            {
                "name": "eBay",
                "currency_id": euro.id,
                "item_ids": [(0, 0, {"compute_price": "fixed", "fixed_price": 10})],
            }
        )
        self.backend.pricelist_id = pricelist
        self.run_jobs_late()
        self.assertEqual(str(mug.price), "11.90")
        tax.amount = 20
        self.run_jobs_late()
        self.assertEqual(str(mug.price), "12.00")
