# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from ..common import OrderCase
from ..order_factory import item, order

MODELS = (
    "ebay.sale.order",
    "ebay.sale.order.line",
    "ebay.res.partner",
    "ebay.order.refund",
    "ebay.order.request",
)


class TestOrderRights(OrderCase):
    """Who sees eBay's orders and buyers, and what people change on them."""

    def setUp(self):
        super().setUp()
        [self.binding] = self.pull(order(item("MUG")))
        self.binding.odoo_id.user_id = False
        sales = "sales_team.group_sale_salesman"
        ebay = "connector_ebay.group_ebay_user"
        self.users = {
            name: new_test_user(self.env, f"right_{name}", groups=groups)
            for name, groups in {
                "internal": "base.group_user",
                "ebay": ebay,
                "ebay_manager": "connector_ebay.group_ebay_manager",
                "sales": sales,
                "ebay_sales": f"{ebay},{sales}",
                "leads": f"{ebay},sales_team.group_sale_salesman_all_leads",
            }.items()
        }

    def test_orders_and_buyers_only_with_rights_on_ebay_or_sales(self):
        for model in MODELS:
            with self.assertRaises(AccessError, msg=model):
                self.env[model].with_user(self.users["internal"]).search([])
            for name in ("ebay", "ebay_manager", "sales"):
                self.env[model].with_user(self.users[name]).search([])
        seen = self.env["ebay.sale.order"].with_user(self.users["ebay"]).search([])
        self.assertEqual(seen, self.binding)

    def test_the_account_form_opens_without_rights_on_sales(self):
        backend = self.backend.with_user(self.users["ebay"])
        self.assertEqual(backend.ebay_order_count, 1)

    def test_own_documents_only(self):
        colleague = self.users["leads"]
        self.binding.odoo_id.user_id = colleague
        for name, seen in (("ebay_sales", False), ("sales", False), ("leads", True)):
            user = self.users[name]
            found = self.env["ebay.sale.order"].with_user(user).search([])
            self.assertEqual(bool(found), seen, name)
            items = self.env["ebay.sale.order.line"].with_user(user).search([])
            self.assertEqual(bool(items), seen, name)
        with self.assertRaises(AccessError):
            self.binding.with_user(self.users["ebay_sales"]).action_refresh()

    def test_nobody_writes_what_jobs_rely_on(self):
        company = self.env["res.company"].create({"name": "Other"})
        partner = self.env["res.partner"].create({"name": "Foreign"})
        foreign = self.env["sale.order"].create(
            {"partner_id": partner.id, "company_id": company.id}
        )
        for user in self.users.values():
            for values in (
                {"odoo_id": foreign.id},
                {"import_state": "waiting"},
                {"amount_total": 1.0},
                {"external_id": "1"},
                {"backend_id": self.backend.id},
            ):
                with self.assertRaises(AccessError):
                    self.binding.with_user(user).write(values)
            line = self.binding.line_ids.with_user(user)
            for values in ({"odoo_id": False}, {"quantity": 9}, {"order_id": 1}):
                with self.assertRaises(AccessError):
                    line.write(values)
            with self.assertRaises(AccessError):
                self.binding.with_user(user).unlink()
            with self.assertRaises(AccessError):
                self.binding.odoo_id.with_user(user).sudo(False).write(
                    {"ebay_bind_ids": [(1, self.binding.id, {"import_state": "held"})]}
                )
        with self.assertRaises(UserError):
            self.binding.sudo().odoo_id = foreign

    def test_fields_of_the_sales_order_do_not_write_the_binding(self):
        sale = self.binding.odoo_id.with_user(self.users["leads"])
        before = self.binding.import_state
        for values in ({"ebay_import_state": "held"}, {"ebay_amount_total": 1.0}):
            try:
                sale.write(values)
            except AccessError:
                continue
        self.binding.invalidate_recordset()
        self.assertEqual(self.binding.import_state, before)
        self.assertNotEqual(self.binding.amount_total, 1.0)

    def test_a_person_chooses_the_product_of_an_item(self):
        [held] = self.pull(order(item("UNKNOWN")))
        held.odoo_id.user_id = False
        self.assertEqual(held.import_state, "held")
        with self.assertRaises(AccessError):
            held.line_ids.with_user(self.users["sales"]).product_id = self.mug
        held.line_ids.with_user(self.users["ebay_sales"]).product_id = self.mug
        self.assertTrue(held.line_ids.chosen)
        self.run_jobs()
        self.assertEqual(held.import_state, "imported")
        company = self.env["res.company"].create({"name": "Other"})
        foreign = self.create_product("FOREIGN", company_id=company.id)
        with self.assertRaises(UserError):
            held.line_ids.with_user(self.users["ebay_sales"]).product_id = foreign

    def test_confirming_needs_no_rights_on_ebay(self):
        """Odoo's own users confirm orders without seeing their bindings."""
        sale = self.binding.odoo_id
        sale.action_cancel()
        sale.action_draft()
        accountant = self.users["sales"]
        sale.with_user(accountant).action_confirm()
        self.assertEqual(sale.state, "sale")
