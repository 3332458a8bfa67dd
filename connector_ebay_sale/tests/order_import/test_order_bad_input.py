# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from unittest.mock import patch

from ...components.order_import.partner_importer import EbayResPartnerImporter
from ...components.order_import.record_locker import RecordLocker
from ..common import OrderCase
from ..order_factory import contact, item, order


class TestOrderBadInput(OrderCase):
    """What is wrong with an order ends at that order, in a sentence."""

    def assert_fails_alone(self, bad, words):
        """A good order of the same page is in, the bad one has failed and says why."""
        good = order(buyer="good")
        self.pull(bad, good)
        failed = self.jobs("failed")
        self.assertEqual(len(failed), 1)
        self.assertIn(words, failed.exc_message)
        self.assertFalse(self.bindings(bad))
        self.assertEqual(self.bindings(good).odoo_id.state, "sale")
        return failed

    # === FIELDS THAT ARE NOT THERE ===

    def test_fields_that_ebay_promises_and_leaves_out(self):
        for name in ("lastModifiedDate", "creationDate", "lineItems"):
            with self.subTest(field=name), self.env.cr.savepoint() as savepoint:
                bad = order()
                del bad[name]
                bad.setdefault("lastModifiedDate", "")
                self.assert_fails_alone(bad, name)
                savepoint.rollback()
                self.ebay.clear()
                self.env.invalidate_all(flush=False)

    def test_what_is_not_needed_may_be_missing(self):
        bare = order()
        for name in (
            "buyer",
            "cancelStatus",
            "fulfillmentStartInstructions",
            "legacyOrderId",
            "orderFulfillmentStatus",
            "paymentSummary",
            "salesRecordReference",
        ):
            del bare[name]
        for name in (
            "appliedPromotions",
            "deliveryCost",
            "lineItemFulfillmentInstructions",
            "listingMarketplaceId",
            "purchaseMarketplaceId",
            "taxes",
            "title",
        ):
            del bare["lineItems"][0][name]
        binding = self.pull(bare)
        self.assert_no_failed_job()
        self.assertEqual(binding.odoo_id.state, "sale")

    # === COMPANIES ===

    def another_company_sells_in_poland(self, **values):
        company = self.env["res.company"].create({"name": "Sklep sp. z o.o."})
        self.backend.connect()
        return self.env["ebay.backend"].create(
            {
                "name": "Polish shop",
                "environment": self.backend.environment,
                "company_id": company.id,
                "marketplace_id": self.env.ref("connector_ebay.marketplace_ebay_pl").id,
                "ebay_user_id": self.backend.ebay_user_id,
                "state": "connected",
                **values,
            }
        )

    def polish(self):
        return order(
            item("MUG", "49.99", currency="PLN", marketplace="EBAY_PL"),
            country="PL",
            buyer="polish",
        )

    def test_another_companys_marketplace(self):
        self.another_company_sells_in_poland()
        failed = self.assert_fails_alone(self.polish(), "Sklep sp. z o.o.")
        self.assertIn("eBay Poland", failed.exc_message)
        self.assertIn("Polish shop", failed.exc_message)

    def test_the_same_marketplace_of_another_seller_is_no_reason(self):
        self.another_company_sells_in_poland(ebay_user_id="somebody-else")
        self.assertEqual(self.pull(self.polish()).odoo_id.state, "sale")

    def test_an_order_of_another_site_belongs_to_the_account(self):
        binding = self.pull(self.polish())
        self.assertEqual(binding.marketplace_id.code, "EBAY_PL")
        self.assertEqual(binding.company_id, self.company)

    def test_a_part_of_a_site_is_that_site(self):
        line = item("MUG", currency="PLN", marketplace="EBAY_GARDEN_PL")
        binding = self.pull(order(line, country="PL"))
        self.assertEqual(binding.marketplace_id.code, "EBAY_PL")

    def test_a_site_never_seen_is_the_accounts_own(self):
        binding = self.pull(order(item("MUG", marketplace="EBAY_MOON")))
        self.assert_no_failed_job()
        self.assertEqual(binding.marketplace_id, self.backend.marketplace_id)

    def test_everything_is_of_the_accounts_company(self):
        company = self.env["res.company"].create(
            {
                "name": "Second",
                "currency_id": self.euro.id,
                "country_id": self.env.ref("base.de").id,
            }
        )
        self.backend.write({"company_id": company.id, "order_team_id": False})
        binding = self.pull(order(item("MUG", currency="USD", marketplace="EBAY_US")))
        self.assert_no_failed_job()
        sale = binding.odoo_id
        self.assertEqual(sale.company_id, company)
        self.assertEqual(sale.partner_id.company_id, company)
        self.assertEqual(sale.pricelist_id.company_id, company)
        self.assertIn(sale.team_id.company_id, (company, company.browse()))

    # === WHAT THE LOG SAYS ===

    def test_the_log_does_not_tell_who_bought(self):
        name = "Erika Geheimnis"
        self.pull(order(buyer="erika", ship_to=contact(name)))
        before = self.env["ebay.sale.order"].search_count([])
        data = order(buyer="erika", ship_to=contact(name))
        # As if another worker had written the buyer a moment ago.
        blind = patch.object(EbayResPartnerImporter, "_find_buyers", lambda *args: {})
        free = patch.object(RecordLocker, "lock_partners", lambda self, keys: set(keys))
        with blind, free, self.assertNoLogs("odoo.sql_db", "ERROR"):
            self.pull(data)
        waiting = self.jobs("pending")
        self.assertTrue(waiting, "the page is tried again")
        self.assertEqual(self.env["ebay.sale.order"].search_count([]), before)
        for job in waiting:
            self.assertNotIn("erika", f"{job.exc_info} {job.result}".lower())
        self.hasten()
        self.run_jobs()
        self.assertTrue(self.bindings(data))
