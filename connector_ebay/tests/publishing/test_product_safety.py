# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64

from ..publishing_case import PublishingCase, png

PDF = base64.b64encode(b"%PDF-1.4 safety data sheet")


class TestProductSafety(PublishingCase):
    """What a product has about its safety is sent with its offer, as eBay's Inventory
    API describes the containers ``regulatory`` and ``extendedProducerResponsibility``.
    """

    def setUp(self):
        super().setUp()
        self.env["ebay.safety.label"]._enqueue_import(self.backend)
        self.run_jobs()

    def label(self, kind):
        return self.env["ebay.safety.label"].search([("kind", "=", kind)], limit=1)

    def document(self, product, content=PDF, langs=("de_DE", "en_US"), **values):
        languages = self.env["res.lang"].with_context(active_test=False)
        return self.env["ebay.product.document"].create(
            {
                "product_tmpl_id": product.id,
                "document_type": "SAFETY_DATA_SHEET",
                "file": content,
                "file_name": "sheet.pdf",
                "lang_ids": languages.search([("code", "in", langs)]).ids,
                **values,
            }
        )

    def sent(self, listing):
        """Return what eBay has about the safety of a listing."""
        return self.sim.publishing.offers[listing.sku_ids[:1].ebay_offer_id].document

    def require(self, listing, **usages):
        """Let the category have duties, as ``getRegulatoryPolicies`` names them."""
        details = self.env["ebay.category.details"].search(
            [("category_code", "=", listing.category_id.external_id)]
        )
        for row in details:
            row.answers = {
                **row.answers,
                "regulatory": {
                    "supportedAttributes": [
                        {"name": name, "usage": usage} for name, usage in usages.items()
                    ]
                },
            }

    def test_labels_are_read_from_ebay(self):
        self.assertEqual(
            set(self.env["ebay.safety.label"].search([]).mapped("kind")),
            {
                "safety_pictogram",
                "safety_statement",
                "hazard_pictogram",
                "hazard_statement",
                "hazard_signal",
            },
        )
        label = self.label("safety_pictogram")
        self.assertEqual(label.marketplace_ids, self.market)
        before = self.env["ebay.safety.label"].search_count([])
        self.env["ebay.safety.label"]._enqueue_import(self.backend)
        self.run_jobs()
        self.assertEqual(self.env["ebay.safety.label"].search_count([]), before)

    def test_everything_is_sent(self):
        product = self.product()
        product.write(
            {
                "ebay_safety_pictogram_ids": self.label("safety_pictogram").ids,
                "ebay_safety_statement_ids": self.label("safety_statement").ids,
                "ebay_safety_note": "Tipping hazard",
                "ebay_hazard_statement_ids": self.label("hazard_statement").ids,
                "ebay_hazard_signal_id": self.label("hazard_signal").id,
                "ebay_energy_image": png(),
                "ebay_energy_text": "On a scale of A to G the rating is E.",
                "ebay_energy_sheet": png(colour="blue"),
                "ebay_has_repair_score": True,
                "ebay_repair_score": 7.9,
            }
        )
        self.document(product)
        listing = self.drafts(product)
        self.assertEqual(
            self.codes(listing), set(), listing.problem_ids.mapped("message")
        )
        self.publish(listing)
        self.assert_published(listing)
        regulatory = self.sent(listing)["regulatory"]
        self.assertEqual(
            regulatory["productSafety"],
            {
                "pictograms": [self.label("safety_pictogram").code],
                "statements": [self.label("safety_statement").code],
                "component": "Tipping hazard",
            },
        )
        self.assertEqual(
            regulatory["hazmat"],
            {
                "statements": [self.label("hazard_statement").code],
                "signalWord": self.label("hazard_signal").code,
            },
        )
        self.assertEqual(regulatory["repairScore"], 7.9)
        label = regulatory["energyEfficiencyLabel"]
        self.assertIn("http", label["imageURL"])
        self.assertIn("http", label["productInformationSheet"])
        [document] = regulatory["documents"]
        stored = self.sim.publishing.media.documents[document["documentId"]]
        self.assertEqual(stored.document_type, "SAFETY_DATA_SHEET")
        self.assertEqual(stored.languages, ["ENGLISH", "GERMAN"])
        self.assertIn("manufacturer", regulatory)

    def test_a_file_is_uploaded_once_for_all_products(self):
        products = self.product() | self.product("FH-14")
        for product in products:
            self.document(product)
        listings = self.drafts(products)
        self.publish(listings)
        self.assert_published(listings)
        self.assertEqual(self.sim.requests.count("uploadDocument"), 1)
        self.sim.requests.clear()
        self.publish(listings)
        self.assertEqual(dict(self.sim.requests.calls()), {})

    def test_a_new_document_is_sent_with_the_changes(self):
        product = self.product()
        listing = self.drafts(product)
        self.publish(listing)
        self.document(product)
        self.publish(listing)
        self.assertEqual(len(self.sent(listing)["regulatory"]["documents"]), 1)

    def test_a_lost_upload_is_repeated_and_does_no_harm(self):
        product = self.product()
        self.document(product)
        listing = self.drafts(product)
        self.sim.faults.add("uploadDocument", "lost_answer")
        self.publish(listing)
        self.run_jobs_late()
        self.assert_published(listing)
        self.assertEqual(len(self.sent(listing)["regulatory"]["documents"]), 1)

    def test_problems_are_found_without_a_call(self):
        product = self.product()
        product.write(
            {
                "ebay_safety_note": "x" * 121,
                "ebay_hazard_note": "Acid",
                "ebay_energy_text": "Rating E",
                "ebay_has_repair_score": True,
                "ebay_repair_score": 10.1,
            }
        )
        self.document(product, content=base64.b64encode(b"text"), langs=())
        listing = self.drafts(product)
        self.sim.requests.clear()
        listing.check_listings()
        self.assertLessEqual(
            {
                "missing_safety_label",
                "invalid_safety_note",
                "missing_hazard_statement",
                "missing_energy_image",
                "missing_energy_sheet",
                "invalid_repair_score",
                "invalid_document_type",
                "missing_document_language",
            },
            self.codes(listing),
        )
        self.assertTrue(all(listing.problem_ids.mapped("message")))
        self.assertEqual(dict(self.sim.requests.calls()), {})

    def test_a_label_of_another_marketplace(self):
        product = self.product()
        label = self.env["ebay.safety.label"].create(
            {"kind": "safety_statement", "code": "XX", "name": "Elsewhere"}
        )
        product.ebay_safety_statement_ids = label
        listing = self.drafts(product)
        self.assertIn("invalid_safety_label", self.codes(listing))

    def test_the_eco_fee_goes_to_france_only(self):
        product = self.product(ebay_eco_fee=1.5)
        listing = self.drafts(product)
        self.publish(listing)
        self.assertNotIn("extendedProducerResponsibility", self.sent(listing))
        with self.backend.work_on("ebay.product.document") as work:
            safety = work.component(usage="product.safety")
        france = self.env["ebay.marketplace"].search([("code", "=", "EBAY_FR")])
        self.assertEqual(safety.eco_fee(product, france), 1.5)
