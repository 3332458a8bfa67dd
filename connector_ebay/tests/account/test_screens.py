# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from lxml import etree

from odoo.tests import new_test_user
from odoo.tools.safe_eval import safe_eval

from ..listing_case import MUG, SHIRTS, ListingCase


class TestScreens(ListingCase):
    """Whoever may open a menu sees what it shows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        group = "connector_ebay.group_ebay_user"
        cls.assistant = new_test_user(cls.env, "assistant", group)

    def actions(self, user, root):
        """Window actions of the menus below ``root`` that this user sees."""
        menus = self.env["ir.ui.menu"].with_user(user)
        visible = menus.browse(menus._visible_menu_ids())
        root = self.env.ref(root)
        below = visible.filtered(
            lambda menu: menu.parent_path.startswith(root.parent_path)
        )
        return [menu.action.sudo() for menu in below.sudo() if menu.action]

    def spec(self, env, model, arch):
        """What the web client asks for when it shows this view."""
        names = {}
        for node in etree.fromstring(arch).iter("field"):
            if any(parent.tag == "field" for parent in node.iterancestors()):
                continue
            if node.get("name") in env[model]._fields:
                names[node.get("name")] = {}
        return names

    def texts(self, user, view_type):
        """Return the view of the account as this user gets it, in one line."""
        backends = self.env["ebay.backend"].with_user(user)
        name = "kanban" if view_type == "kanban" else "form"
        view = self.env.ref(f"connector_ebay.ebay_backend_view_{name}")
        arch = backends.get_view(view.id, view_type)["arch"]
        return " ".join(arch.split())

    def test_what_an_account_needs_is_a_button_or_names_who_has_it(self):
        manager = self.env.ref("base.user_admin")
        for button in ("action_connect", "action_resume"):
            self.assertIn(f'name="{button}"', self.texts(manager, "kanban"))
            self.assertNotIn(f'name="{button}"', self.texts(self.assistant, "kanban"))
        self.assertNotIn("Ask a manager", self.texts(manager, "form"))
        self.assertIn("Ask a manager", self.texts(self.assistant, "form"))
        self.assertNotIn("sign in as the seller", self.texts(self.assistant, "form"))

    def open_all(self, user, root):
        """Read all records as each view of each action shows them: the models."""
        opened = set()
        for action in self.actions(user, root):
            if action._name != "ir.actions.act_window":
                continue
            if action.res_model == "res.config.settings":
                continue
            env = self.env(user=user)
            model = env[action.res_model]
            views = [view for view in action.views if view[1] in ("list", "form")]
            answer = model.get_views([*views, (action.search_view_id.id, "search")])
            domain = safe_eval(action.domain or "[]", {"uid": user.id})
            records = model.search(domain, limit=5)
            for _view_id, kind in views:
                arch = answer["views"][kind]["arch"]
                records.web_read(self.spec(env, action.res_model, arch))
            if records:
                opened.add(action.res_model)
        return opened

    def test_a_shop_assistant_can_open_every_menu(self):
        self.list(**MUG)
        self.list(**SHIRTS)
        self.import_all()
        self.backend.import_categories()
        self.env["ebay.api.limit"]._trip(self.backend, "trading", 60)
        opened = self.open_all(self.assistant, "connector_ebay.menu_ebay_root")
        expected = {
            "ebay.backend",
            "ebay.product.template",
            "ebay.product.product",
            "ebay.product.category",
            "ebay.run",
            "ebay.api.call",
            "ebay.api.limit",
            "queue.job",
        }
        self.assertEqual(expected - opened, set())

    def test_the_dashboard_is_the_first_screen(self):
        menus = self.env["ir.ui.menu"].with_user(self.assistant)
        root = self.env.ref("connector_ebay.menu_ebay_root")
        first = menus.search([("parent_id", "=", root.id)], limit=1)
        dashboard = self.env.ref("connector_ebay.ebay_dashboard_action")
        self.assertEqual(first.sudo().action, dashboard)

    def test_there_is_one_menu_of_ebay(self):
        menus = self.env["ir.ui.menu"]
        root = self.env.ref("connector_ebay.menu_ebay_root")
        action = self.env.ref("connector_ebay.ebay_backend_action")
        found = menus.search([("action", "=", f"ir.actions.act_window,{action.id}")])
        self.assertEqual(len(found), 1)
        self.assertTrue(found.parent_path.startswith(root.parent_path))

    def test_account_says_which_keys_are_missing(self):
        self.assertFalse(self.backend.missing_settings)
        self.set_parameter("client_secret", False)
        self.backend.invalidate_recordset()
        self.assertEqual(self.backend.missing_settings, "Cert ID (Client Secret)")

    def test_account_says_which_apis_are_closed(self):
        self.assertFalse(self.backend.closed_apis)
        self.env["ebay.api.limit"]._trip(self.backend, "trading", 600)
        self.backend.invalidate_recordset()
        self.assertIn("trading", self.backend.closed_apis)

    def test_product_knows_its_listings(self):
        self.list(**SHIRTS)
        self.list(**{**SHIRTS, "title": "The same shirts"})
        self.import_all()
        variant = self.sku("TS-B-M").odoo_id
        template = variant.product_tmpl_id
        self.assertEqual(template.ebay_listing_count, 2)
        self.assertEqual(len(template.ebay_sku_ids), 6)
        self.assertEqual(variant.ebay_sku_ids, self.sku("TS-B-M"))
        action = template.action_open_ebay_listings()
        shown = self.env["ebay.product.template"].search(action["domain"])
        self.assertEqual(shown, self.sku("TS-B-M").listing_id)

    def test_specifics_are_escaped(self):
        listing = self.list(**MUG)
        self.import_all()
        binding = self.binding(listing)
        binding.specifics = {"<b>Brand</b>": ["<script>alert(1)</script>", "Acme"]}
        self.assertNotIn("<script>", binding.specifics_table)
        self.assertIn("Acme", binding.specifics_table)

    def test_currencies_that_are_sold_in_are_shown_with_their_sign(self):
        zloty = self.env.ref("base.PLN")
        zloty.active = False
        self.list(**MUG, marketplace="EBAY_PL")
        self.import_all()
        self.assertEqual(self.sku("MUG").currency_id, zloty)
        self.assertTrue(zloty.active)
