# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""eBay's public keys: asked for seldom, whatever arrives."""

import time
import uuid
from datetime import timedelta
from unittest.mock import patch

from odoo import fields

from ...connection import public_keys
from ...connection.public_keys import (
    BUDGET,
    MAX_UNKNOWN,
    RESERVE,
    SOURCE_BUDGET,
    PublicKeys,
)
from ...ebay_client import TransientError
from ...exceptions import KeyUnavailableError, KeyUnknownError, PublicKeyError
from ..common import EbayCase
from ..webhook_common import fake_keys, forget_keys
from ..webhook_tools import Signer


class TestPublicKeys(EbayCase):
    """The cache, its lifetime, and the budget of questions to eBay."""

    def setUp(self):
        super().setUp()
        self.keys = fake_keys(self)
        self.signer = self.keys.add(Signer())
        self.env.flush_all()

    def find(self, kid=None, source="203.0.113.1"):
        keys = PublicKeys(self.env)
        return keys.find(kid or self.signer.kid, ["simulator"], source)

    def refusal(self, kid=None, source="203.0.113.1"):
        """How a key is not found. Not assertRaises: that rolls back what was spent."""
        try:
            self.find(kid, source)
        except PublicKeyError as error:
            return type(error)
        return None

    def age(self, **age):
        """Make the stored key older, and this process forgetful."""
        forget_keys()
        self.env.cr.execute(
            "UPDATE ebay_public_key SET fetched_at = %s",
            (fields.Datetime.now() - timedelta(**age),),
        )

    def test_a_key_is_asked_for_once(self):
        for _time in range(3):
            self.assertEqual(self.find()[1], "simulator")
        self.assertEqual(self.keys.asked, [self.signer.kid])

    def test_another_worker_finds_it_in_the_table(self):
        self.find()
        forget_keys()
        self.find()
        self.assertEqual(len(self.keys.asked), 1)

    def test_it_is_renewed_after_an_hour(self):
        self.find()
        self.age(minutes=59)
        self.find()
        self.assertEqual(len(self.keys.asked), 1)
        self.age(minutes=61)
        self.find()
        self.assertEqual(len(self.keys.asked), 2)
        self.find()
        self.assertEqual(len(self.keys.asked), 2)

    def test_a_process_forgets_it_after_an_hour_too(self):
        self.find()
        now = time.monotonic()
        with patch.object(public_keys.time, "monotonic", lambda: now + 3601):
            self.env.cr.execute("DELETE FROM ebay_public_key")
            self.find()
        self.assertEqual(len(self.keys.asked), 2)

    def test_while_ebay_is_away_a_known_key_serves_for_a_day(self):
        self.find()
        self.keys.error = TransientError("no answer in time")
        self.age(hours=23)
        self.find()
        self.find()
        self.assertEqual(len(self.keys.asked), 2, "not asked again at once")
        self.age(hours=25)
        self.assertEqual(self.refusal(), KeyUnavailableError)

    def test_a_key_that_ebay_withdrew_serves_no_longer(self):
        self.find()
        del self.keys.known[self.signer.kid]
        self.age(minutes=61)
        self.assertEqual(self.refusal(), KeyUnknownError)

    def test_an_unknown_key_is_asked_for_once(self):
        kid = str(uuid.uuid4())
        for _time in range(5):
            self.assertEqual(self.refusal(kid), KeyUnknownError)
        self.assertEqual(len(self.keys.asked), 1)

    def attack(self, number, source="198.51.100.1"):
        """Name made-up keys."""
        for _time in range(number):
            self.assertTrue(self.refusal(str(uuid.uuid4()), source))

    def test_made_up_keys_use_up_the_budget_of_their_source_only(self):
        self.attack(5 * SOURCE_BUDGET)
        self.assertEqual(len(self.keys.asked), SOURCE_BUDGET)
        self.find()
        self.assertEqual(self.keys.asked[-1], self.signer.kid)

    def test_ten_invalid_signatures_do_not_block_a_genuine_key(self):
        """Even from the same source, for example behind a proxy."""
        self.attack(10, "203.0.113.1")
        self.find()

    def test_from_many_sources_the_budget_is_bounded(self):
        for number in range(3 * BUDGET):
            self.attack(1, f"198.51.100.{number}")
        self.assertEqual(len(self.keys.asked), BUDGET)

    def test_known_keys_are_renewed_anyway(self):
        self.find()
        for number in range(2 * BUDGET):
            self.attack(1, f"198.51.100.{number}")
        before = len(self.keys.asked)
        self.age(minutes=61)
        self.find()
        self.assertEqual(len(self.keys.asked), before + 1)

    def test_a_key_that_is_requested_again_is_looked_up(self):
        """eBay delivers again what was not accepted; the reserve is for that."""
        for number in range(2 * BUDGET):
            self.attack(1, f"198.51.100.{number}")
        self.assertEqual(self.refusal(), KeyUnavailableError)
        self.find()

    def test_the_reserve_is_bounded_too(self):
        kids = [str(uuid.uuid4()) for _number in range(3 * RESERVE)]
        self.attack(SOURCE_BUDGET, "203.0.113.1")
        before = len(self.keys.asked)
        for _time in range(2 * RESERVE):
            for kid in kids:
                self.refusal(kid)
        self.assertEqual(len(self.keys.asked), before + RESERVE)

    def test_the_budget_is_new_after_its_window(self):
        self.attack(SOURCE_BUDGET, "203.0.113.1")
        self.assertEqual(self.refusal(), KeyUnavailableError)
        forget_keys()
        self.env.cr.execute(
            "UPDATE ebay_public_key_budget SET until = %s",
            (fields.Datetime.now() - timedelta(seconds=1),),
        )
        self.find()

    def test_failing_calls_are_counted_too(self):
        self.keys.error = TransientError("no answer in time")
        for _time in range(2 * SOURCE_BUDGET):
            kid = str(uuid.uuid4())
            self.assertEqual(self.refusal(kid), KeyUnavailableError)
        self.assertEqual(len(self.keys.asked), SOURCE_BUDGET)

    def test_counters_are_bounded(self):
        with patch.object(public_keys, "MAX_COUNTED", 10):
            for number in range(30):
                self.attack(1, f"198.51.100.{number}")
        self.env.cr.execute("SELECT count(*) FROM ebay_public_key_budget")
        self.assertLess(self.env.cr.fetchone()[0], 16)

    def test_an_unexpected_answer_is_no_error_of_ours(self):
        good = self.signer.public_key_answer
        for answer in (
            {},
            {"key": None, "digest": "SHA1"},
            {"key": good["key"], "digest": ["SHA1"]},
            {"key": good["key"], "digest": {}},
            {"key": {"pem": good["key"]}, "digest": "SHA1"},
            {**good, "key": "-----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----"},
            {**good, "key": good["key"][:40] + "\ud800" + good["key"][40:]},
            ["key"],
            None,
        ):
            kid = str(uuid.uuid4())
            self.keys.known[kid] = answer
            self.assertEqual(self.refusal(kid, kid), KeyUnavailableError, answer)

    def test_memory_is_bounded(self):
        for number in range(3 * MAX_UNKNOWN):
            public_keys._UNKNOWN[number] = 0
        self.assertEqual(len(public_keys._UNKNOWN), MAX_UNKNOWN)

    def test_a_copied_database_asks_nobody(self):
        self.backend.write({"state": "connected", "database_uuid": "another"})
        self.env.flush_all()
        self.assertEqual(self.refusal(), KeyUnavailableError)
        self.assertFalse(self.keys.asked)

    def test_a_paused_account_still_verifies(self):
        self.backend.action_pause()
        self.env.flush_all()
        self.find()
        self.assertEqual(len(self.keys.asked), 1)
