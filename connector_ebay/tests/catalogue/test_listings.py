# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json
from decimal import Decimal

from ..listing_case import MUG, SHIRTS, ListingCase
from ..simulator import Catalogue


class TestCatalogue(ListingCase):
    """Import a realistic account with all kinds of listings."""

    catalogue = Catalogue(450, variations=0.3)

    def test_a_whole_account(self):
        """It is in Odoo as on eBay, and what has not changed is not written again."""
        run = self.import_all()
        self.assertEqual(self.jobs("failed").mapped("exc_message"), [])
        self.assertEqual(run.state, "done")
        self.assert_as_on_ebay()
        self.assert_one_product_for_each_sku()
        self.run_jobs()
        self.sim.requests.clear()
        with self.assert_no_catalogue_write():
            run = self.import_changes()
        self.assertEqual((run.kind, run.state), ("changes", "done"))
        self.assertLessEqual(len(self.sim.requests), 3)
        with self.assert_no_catalogue_write():
            run = self.import_all()
        self.assertEqual(run.unchanged, run.total)

    def assert_as_on_ebay(self):
        """Compare every active listing and its SKUs with the seller's."""
        there = {listing.item_id: listing for listing in self.sim.seller.active()}
        bindings = self.env["ebay.product.template"].search([])
        self.assertEqual(set(bindings.mapped("external_id")), set(there))
        for binding in bindings:
            listing = there[binding.external_id]
            self.assertEqual(binding.title, listing.title)
            self.assertEqual(binding.marketplace_id.site_id, listing.market.site_id)
            self.assertEqual(binding.channel, listing.channel)
            self.assertEqual(
                sorted(
                    (sku.ebay_sku or "", Decimal(f"{sku.price:.2f}"), sku.quantity)
                    for sku in binding.sku_ids
                ),
                sorted(
                    (entry.sku.strip(), entry.price, entry.available)
                    for entry in listing.entries()
                ),
            )

    def assert_one_product_for_each_sku(self):
        """Check that no two products have the same internal reference."""
        groups = self.env["product.product"]._read_group(
            [("default_code", "!=", False)], ["default_code"], ["__count"]
        )
        self.assertEqual([code for code, number in groups if number > 1], [])

    def test_a_page_costs_few_queries_and_calls(self):
        self.backend.import_all_listings()
        self.run_job(self.jobs("pending")[0])
        page = self.jobs("pending")[0]
        before = self.env.cr.sql_log_count
        self.run_job(page)
        queries = self.env.cr.sql_log_count - before
        skus = self.env["ebay.product.product"].search_count([])
        self.assertLess(queries / skus, 5, f"{queries} queries for {skus} SKUs")
        self.run_jobs()
        self.assertEqual(self.sim.requests.count("GetSellerList"), 3)
        inventory = [x for x in self.sim.seller.active() if x.channel == "inventory"]
        items = {entry.sku for x in inventory for entry in x.entries()}
        self.assertEqual(
            self.sim.requests.count("getInventoryItems"), -(-len(items) // 200)
        )


class TestListings(ListingCase):
    # === FIRST IMPORT ===

    def test_single_listing_becomes_a_product(self):
        listing = self.list(**MUG, ean="4006381333931")
        self.import_all()
        product = self.products("MUG")
        self.assertEqual(product.name, "Mug")
        self.assertEqual(product.barcode, "4006381333931")
        self.assertAlmostEqual(
            product.list_price,
            self.env.ref("base.EUR")._convert(
                9.99, self.env.company.currency_id, self.env.company
            ),
            2,
        )
        binding = self.binding(listing)
        self.assertEqual(binding.odoo_id, product.product_tmpl_id)
        self.assertEqual(binding.match_state, "matched")
        self.assertIn(listing.item_id, binding.url)

    def test_variations_become_the_variants_that_exist(self):
        listing = self.list(**SHIRTS)
        self.import_all()
        template = self.binding(listing).odoo_id
        self.assertEqual(len(template.product_variant_ids), 3, "and not 2 x 2")
        attributes = template.attribute_line_ids.attribute_id
        self.assertEqual(set(attributes.mapped("create_variant")), {"dynamic"})
        red = self.products("TS-R-M")
        self.assertEqual(
            set(red.product_template_attribute_value_ids.mapped("name")), {"Rot", "M"}
        )
        self.assertEqual(self.sku("TS-R-M").quantity, 7)

    def test_available_is_quantity_less_quantity_sold(self):
        listing = self.list(**{**MUG, "available": 20})
        self.sim.seller.sell(listing.item_id, 6)
        self.import_all()
        sku = self.sku("MUG")
        self.assertEqual((sku.quantity, sku.quantity_sold), (14, 6))

    def test_listing_without_sku_becomes_a_product_without_reference(self):
        first, second = self.list(title="Vase"), self.list(title="Bowl")
        self.import_all()
        products = self.binding(first).odoo_id | self.binding(second).odoo_id
        self.assertEqual(len(products), 2)
        self.assertFalse(any(products.mapped("default_code")))
        self.import_all()
        self.assertEqual(self.binding(first).odoo_id, products[0])

    def test_same_sku_in_two_listings_is_one_product(self):
        first, second = self.list(**MUG), self.list(**{**MUG, "title": "Mug, again"})
        third = self.list(
            title="Set",
            variations=[
                {"specifics": {"Teil": "Becher"}, "sku": "MUG"},
                {"specifics": {"Teil": "Teller"}, "sku": "PLATE"},
            ],
        )
        self.import_all()
        self.assertEqual(len(self.products("MUG")), 1)
        self.assertEqual(self.binding(first).odoo_id, self.binding(second).odoo_id)
        self.assertEqual(self.sku("MUG").odoo_id, self.products("MUG"))
        self.assertEqual(len(self.binding(third).sku_ids), 2)

    def test_sku_twice_in_one_listing_is_left_to_a_user(self):
        self.list(
            title="Cap",
            variations=[
                {"specifics": {"Farbe": "Rot"}, "sku": "CAP"},
                {"specifics": {"Farbe": "Blau"}, "sku": "CAP"},
            ],
        )
        self.import_all()
        skus = self.sku("CAP")
        self.assertEqual(set(skus.mapped("match_state")), {"ambiguous"})
        self.assertIn("CAP", skus[0].match_note)
        self.assertFalse(self.products("CAP"))

    def test_marketplaces_keep_their_currency(self):
        for code, currency in (("EBAY_PL", "PLN"), ("EBAY_US", "USD")):
            listing = self.list(title="Lamp", sku=f"LAMP-{code}", marketplace=code)
            self.import_all()
            binding = self.binding(listing)
            self.assertEqual(binding.marketplace_id.code, code)
            self.assertEqual(binding.currency_id.name, currency)

    def test_unicode_title(self):
        title = "Łódź & Käse <b>„Größe“</b> ✓ 茶"
        listing = self.list(title=title, sku="Ä/ß&1")
        self.import_all()
        self.assertEqual(self.binding(listing).title, title)
        self.assertTrue(self.products("Ä/ß&1"))

    def test_description_is_loaded_on_request_and_sanitized(self):
        """Scripts, event handlers, frames and forms are removed."""
        listings = [self.list(title=f"Thing {number}") for number in range(24)]
        self.import_all()
        bindings = self.env["ebay.product.template"].search([])
        self.assertFalse(any(bindings.mapped("description")))
        self.assertEqual(self.sim.requests.count("GetItem"), 0)
        bindings.action_refresh()
        self.run_jobs()
        self.assertEqual(self.sim.requests.count("GetItem"), len(listings))
        for binding in bindings:
            self.assertIn("Łódź", binding.description)
            for bad in ("<script", "onerror", "javascript:", "<iframe", "<form"):
                self.assertNotIn(bad, binding.description)

    def test_barcode_is_used_once(self):
        self.list(**MUG, ean="4006381333931")
        self.list(title="Other", sku="OTHER", ean="4006381333931")
        run = self.import_all()
        self.assertEqual(run.failed, 0)
        found = self.env["product.product"].search([("barcode", "=", "4006381333931")])
        self.assertEqual(len(found), 1)

    # === LATER IMPORTS ===

    def test_changes_on_ebay_are_imported(self):
        listing = self.list(**MUG)
        self.import_all()
        before = self.sku("MUG").sync_date
        self.sim.seller.revise(listing.item_id, price="12.50", available=2)
        run = self.import_changes()
        self.assertEqual((run.kind, run.updated), ("changes", 1))
        sku = self.sku("MUG")
        self.assertEqual((sku.price, sku.quantity), (12.5, 2))
        self.assertGreater(sku.sync_date, before)

    def test_new_and_ended_listings_are_imported(self):
        old = self.list(**MUG)
        self.import_all()
        self.sim.seller.end(old.item_id)
        new = self.list(title="Plate", sku="PLATE")
        self.import_changes()
        self.assertEqual(self.binding(old).status, "ended")
        self.assertTrue(self.binding(old).odoo_id, "marked, not deleted")
        self.assertEqual(self.binding(new).odoo_id.default_code, "PLATE")

    def test_new_variation_becomes_a_variant_of_the_same_product(self):
        listing = self.list(**SHIRTS)
        self.import_all()
        template = self.binding(listing).odoo_id
        listing.variations.append(
            type(listing.variations[0])(
                specifics=(("Farbe", "Grün"), ("Größe", "L")),
                price=Decimal("9.99"),
                available=4,
                sku="TS-G-L",
            )
        )
        self.sim.seller.revise(listing.item_id, title="T-Shirt")
        self.import_changes()
        self.assertEqual(self.products("TS-G-L").product_tmpl_id, template)
        self.assertEqual(len(template.product_variant_ids), 4)

    def test_removed_variation_is_archived(self):
        listing = self.list(**SHIRTS)
        self.import_all()
        listing.variations.pop()
        self.sim.seller.revise(listing.item_id, title="T-Shirt")
        self.import_changes()
        self.assertFalse(self.sku("TS-R-M").active)
        self.assertTrue(self.products("TS-R-M"), "the product stays")

    def test_renamed_variation_stays_the_same_sku(self):
        listing = self.list(**SHIRTS)
        self.import_all()
        before = self.sku("TS-R-M")
        listing.variations[2].specifics = (("Farbe", "Weinrot"), ("Größe", "M"))
        self.sim.seller.revise(listing.item_id, title="T-Shirt")
        self.import_changes()
        self.assertEqual(self.sku("TS-R-M"), before)
        self.assertIn("Weinrot", before.external_id)

    def test_relisted_without_sku_is_the_same_product(self):
        old = self.list(title="Vase")
        self.import_all()
        product = self.binding(old).odoo_id
        self.sim.seller.end(old.item_id)
        new = self.sim.seller.relist(old.item_id)
        self.import_changes()
        self.assertEqual(self.binding(new).odoo_id, product)
        self.assertEqual(self.binding(old).relisted_item_id, new.item_id)

    def test_product_changed_in_odoo_is_kept(self):
        listing = self.list(**MUG)
        self.import_all()
        product = self.products("MUG")
        product.write({"name": "Our best mug", "list_price": 1})
        self.sim.seller.revise(listing.item_id, title="Mug, new title")
        self.import_changes()
        self.assertEqual(product.name, "Our best mug")
        self.assertEqual(self.binding(listing).title, "Mug, new title")

    # === CHANNEL ===

    def test_channel_is_set_for_old_and_new_listings(self):
        first = self.list(**MUG, channel="inventory", offer_id="1")
        other = self.list(title="Plate", sku="PLATE")
        self.import_all()
        self.assertEqual(self.binding(first).channel, "inventory")
        self.assertEqual(self.binding(other).channel, "trading")
        new = self.list(title="New", sku="NEW", channel="inventory", offer_id="2")
        self.import_changes()
        self.assertEqual(self.binding(new).channel, "inventory")

    def test_channel_of_a_sku_in_two_listings_is_read_from_its_offers(self):
        made = self.list(**MUG, channel="inventory", offer_id="1")
        other = self.list(**{**MUG, "title": "The same, by Seller Hub"})
        self.import_all()
        self.assertEqual(self.binding(made).channel, "inventory")
        self.assertEqual(self.binding(other).channel, "trading")

    def test_a_sku_that_the_inventory_api_refuses_hides_no_other(self):
        self.list(**MUG)
        self.import_all()
        new = self.list(title="New", sku="NEW", channel="inventory", offer_id="2")
        self.list(title="Bad", sku="BAD SKU")
        error = {"errorId": 25707, "category": "REQUEST", "message": "Invalid SKU."}
        self.sim.faults.add(
            "bulkGetInventoryItem",
            "status",
            count=0,
            status=400,
            body=json.dumps({"errors": [error]}),
            containing="BAD SKU",
        )
        run = self.import_changes()
        self.assertEqual(self.binding(new).channel, "inventory")
        self.assertFalse(run.note)
