# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from ..common import OrderCase
from ..order_factory import item, order


class RefundCase(OrderCase):
    """A paid order, and what tests of its refunds need."""

    def setUp(self):
        super().setUp()
        [self.binding] = self.pull(order(item("MUG")))
        self.binding.odoo_id.user_id = False
        self.total = self.binding.amount_total

    def wizard(self, user, **values):
        values = {"order_id": self.binding.id, "kind": "refund", **values}
        return self.env["ebay.order.request.wizard"].with_user(user).create(values)

    def set_rate(self, amount):
        """Let one unit of the order's currency be worth so much of the company's."""
        company = self.binding.company_id
        if self.binding.currency_id == company.currency_id:
            return
        rates = self.env["res.currency.rate"]
        rates.search([("currency_id", "=", self.binding.currency_id.id)]).unlink()
        rates.create(
            {
                "currency_id": self.binding.currency_id.id,
                "company_id": company.id,
                "name": "2000-01-01",
                "rate": 1 / amount,
            }
        )
