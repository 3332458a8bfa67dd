# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from ..common import OrderCase
from ..order_factory import address, contact, item, order


class TestOrderPrivacy(OrderCase):
    def forget(self, username):
        with self.backend.work_on("ebay.backend") as work:
            eraser = work.component(usage="person.eraser")
            return eraser.erase("UserId1", username, "deleted-1")

    def test_a_closed_account_is_forgotten(self):
        to = contact("Erika Geheim", place=address(addressLine1="Geheimweg 1"))
        data = order(ship_to=to, buyer="erika-g", buyerCheckoutNotes="Call Erika")
        binding = self.pull(data)
        partner = binding.odoo_id.partner_id
        other = self.pull(order(buyer="other")).odoo_id.partner_id
        self.forget("erika-g")
        self.assertEqual(partner.name, "deleted-1")
        self.assertFalse(partner.street or partner.email or partner.phone)
        self.assertFalse(binding.buyer_username or binding.buyer_note)
        self.assertNotIn("erika-g", binding.buyer_id.external_id)
        self.assertEqual(other.name, "Jörg Müßig")

    def test_what_is_invoiced_keeps_its_address(self):
        self.mug.invoice_policy = "order"
        binding = self.pull(order(item("MUG"), buyer="erika-g"))
        binding.odoo_id._create_invoices().action_post()
        rows = self.forget("erika-g")
        partner = binding.odoo_id.partner_id
        self.assertEqual(partner.street, "Musterstraße 12a")
        self.assertFalse(partner.email)
        self.assertIn("kept", [row["action"] for row in rows])
