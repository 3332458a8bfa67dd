# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from ..common import OrderCase
from ..fixtures import load_case
from ..order_factory import address, amount, contact, item, order


class TestOrderPlaces(OrderCase):
    """The whole delivery address decides about the taxes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Demo data and localisations may have positions of their own.
        cls.env["account.fiscal.position"].search([]).active = False
        cls.home = cls.create_tax(19)
        cls.mug.taxes_id = cls.home

    def country(self, code):
        return self.env["res.country"].search([("code", "=", code)])

    def state(self, country, code):
        return self.env["res.country.state"].search(
            [("country_id.code", "=", country), ("code", "=", code)]
        )

    def position(self, name, country=None, rate=0, **values):
        """A fiscal position whose tax has this rate."""
        tax = self.create_tax(
            rate, name=f"{name} {rate}", original_tax_ids=self.home.ids
        )
        return self.env["account.fiscal.position"].create(
            {
                "name": name,
                "auto_apply": True,
                "country_id": self.country(country).id if country else False,
                "tax_ids": [(6, 0, tax.ids)],
                "company_id": self.company.id,
                **values,
            }
        )

    def position_of(self, place, **changes):
        data = order(
            item("MUG", "12.00"),
            ship_to=contact(place=place),
            country=place["countryCode"],
            buyer=f"buyer {place}",
            **changes,
        )
        sale = self.pull(data).odoo_id
        self.assertEqual(sale.state, "sale")
        taxes = sale.order_line.tax_ids
        self.assertEqual(taxes, sale.fiscal_position_id.map_tax(self.home))
        return sale.fiscal_position_id

    def test_ranges_of_postal_codes(self):
        canary = self.position(
            "Canary Islands", "ES", zip_from="35000", zip_to="35999", sequence=1
        )
        spain = self.position("Spain", "ES", 21, sequence=9)
        madeira = self.position(
            "Madeira", "PT", 22, zip_from="9000-000", zip_to="9499-999", sequence=1
        )
        portugal = self.position("Portugal", "PT", 23, sequence=9)
        belfast = self.position(
            "Northern Ireland", "GB", zip_from="BT1", zip_to="BT99", sequence=1
        )
        britain = self.position("Great Britain", "GB", sequence=9)
        for country, code, expected in (
            ("ES", "35001", canary),
            ("ES", "28001", spain),
            ("PT", "9000-019", madeira),
            ("PT", "1000-001", portugal),
            ("GB", "BT1 5GS", belfast),
            ("GB", "bt9 6ab", belfast),
            ("GB", "SW1A 1AA", britain),
        ):
            with self.subTest(code):
                place = address(country, postalCode=code)
                self.assertEqual(self.position_of(place), expected)

    def test_states(self):
        oregon = self.position(
            "Oregon", "US", state_ids=[(6, 0, self.state("US", "OR").ids)], sequence=1
        )
        rest = self.position("US", "US", 5, sequence=9)
        for state, expected in (("OR", oregon), ("Oregon", oregon), ("TX", rest)):
            with self.subTest(state):
                place = address("US", stateOrProvince=state)
                self.assertEqual(self.position_of(place), expected)

    def test_a_vat_number_that_a_position_requires(self):
        companies = self.position("Companies", "FR", vat_required=True, sequence=1)
        people = self.position("People", "FR", 20, sequence=9)
        place = address("FR", postalCode="75001")
        self.assertEqual(self.position_of(place), people)
        buyer = self.env["ebay.res.partner"].search([("kind", "=", "buyer")])
        buyer.odoo_id.vat = "FR23334175221"
        self.assertEqual(self.position_of(place), companies)

    def test_a_hub_is_not_where_the_goods_end_up(self):
        abroad = self.position(
            "Oregon", "US", state_ids=[(6, 0, self.state("US", "OR").ids)], sequence=1
        )
        self.position("Home", "DE", 7, sequence=9)
        data = order(item("MUG", "12.00"), ship_to=contact(place=address("DE")))
        data["buyer"]["taxAddress"] = {"countryCode": "US"}
        data["fulfillmentStartInstructions"][0].update(
            ebaySupportedFulfillment=True,
            finalDestinationAddress={
                "countryCode": "US",
                "stateOrProvince": "OR",
                "postalCode": "97035",
            },
        )
        self.assertEqual(self.pull(data).odoo_id.fiscal_position_id, abroad)

    def test_one_question_for_many_orders_of_a_country(self):
        """The number of queries does not depend on the number of postal codes."""
        self.position("Germany", "DE", 19)

        def orders(first, number):
            return [
                order(
                    item("MUG", "12.00"),
                    buyer=f"many {code}",
                    ship_to=contact(place=address(postalCode=str(code))),
                )
                for code in range(first, first + number)
            ]

        positions = type(self.env["account.fiscal.position"])
        asked = []
        detect = positions._get_fiscal_position

        def count(this, *args, **kwargs):
            asked.append(args)
            return detect(this, *args, **kwargs)

        self.patch(positions, "_get_fiscal_position", count)
        self.pull(*orders(10000, 20))
        self.assertEqual(len(asked), 1)

    # === EBAY'S OWN COUNTRY CODES ===

    def test_ebays_own_country_codes(self):
        self.create_product("ART-1", taxes_id=self.home.ids)
        cases = load_case("country_code_of_ebays_own")
        bindings = self.pull(*cases)
        found = {
            binding.buyer_username: binding.odoo_id.partner_shipping_id.country_id.code
            for binding in bindings
        }
        known = {"bQO": "JE", "bAA": "US", "bAN": "CW", "bYU": "RS"}
        self.assertEqual(found, {**known, "bZZ": False})
        states = {one.buyer_username: one.import_state for one in bindings}
        self.assertEqual(states, {**dict.fromkeys(known, "imported"), "bZZ": "held"})
        held = bindings.filtered(lambda one: one.import_state == "held")
        self.assertEqual(held.hold_reason, "country")
        self.assertIn("ZZ", held.hold_note)

    def test_an_order_goes_on_when_its_country_is_set(self):
        far = self.position("Kosovo", "XK")
        data = order(item("MUG", "12.00"), country="ZZ")
        binding = self.pull(data)
        self.assertEqual(binding.odoo_id.state, "draft")
        binding.odoo_id.partner_shipping_id.country_id = self.country("XK")
        binding.action_refresh()
        self.run_jobs()
        self.assertEqual(binding.import_state, "imported")
        self.assertEqual(binding.odoo_id.state, "sale")
        self.assertEqual(binding.odoo_id.fiscal_position_id, far)
        self.assertEqual(
            binding.odoo_id.partner_shipping_id.country_id, self.country("XK")
        )

    def test_a_held_order_follows_its_new_address(self):
        canary = self.position(
            "Canary Islands", "ES", zip_from="35000", zip_to="35999", sequence=1
        )
        self.position("Spain", "ES", 21, sequence=9)
        place = address("ES", postalCode="28001")
        data = order(item("MUG", "12.00"), ship_to=contact(place=place), country="ES")
        data["orderPaymentStatus"] = "PENDING"
        binding = self.pull(data)
        moved = order(
            *data["lineItems"],
            ship_to=contact(place=address("ES", postalCode="35001")),
            country="ES",
        )
        moved.update(orderId=data["orderId"], legacyOrderId=data["orderId"])
        moved["lastModifiedDate"] = "2026-05-04T10:00:00.000Z"
        moved["pricingSummary"]["total"] = amount("12.00")
        self.pull(moved)
        self.assertEqual(binding.odoo_id.state, "sale")
        self.assertEqual(binding.odoo_id.fiscal_position_id, canary)
