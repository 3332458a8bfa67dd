# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from ..stock_case import MUG, StockCase


class TestStockKits(StockCase):
    """With Manufacturing, the quantity of a kit follows its components."""

    def test_a_component_that_moves_reaches_the_kit(self):
        if "mrp.bom" not in self.env:
            self.skipTest("Manufacturing is not installed")
        kit = self.list(**MUG)
        self.sell_from_odoo()
        cup, lid = self.env["product.product"].create(
            [
                {"name": name, "default_code": name, "is_storable": True}
                for name in ("CUP", "LID")
            ]
        )
        self.env["mrp.bom"].create(
            {
                "product_tmpl_id": self.products("MUG").product_tmpl_id.id,
                "type": "phantom",
                "bom_line_ids": [
                    (0, 0, {"product_id": cup.id, "product_qty": 2}),
                    (0, 0, {"product_id": lid.id, "product_qty": 1}),
                ],
            }
        )
        self.set_stock("CUP", 9)
        self.set_stock("LID", 7)
        self.run_jobs_late()
        self.assertEqual(self.available(kit), 4)
        self.set_stock("LID", 3)
        self.run_jobs_late()
        self.assertEqual(self.available(kit), 3)
