# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json
import re

from odoo import models

from .ebay_token import digest


class Eraser:
    """Puts a pseudonym where a person's eBay user id or user name stands.

    Only whole words are replaced: user names may be short and part of other words.
    """

    def __init__(self, user_id, username, pseudonym):
        self.pseudonym = pseudonym
        self.words = [word for word in (user_id, username) if word]
        alternatives = "|".join(re.escape(word) for word in self.words)
        self._pattern = re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])")

    def text(self, text):
        """The text without the person."""
        return self._pattern.sub(self.pseudonym, text)

    def tree(self, value):
        """Parsed JSON without the person; its keys stay."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.tree(item) for item in value]
        if isinstance(value, dict):
            return {name: self.tree(item) for name, item in value.items()}
        return value

    def json(self, text):
        """JSON text without the person, else untouched."""
        return json.dumps(self.tree(json.loads(text)), ensure_ascii=False)


class EbayBackend(models.Model):
    """Forgetting a person whose eBay account was closed."""

    _inherit = "ebay.backend"

    def _ebay_pseudonymise(self, user_id, username, pseudonym):
        """Make a person anonymous in what this account left in Odoo.

        Here: in the log of calls, the jobs' words and the account's activities.
        Add-ons extend it with partners, addresses and orders; what the law makes one
        keep they report with ``action`` *kept* and the reason.

        :return: rows of the receipt: dicts of ``action``, ``what``, ``count``,
            ``reason``
        """
        self.ensure_one()
        eraser = Eraser(user_id, username, pseudonym)
        return [
            *self._erase(
                eraser,
                self.env._("API calls"),
                "ebay_api_call",
                ["error"],
                "backend_id = %s",
            ),
            *self._erase(
                eraser,
                self.env._("Jobs"),
                "queue_job",
                ["name", "result", "exc_message", "exc_info"],
                "ebay_backend_id = %s",
            ),
            *self._erase(
                eraser,
                self.env._("Activities"),
                "mail_activity",
                ["summary", "note"],
                "res_model = 'ebay.backend' AND res_id = %s",
            ),
            *self._erase(
                eraser,
                self.env._("Chatter"),
                "mail_message",
                ["body"],
                "model = 'ebay.backend' AND res_id = %s",
            ),
        ]

    def _erase(self, eraser, what, table, columns, condition):
        """Rewrite text columns of this account's rows in which the person stands.

        In SQL, since these are records that nobody may write on by the ORM.
        """
        self.env.flush_all()
        patterns = [f"%{_literal(word)}%" for word in eraser.words]
        found = " OR ".join(f"{column} LIKE ANY(%s)" for column in columns)
        self.env.cr.execute(
            f"SELECT id, {', '.join(columns)} FROM {table}"
            f" WHERE {condition} AND ({found})",
            (self.id, *[patterns] * len(columns)),
        )
        count = 0
        for row_id, *values in self.env.cr.fetchall():
            erased = [value and eraser.text(value) for value in values]
            if erased == values:
                continue
            assignments = ", ".join(f"{column} = %s" for column in columns)
            self.env.cr.execute(
                f"UPDATE {table} SET {assignments} WHERE id = %s", (*erased, row_id)
            )
            count += 1
        self.env.invalidate_all()
        return _row(what, count)


class EbayWebhookEvent(models.Model):
    """Forgetting a person in what eBay told."""

    _inherit = "ebay.webhook.event"

    def _pseudonymise(self, user_id, username, pseudonym):
        """Make a person anonymous in all events of this one's environment."""
        eraser = Eraser(user_id, username, pseudonym)
        self.flush_model()
        self.env.cr.execute(
            """
            SELECT id FROM ebay_webhook_event
            WHERE environment = %s
              AND (ebay_user_id = %s OR payload LIKE ANY(%s) OR error LIKE ANY(%s))
            """,
            (
                self.environment,
                user_id,
                *[[f"%{_literal(word)}%" for word in eraser.words]] * 2,
            ),
        )
        events = self.browse([row[0] for row in self.env.cr.fetchall()])
        for event in events:
            event._erase_person(eraser, user_id, pseudonym)
        return _row(self.env._("Events"), len(events))

    def _erase_person(self, eraser, user_id, pseudonym):
        values = {}
        if self.ebay_user_id == user_id:
            values["ebay_user_id"] = digest(user_id)
        if self.payload:
            values["payload"] = eraser.json(self.payload)
        if self.error:
            values["error"] = eraser.text(self.error)
        self.write(values)


def _literal(text):
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _row(what, count):
    if not count:
        return []
    return [{"action": "changed", "what": what, "count": count, "reason": False}]
