# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from odoo.addons.queue_job.tests.common import trap_jobs

from ...models import ebay_sku_match_mixin
from ..listing_case import SHIRTS, ListingCase

EAN = "4006381333931"
TENT = {"title": "Kuppelzelt für 3 Personen, grün", "sku": "TENT", "price": "99.00"}


class TestMatchKinds(ListingCase):
    """Test the report of *Match Listings*: how each product was found, or why not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.backend.auto_match = False
        cls.assistant = new_test_user(
            cls.env, "assistant", "connector_ebay.group_ebay_user"
        )

    def product(self, name, **values):
        return self.env["product.product"].create({"name": name, **values})

    def open(self, *listings):
        """Import listings, open the screen; return the SKUs with their context."""
        for values in listings:
            self.list(available=1, **values)
        self.import_all()
        return self.reopen()

    def reopen(self):
        action = self.backend.with_user(self.assistant).action_match_listings()
        skus = self.env["ebay.product.product"].with_user(self.assistant)
        return skus.with_context(**action.get("context", {})).search(action["domain"])

    def found(self, sku):
        """Return kind, proposal and product of a SKU."""
        return sku.match_kind_id.code, sku.proposal, sku.proposed_product_id

    def accept_all(self, skus, code):
        kind = self.env.ref(f"connector_ebay.match_kind_{code}")
        return kind.with_env(skus.env).action_accept_all()

    def test_a_tent_is_not_a_mug(self):
        mug = self.product("Kaffeebecher weiß", default_code="TENT")
        sku = self.open(TENT)
        self.assertEqual(self.found(sku), ("other_title", "check", mug))
        self.assertIn("Kaffeebecher", sku.match_note)
        sku.browse().with_context(
            active_model=sku._name, active_domain=[("id", "in", sku.ids)]
        ).action_match_apply()
        self.assertFalse(sku.odoo_id, "'Apply All' links only what is certain")
        sku.action_match_apply()
        self.assertEqual(sku.odoo_id, mug, "a user has looked at it and selected it")
        self.assertTrue(sku.linked_by_user)

    def test_the_name_in_any_language_is_compared(self):
        self.env["res.lang"]._activate_lang("de_DE")
        tent = self.product("Dome shelter", default_code="TENT")
        tent.with_context(lang="de_DE").name = "Kuppelzelt grün"
        self.assertEqual(self.found(self.open(TENT)), ("sku", "link", tent))

    def test_a_sku_that_differs_in_case_and_spaces(self):
        tent = self.product("Kuppelzelt", default_code="te nt")
        sku = self.open(TENT)
        self.assertEqual(self.found(sku), ("sku_spelling", "check", tent))

    def test_found_by_barcode(self):
        tent = self.product("Kuppelzelt", default_code="OTHER", barcode=EAN)
        sku = self.open({**TENT, "ean": EAN})
        self.assertEqual(self.found(sku), ("barcode", "link", tent))

    def test_found_by_title_also_without_sku(self):
        tent = self.product("Kuppelzelt 3 Personen grün", default_code="OTHER")
        skus = self.open(TENT, {**TENT, "sku": ""})
        self.assertEqual(self.found(skus[0]), ("title", "check", tent))
        self.assertEqual(self.found(skus[1]), ("title", "check", tent))

    def test_products_with_the_same_name_need_a_choice(self):
        two = self.product("Kuppelzelt 3 Personen grün") | self.product(
            "Kuppelzelt grün 3 Personen"
        )
        sku = self.open(TENT)
        self.assertEqual(self.found(sku)[:2], ("several", "choose"))
        self.assertEqual(sku.candidate_ids, two)

    def test_variations_are_found_by_their_attributes(self):
        self.open(SHIRTS).action_match_apply()
        variants = self.sku("TS-B-M").odoo_id.product_tmpl_id.product_variant_ids
        wanted = {sku.id: sku.odoo_id for sku in variants.ebay_bind_ids}
        variants.default_code = False
        variants.ebay_bind_ids.action_unlink_product()
        skus = self.open()
        self.assertEqual(len(skus), 3)
        for sku in skus:
            self.assertEqual(self.found(sku), ("attributes", "check", wanted[sku.id]))
        self.accept_all(skus, "attributes")
        self.assertEqual({sku.id: sku.odoo_id for sku in skus}, wanted)

    def test_a_sku_used_twice_in_a_listing(self):
        same = [{**one, "sku": "TWICE"} for one in SHIRTS["variations"][:2]]
        skus = self.open({**SHIRTS, "variations": same})
        self.assertEqual(set(skus.match_kind_id.mapped("code")), {"repeated"})

    def test_all_of_a_kind_are_accepted_and_nothing_else(self):
        tent = self.product("Kuppelzelt 3 Personen grün")
        self.product("Something else", default_code="OTHER")
        skus = self.open(TENT, {**TENT, "sku": "OTHER"})
        self.accept_all(skus, "title")
        self.assertEqual(self.sku("TENT").odoo_id, tent)
        self.assertFalse(self.sku("OTHER").odoo_id)

    def test_a_kind_is_accepted_only_for_the_listings_that_are_shown(self):
        self.product("Kuppelzelt 3 Personen grün")
        skus = self.open(TENT, {**TENT, "sku": "TENT2"})
        action = skus[0].listing_id.action_match()
        self.accept_all(skus.with_context(**action["context"]), "title")
        self.assertEqual(skus.filtered("odoo_id"), skus[0])

    def test_a_product_archived_meanwhile_is_not_linked(self):
        tent = self.product("Kuppelzelt 3 Personen grün")
        skus = self.open(TENT)
        tent.active = False
        self.accept_all(skus, "title")
        self.assertFalse(skus.odoo_id)

    def test_a_product_of_its_own_instead_of_a_similar_one(self):
        tent = self.product("Kuppelzelt 3 Personen grün")
        skus = self.open(TENT)
        skus.action_match_create()
        self.assertTrue(skus.odoo_id)
        self.assertNotEqual(skus.odoo_id, tent)

    def test_what_is_proposed_only_now_is_not_accepted_unseen(self):
        skus = self.open(TENT)
        self.product("Kaffeebecher weiß", default_code="TENT")
        self.accept_all(skus, "none")
        self.assertFalse(skus.odoo_id)
        self.assertEqual(self.found(skus)[:2], ("other_title", "check"))

    def test_many_are_compared_by_jobs(self):
        self.patch(ebay_sku_match_mixin, "COMPARE_AT_ONCE", 1)
        self.patch(ebay_sku_match_mixin, "COMPARED_PER_JOB", 2)
        tent = self.product("Kuppelzelt", default_code="TENT")
        for values in (TENT, SHIRTS):
            self.list(available=1, **values)
        self.import_all()
        with trap_jobs() as trap:
            skus = self.reopen()
            self.assertFalse(any(skus.mapped("proposal")))
            self.assertEqual(len(trap.enqueued_jobs), 2)
            trap.perform_enqueued_jobs()
        self.assertTrue(all(skus.mapped("proposal")))
        self.assertEqual(self.sku("TENT").proposed_product_id, tent)
        self.assertFalse(skus.odoo_id)
        with trap_jobs() as trap:
            self.reopen()
            self.assertFalse(trap.enqueued_jobs, "they have been compared already")

    def test_queries_do_not_grow_with_the_number_of_skus(self):
        for number in range(20):
            self.product(f"Zelt Modell{number}", default_code=f"T{number}")
        listings = [
            {**TENT, "title": f"Zelt Modell{n} Neu", "sku": f"X{n}"} for n in range(20)
        ]
        skus = self.open(*listings).sudo()
        self.assertEqual(set(skus.mapped("proposal")), {"check"})

        def queries(some):
            some.write({"match_text": "old", "match_state": "unmatched"})
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some._propose()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(skus)
        self.assertLessEqual(queries(skus), queries(skus[:2]) + 2)

    def test_accepting_needs_the_right_to_match(self):
        skus = self.open(TENT)
        clerk = new_test_user(self.env, "clerk", "base.group_user")
        with self.assertRaises(AccessError):
            self.accept_all(skus.with_user(clerk), "none")
