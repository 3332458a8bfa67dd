# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from itertools import product

from odoo.tests import BaseCase, tagged

from ...tools.price_extras import solve_price_extras


@tagged("post_install", "-at_install")
class TestPriceExtras(BaseCase):
    """Test how prices of variations are divided, without Odoo."""

    def solve(self, prices):
        return solve_price_extras(
            {frozenset(enumerate_names(values)): price for values, price in prices}
        )

    def test_one_attribute_always_adds_up(self):
        found = self.solve([(("S",), 9.99), (("M",), 10.49), (("L",), 12.0)])
        self.assertEqual((found.base, found.is_exact), (9.99, True))
        self.assertEqual(found.extras, {("A0", "M"): 0.5, ("A0", "L"): 2.01})

    def test_three_attributes_with_missing_combinations(self):
        extras = [
            {"x": 0, "y": 1.1},
            {"p": 0.0, "q": 0.7, "r": 2.03},
            {"u": 0.0, "v": 5.55},
        ]
        prices = [
            (values, round(7.0 + sum(map(dict.get, extras, values)), 2))
            for values in product(*extras)
        ]
        found = self.solve(prices[1:-2])
        self.assertTrue(found.is_exact)
        for values, price in prices[1:-2]:
            pairs = enumerate_names(values)
            total = found.base + sum(found.extras.get(pair, 0) for pair in pairs)
            self.assertAlmostEqual(total, price)

    def test_prices_that_do_not_add_up(self):
        prices = {("x", "p"): 1.0, ("x", "q"): 2.0, ("y", "p"): 3.0, ("y", "q"): 9.0}
        found = self.solve(prices.items())
        self.assertEqual(found, (1.0, {}, False))

    def test_equal_prices_need_no_extras(self):
        found = self.solve([(("S",), 5.0), (("M",), 5.0)])
        self.assertEqual(found, (5.0, {}, True))


def enumerate_names(values):
    """Return (attribute, value) pairs."""
    return [(f"A{number}", value) for number, value in enumerate(values)]
