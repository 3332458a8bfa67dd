# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from odoo.addons.connector_ebay.tools.pseudonymiser import Pseudonymiser

#: Columns of messages, mails, tracking values and activities with free text.
MESSAGE_COLUMNS = ["subject", "body", "email_from", "reply_to"]
TRACKING_COLUMNS = [
    "old_value_char",
    "new_value_char",
    "old_value_text",
    "new_value_text",
]

#: Models whose attachments are deleted; those of invoices are kept by law.
ATTACHMENT_MODELS = ("res.partner", "sale.order", "stock.picking")


class TraceEraser:
    """Erase what Odoo has recorded about a person beside the records themselves.

    These are messages, tracking values, mails, notifications, activities and
    attachments of the person's contacts, orders, deliveries and invoices.

    :param records: the person's records, of several models
    """

    def __init__(self, env: Any, person: Pseudonymiser, records: Iterable[Any]):
        self.env = env
        self.person = person
        self.records = [found for found in records if found]

    def erase(self) -> dict[str, int]:
        """Erase all traces; return the number of rows by table."""
        self.env.flush_all()
        counts = {
            "mail_tracking_value": self._erase_tracking(),
            "mail_message": self._rewrite(
                "mail_message", MESSAGE_COLUMNS, self._messages()
            ),
            "mail_activity": self._rewrite_activities(),
            "mail_mail": self._delete_mails(),
            "ir_attachment": self._delete_attachments(),
        }
        self.env.invalidate_all()
        return {table: count for table, count in counts.items() if count}

    def _partners(self) -> list[int]:
        return [
            record_id
            for records in self.records
            if records._name == "res.partner"
            for record_id in records.ids
        ]

    def _messages(self) -> list[int]:
        """Return the ids of the records' messages, and of those the person wrote."""
        ids: set[int] = set()
        for records in self.records:
            self.env.cr.execute(
                "SELECT id FROM mail_message WHERE model = %s AND res_id = ANY(%s)",
                (records._name, records.ids),
            )
            ids |= {row[0] for row in self.env.cr.fetchall()}
        self.env.cr.execute(
            "SELECT id FROM mail_message WHERE author_id = ANY(%s)",
            (self._partners(),),
        )
        return [*(ids | {row[0] for row in self.env.cr.fetchall()})]

    def _erase_tracking(self) -> int:
        """Empty the tracked values of the contacts; rewrite those of the others."""
        cleared = ", ".join(f"{column} = NULL" for column in TRACKING_COLUMNS)
        self.env.cr.execute(
            f"""
            UPDATE mail_tracking_value SET {cleared} WHERE mail_message_id IN (
                SELECT id FROM mail_message
                WHERE model = 'res.partner' AND res_id = ANY(%s)
            )
            """,
            (self._partners(),),
        )
        count = self.env.cr.rowcount
        self.env.cr.execute(
            "SELECT id FROM mail_tracking_value WHERE mail_message_id = ANY(%s)",
            (self._messages(),),
        )
        ids = [row[0] for row in self.env.cr.fetchall()]
        return count + self._rewrite("mail_tracking_value", TRACKING_COLUMNS, ids)

    def _rewrite_activities(self) -> int:
        ids: list[int] = []
        for records in self.records:
            self.env.cr.execute(
                "SELECT id FROM mail_activity WHERE res_model = %s"
                " AND res_id = ANY(%s)",
                (records._name, records.ids),
            )
            ids += [row[0] for row in self.env.cr.fetchall()]
        return self._rewrite("mail_activity", ["summary", "note"], ids)

    def _rewrite(self, table: str, columns: list[str], ids: list[int]) -> int:
        """Pseudonymise columns of these rows; return how many have changed."""
        self.env.cr.execute(
            f"SELECT id, {', '.join(columns)} FROM {table} WHERE id = ANY(%s)", (ids,)
        )
        count = 0
        for row_id, *values in self.env.cr.fetchall():
            rewritten = [value and self.person.text(value) for value in values]
            if rewritten == values:
                continue
            assignments = ", ".join(f"{column} = %s" for column in columns)
            self.env.cr.execute(
                f"UPDATE {table} SET {assignments} WHERE id = %s", (*rewritten, row_id)
            )
            count += 1
        return count

    def _delete_mails(self) -> int:
        """Delete mails to the person and copies of their messages."""
        mails = self.env["mail.mail"].sudo()
        partners = self._partners()
        found = mails.search(
            [
                "|",
                ("mail_message_id", "in", self._messages()),
                ("recipient_ids", "in", partners),
            ]
        )
        for pattern in self._addresses():
            found |= mails.search([("email_to", "ilike", pattern)])
        self.env.cr.execute(
            """
            UPDATE mail_notification SET mail_email_address = NULL
            WHERE res_partner_id = ANY(%s)
            """,
            (partners,),
        )
        messages = found.mail_message_id.ids
        self._rewrite("mail_message", MESSAGE_COLUMNS, messages)
        count = len(found)
        found.unlink()
        return count

    def _addresses(self) -> Iterator[str]:
        """Yield the person's e-mail addresses."""
        yield from (word for word in self.person.words if "@" in word)

    def _delete_attachments(self) -> int:
        """Delete the attachments of contacts, orders and deliveries."""
        attachments = self.env["ir.attachment"].sudo()
        found = attachments
        for records in self.records:
            if records._name in ATTACHMENT_MODELS:
                found |= attachments.search(
                    [
                        ("res_model", "=", records._name),
                        ("res_id", "in", records.ids),
                        ("id", "!=", 0),
                        "|",
                        ("res_field", "=", False),
                        ("res_field", "!=", False),
                    ]
                )
        count = len(found)
        found.unlink()
        return count
