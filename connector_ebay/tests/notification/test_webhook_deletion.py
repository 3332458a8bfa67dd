# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Somebody closed an eBay account: what is forgotten, and the receipt."""

import json
from datetime import timedelta

from odoo import fields

from ...tools.pseudonymiser import Pseudonymiser
from ..webhook_common import EventCase

USER_ID, USERNAME = "ZyXwVuTsRqP", "demo_buyer-1"


class TestAccountDeletion(EventCase):
    """MARKETPLACE_ACCOUNT_DELETION, from the event to the receipt."""

    def delete_account(self, user_id=USER_ID, username=USERNAME):
        data = {"username": username, "userId": user_id, "eiasToken": "nY+sH=="}
        event = self.receive("MARKETPLACE_ACCOUNT_DELETION", data)
        self.work_off()
        return event

    def receipt(self, event):
        return self.env["ebay.account.deletion"].search([("event_id", "=", event.id)])

    def test_the_person_is_gone_from_what_was_kept(self):
        call = self.env["ebay.api.call"].create(
            {
                "backend_id": self.backend.id,
                "called_at": fields.Datetime.now(),
                "error": f"Order of {USERNAME} not found",
            }
        )
        self.backend.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=f"Message of {USERNAME}",
            user_id=self.env.uid,
        )
        bought = f"{USERNAME} bought a lamp"
        self.backend.message_post(body=bought)
        user = {"userId": self.backend.ebay_user_id}
        feedback = {"user": user, "feedbackId": "f-1", "author": USERNAME}
        old = self.receive("FEEDBACK_RECEIVED", feedback)
        event = self.delete_account()
        self.assertEqual(event.state, "done", event.error)
        receipt = self.receipt(event)
        self.assertIn(receipt.pseudonym, call.error)
        summaries = self.backend.activity_ids.mapped("summary")
        self.assertIn(f"Message of {receipt.pseudonym}", summaries)
        self.assertEqual(
            json.loads(old.payload)["notification"]["data"]["author"],
            receipt.pseudonym,
        )
        for table, columns in (
            ("ebay_webhook_event", "payload || coalesce(ebay_user_id, '')"),
            ("ebay_api_call", "error"),
            ("ebay_account_deletion", "pseudonym || user_digest"),
            ("mail_message", "body"),
            ("queue_job", "concat(name, result, records, args, kwargs)"),
        ):
            self.env.cr.execute(
                f"SELECT count(*) FROM {table} WHERE {columns} ~ %s",
                (f"{USERNAME}|{USER_ID}",),
            )
            self.assertEqual(self.env.cr.fetchone()[0], 0, table)
        lines = {line.what: line.count for line in receipt.line_ids}
        self.assertEqual(
            lines, {"API calls": 1, "Activities": 1, "Chatter": 1, "Events": 2}
        )

    def test_a_stranger_gets_a_receipt_too(self):
        event = self.delete_account("nobody", "nobody-here")
        receipt = self.receipt(event)
        self.assertEqual(receipt.line_ids.mapped("what"), ["Events"])
        self.assertTrue(receipt.done_at)

    def test_replayed_it_does_no_harm(self):
        event = self.delete_account()
        event.action_replay()
        self.run_jobs()
        self.assertEqual(event.state, "done", event.error)
        self.assertEqual(len(self.receipt(event)), 1)

    def test_what_must_be_kept_is_told_with_its_reason(self):
        kept = {
            "action": "kept",
            "what": "Invoices",
            "count": 2,
            "reason": "§ 147 AO: ten years",
        }
        with self.backend.work_on("ebay.backend") as work:
            eraser = work.components_registry["ebay.person.eraser"]
        erase = eraser.erase
        self.patch(eraser, "erase", lambda self, *person: [*erase(self, *person), kept])
        event = self.delete_account()
        line = self.receipt(event).line_ids.filtered(lambda line: line.action == "kept")
        self.assertEqual((line.what, line.count), ("Invoices", 2))
        self.assertIn("ten years", line.reason)
        self.assertIn("2 kept", event.result)

    def test_receipts_about_strangers_are_not_kept_for_ever(self):
        event = self.delete_account("nobody", "nobody-here")
        stranger = self.receipt(event)
        then = fields.Datetime.now() - timedelta(days=365)
        buyer = stranger.create(
            {
                "user_digest": "x",
                "pseudonym": "y",
                "done_at": then,
                "line_ids": [
                    fields.Command.create(
                        {"action": "changed", "what": what, "count": 1}
                    )
                    for what in ("Events", "Contacts")
                ],
            }
        )
        self.env["ebay.retention"]._gc_old()
        self.assertTrue(stranger.exists())
        stranger.done_at = then
        self.env.flush_all()
        self.env["ebay.retention"]._gc_old()
        self.assertFalse(stranger.exists())
        self.assertTrue(buyer.exists())

    def test_nobody_elses_name_is_touched(self):
        person = Pseudonymiser("u1", "ann", "X")
        self.assertEqual(
            person.text("ann, annette, ann-marie, banann (ann)"),
            "X, annette, ann-marie, banann (X)",
        )
        self.assertEqual(
            json.loads(person.json('{"ann": ["ann", 1, null, {"a": "by u1"}]}')),
            {"ann": ["X", 1, None, {"a": "by X"}]},
        )
