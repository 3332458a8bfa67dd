# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.connector_ebay.tests.common import EbayCase

from ..fixtures import load_case


class TestOrderTexts(EbayCase):
    """Texts that no database holds come from eBay, and do not stop an order."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("base.EUR").active = True
        cls.backend.marketplace_id = cls.env.ref("connector_ebay.marketplace_ebay_de")
        cls.backend.company_id.account_sale_tax_id = False
        cls.env["product.product"].create(
            {"name": "Article", "default_code": "ART-1", "taxes_id": False}
        )

    def imported(self, data):
        """Return the binding of an order that the simulator sends as it is."""
        self.sim.orders.put(data)
        self.backend.import_order(data["orderId"])
        self.run_jobs()
        failed = self.jobs("failed")
        self.assertFalse(failed, failed.mapped("exc_message"))
        binding = self.env["ebay.sale.order"].search(
            [("external_id", "=", data["orderId"])]
        )
        self.assertEqual(binding.import_state, "imported", binding.hold_note)
        return binding

    def test_a_name_cut_in_an_emoji(self):
        binding = self.imported(load_case("name_cut_in_an_emoji"))
        self.assertEqual(binding.partner_id.name, "Kim Probe")

    def test_a_note_with_nul(self):
        binding = self.imported(load_case("note_with_nul"))
        self.assertEqual(binding.buyer_note, "ringtwice")

    def test_such_characters_everywhere(self):
        bad = "\x00\x0b\ud83d"
        data = load_case("note_with_nul")
        data["lineItems"][0]["title"] += bad
        data["lineItems"][0]["sku"] += bad
        data["buyer"]["username"] += bad
        step = data["fulfillmentStartInstructions"][0]["shippingStep"]
        address = step["shipTo"]["contactAddress"]
        address.update({name: f"{text}{bad}" for name, text in address.items()})
        data["buyerCheckoutNotes"] = f"One{bad}\nTwo \U0001f600"
        binding = self.imported(data)
        self.assertEqual(binding.buyer_note, "One\nTwo \U0001f600")
        self.assertEqual(binding.line_ids.ebay_sku, "ART-1")
        self.assertEqual(binding.odoo_id.partner_shipping_id.city, "Kassel")
