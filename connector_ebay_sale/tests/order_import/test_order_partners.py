# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from ..common import OrderCase
from ..order_factory import address, changed, contact, item, order


class TestOrderPeople(OrderCase):
    def test_two_orders_of_a_buyer_are_one_contact(self):
        other_mail = contact(email="008e02@members.ebay.com")
        bindings = self.pull(order(), order(ship_to=other_mail))
        self.assertEqual(len(bindings.odoo_id.partner_id), 1)
        self.assertEqual(len(bindings.odoo_id.partner_shipping_id), 1)

    def test_equal_addresses_of_two_buyers_are_not_mixed(self):
        bindings = self.pull(order(buyer="one"), order(buyer="other"))
        self.assertEqual(len(bindings.odoo_id.partner_id), 2)
        self.assertEqual(len(bindings.odoo_id.partner_shipping_id), 2)

    def test_an_address_is_used_again(self):
        to = contact("Erika Muster", place=address(addressLine1="Packstation 123"))
        first, second = order(), order()
        for data in (first, second):
            step = data["fulfillmentStartInstructions"][0]["shippingStep"]
            step["shipTo"] = to
        bindings = self.pull(first)
        bindings |= self.pull(second)
        addresses = bindings.odoo_id.partner_shipping_id
        self.assertEqual(len(addresses), 1)
        self.assertEqual(addresses.type, "delivery")
        self.assertEqual(addresses.street, "Packstation 123")
        self.assertEqual(addresses.parent_id, bindings.odoo_id.partner_id)

    def test_the_buyer_stays_when_ebay_begins_to_send_the_user_id(self):
        binding = self.pull(order(buyer="old-name"))
        data = order(buyer="old-name")
        data["buyer"]["userId"] = "AbCdEfGhIjK"
        second = self.pull(data)
        third = order(buyer="new-name")
        third["buyer"]["userId"] = "AbCdEfGhIjK"
        last = self.pull(third)
        self.assertEqual(last.odoo_id.partner_id, binding.odoo_id.partner_id)
        self.assertEqual(second.buyer_id.external_id, "AbCdEfGhIjK")
        self.assertEqual(last.buyer_id.username, "new-name")

    def test_missing_phone_odd_state_and_company(self):
        place = address(stateOrProvince="default", addressLine2="c/o Meyer")
        to = contact(phone=None, place=place, companyName="Muster GmbH")
        sale = self.pull(order(ship_to=to)).odoo_id
        self.assert_no_failed_job()
        partner = sale.partner_shipping_id
        self.assertFalse(partner.phone)
        self.assertFalse(partner.state_id)
        self.assertEqual(partner.street2, "c/o Meyer")
        self.assertIn("Muster GmbH", partner.name)
        self.assertIn("Jörg Müßig", partner.name)

    def test_a_state_is_found_by_code_and_by_name(self):
        by_code = contact(place=address("US", stateOrProvince="IL"))
        by_name = contact(place=address("US", stateOrProvince="illinois"))
        bindings = self.pull(
            order(buyer="a", ship_to=by_code, country="US"),
            order(buyer="b", ship_to=by_name, country="US"),
        )
        states = bindings.odoo_id.partner_id.state_id
        self.assertEqual(states.mapped("code"), ["IL"])

    def test_ebays_hub_gets_the_parcel_and_the_buyer_stays_the_customer(self):
        hub = contact("Robin Example", place=address("US", addressLine1="1850 Hub"))
        data = order(item(currency="USD", marketplace="EBAY_US"), country="CA")
        step = data["fulfillmentStartInstructions"][0]
        step["ebaySupportedFulfillment"] = True
        step["finalDestinationAddress"] = address("CA")
        step["shippingStep"].update(shipTo=hub, shipToReferenceId="1234567890123456")
        binding = self.pull(data)
        sale = binding.odoo_id
        self.assertEqual(sale.partner_id.country_id.code, "CA")
        self.assertEqual(sale.partner_shipping_id.country_id.code, "US")
        self.assertEqual(sale.partner_shipping_id.street, "1850 Hub")
        self.assertEqual(binding.delivery_kind, "hub")
        self.assertEqual(binding.ship_to_reference, "1234567890123456")
        self.assertIn("1234567890123456", sale.partner_shipping_id.name)

    def test_pick_up_in_store_has_no_address(self):
        data = order(
            fulfillmentStartInstructions=[
                {
                    "fulfillmentInstructionsType": "PREPARE_FOR_PICKUP",
                    "pickupStep": {"merchantLocationKey": "STORE-1"},
                }
            ]
        )
        binding = self.pull(data)
        self.assert_no_failed_job()
        self.assertEqual(binding.delivery_kind, "pickup")
        self.assertEqual(
            binding.odoo_id.partner_shipping_id, binding.odoo_id.partner_id
        )

    def test_a_buyers_tax_number_is_read_and_kept(self):
        data = order(item(marketplace="EBAY_IT"), country="IT")
        full = {**data, "buyer": {**data["buyer"]}}
        full["buyer"]["taxIdentifier"] = {
            "taxpayerId": "RSSMRA80A01F205X",
            "taxIdentifierType": "CODICE_FISCALE",
            "issuingCountry": "IT",
        }
        self.singles[data["orderId"]] = full
        self.pull(data)
        self.hasten()
        self.run_jobs()
        binding = self.bindings(data)
        self.assertEqual(binding.tax_identifier, "CODICE_FISCALE RSSMRA80A01F205X")
        self.assertEqual(binding.buyer_id.tax_identifier, "RSSMRA80A01F205X")
        self.assertFalse(binding.odoo_id.partner_id.vat)
        self.put(changed(data))
        self.backend.import_orders()
        self.run_jobs()
        self.assertEqual(binding.tax_identifier, "CODICE_FISCALE RSSMRA80A01F205X")

    def test_polish_names_and_words(self):
        to = contact(
            "Żaneta Łęcka",
            place=address("PL", addressLine1="ul. Świętokrzyska 5/7", city="Łódź"),
        )
        line = item("MUG", "49.99", currency="PLN", marketplace="EBAY_PL")
        sale = self.pull(order(line, ship_to=to, country="PL")).odoo_id
        self.assertEqual(sale.partner_id.name, "Żaneta Łęcka")
        self.assertEqual(sale.partner_id.city, "Łódź")
        self.assertEqual(sale.currency_id.name, "PLN")
