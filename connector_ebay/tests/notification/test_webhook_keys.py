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
    BUDGET_WINDOW,
    MAX_UNKNOWN,
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

    def find(self, kid=None):
        return PublicKeys(self.env).find(kid or self.signer.kid, ["simulator"])

    def refusal(self, kid=None):
        """How a key is not found. Not assertRaises: that rolls back what was spent."""
        try:
            self.find(kid)
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

    def test_garbage_uses_up_the_budget_and_no_more(self):
        self.find()
        self.keys.asked.clear()
        for _time in range(5 * BUDGET):
            self.assertTrue(self.refusal(str(uuid.uuid4())))
            public_keys._BUDGET_USED_UP.clear()
        # One of the budget's calls was for the good key.
        self.assertEqual(len(self.keys.asked), BUDGET - 1)
        self.find()
        self.age(minutes=61)
        self.find()
        self.assertEqual(len(self.keys.asked), BUDGET, "known keys are renewed anyway")

    def test_the_budget_is_new_after_its_window(self):
        for _time in range(BUDGET + 1):
            self.assertTrue(self.refusal(str(uuid.uuid4())))
        self.assertEqual(self.refusal(), KeyUnavailableError)
        forget_keys()
        self.env.cr.execute(
            "UPDATE ebay_public_key_budget SET since = %s",
            (fields.Datetime.now() - BUDGET_WINDOW - timedelta(seconds=1),),
        )
        self.find()

    def test_failing_calls_are_counted_too(self):
        self.keys.error = TransientError("no answer in time")
        for _time in range(2 * BUDGET):
            self.assertEqual(self.refusal(), KeyUnavailableError)
            public_keys._BUDGET_USED_UP.clear()
        self.assertEqual(len(self.keys.asked), BUDGET)

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
