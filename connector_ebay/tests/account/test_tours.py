# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What people do in a browser, against the simulated eBay."""

from unittest.mock import patch

from odoo.tests import common, new_test_user

from ...connection.keyset import Keyset
from ..common import NOTHING, EbayHttpCase
from ..simulator import Catalogue
from ..simulator.keyset import ACCEPT_URL

#: What the seller does on eBay's consent page.
AGREE = """
addEventListener("DOMContentLoaded", () => document.querySelector("a#agree")?.click());
"""


class SellerBrowser(common.ChromeBrowser):
    """A browser whose user agrees wherever eBay asks for consent."""

    def navigate_to(self, url, wait_stop=False):
        self._websocket_request(
            "Page.addScriptToEvaluateOnNewDocument", params={"source": AGREE}
        )
        return super().navigate_to(url, wait_stop)


class TestTours(EbayHttpCase):
    """Jobs run between two tours: in a test no runner does it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        new_test_user(cls.env, "manager", "connector_ebay.group_ebay_manager")
        new_test_user(cls.env, "assistant", "connector_ebay.group_ebay_user")

    def setUp(self):
        super().setUp()

    def begin(self, catalogue=None, **values):
        """An account at a simulated eBay; its form's address."""
        self.simulate(catalogue or NOTHING)
        self.backend = self.create_backend("Demo Shop", import_pictures=False, **values)
        return f"/odoo/ebay-accounts/{self.backend.id}"

    def test_connect(self):
        form = self.begin()
        self.set_parameter(f"refresh_token.{self.backend.id}", False)
        path = ACCEPT_URL.split("/", 3)[3]
        self.sim.keyset.accept_url = f"{self.base_url()}/{path}"
        self.startPatcher(patch.object(common, "ChromeBrowser", SellerBrowser))
        self.start_tour(form, "connector_ebay_connect", login="manager")
        self.assertEqual(self.backend.state, "connected")
        self.assertTrue(Keyset(self.backend).refresh_token)

    def test_health(self):
        form = self.begin()
        self.backend.connect()
        self.start_tour(form, "connector_ebay_health", login="manager")
        self.assertEqual(self.jobs("pending").method_name, "repair_notifications")
        self.assertEqual(self.jobs("pending").ebay_flow, "notifications")

    def test_backfill(self):
        form = self.begin(Catalogue(210, variations=0, inventory=0, odd=False))
        self.backend.connect()
        self.start_tour(form, "connector_ebay_backfill_start", login="assistant")
        run = self.env["ebay.run"].search([("backend_id", "=", self.backend.id)])
        while not run.done:
            self.run_job(self.jobs("pending")[0])
        self.start_tour(form, "connector_ebay_backfill_progress", login="assistant")
        self.run_jobs()
        self.start_tour(form, "connector_ebay_backfill_done", login="assistant")
        self.assertEqual(run.state, "done")
        self.assertFalse(self.jobs("failed"))

    def test_match(self):
        form = self.begin(auto_match=False)
        products = self.env["product.product"]
        mug = products.create({"name": "Our mug", "default_code": "MUG"})
        twins = products.create(
            [
                {"name": "First twin", "default_code": "TWIN"},
                {"name": "Second twin", "default_code": "TWIN"},
            ]
        )
        for title, sku in [("Mug", "MUG"), ("Jug", "JUG"), ("Twin", "TWIN")]:
            self.sim.seller.add_listing(title=title, sku=sku, price="9.99", available=1)
        self.sim.seller.add_listing(title="Nameless", price="9.99", available=1)
        self.backend.import_listings()
        self.run_jobs()
        skus = self.env["ebay.product.product"].search(
            [("backend_id", "=", self.backend.id)]
        )
        self.assertFalse(skus.odoo_id, "nothing is linked before somebody says so")
        self.start_tour(form, "connector_ebay_match", login="assistant")
        linked = {sku.ebay_sku: sku.odoo_id for sku in skus}
        self.assertEqual(linked["MUG"], mug)
        self.assertEqual(linked["TWIN"], twins[1])
        self.assertEqual(linked["JUG"].default_code, "JUG")
        self.assertEqual(linked[False].name, "Nameless")
        self.assertEqual(set(skus.mapped("match_state")), {"matched"})
        self.assertEqual(set(skus.listing_id.mapped("match_state")), {"matched"})

    def test_requeue(self):
        self.begin()
        listings = [
            self.sim.seller.add_listing(
                title="Mug", sku=f"M{i}", price="1", available=1
            )
            for i in (1, 2)
        ]
        self.backend.import_listings()
        self.run_jobs()
        self.sim.faults.add("GetItem", "trading_error", code="10009", count=2)
        for number, listing in enumerate(listings, start=1):
            self.env["ebay.product.template"]._ebay_delay(
                "import",
                f"listing:{listing.item_id}",
                backend=self.backend,
                description=f"Import listing {number}",
            ).import_record(self.backend, listing.item_id)
        with self.quiet():
            self.run_jobs()
        failed = self.jobs("failed")
        self.assertEqual(len(failed), 2)
        failed.write({"exc_message": "GetItem: Item cannot be read. (10009)"})
        self.start_tour("/odoo/ebay-jobs", "connector_ebay_requeue", login="assistant")
        self.assertEqual(set(failed.mapped("state")), {"pending"})
        self.run_jobs()
        self.assertEqual(set(failed.mapped("state")), {"done"})
