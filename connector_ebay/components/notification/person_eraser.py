# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component

from ...tools.pseudonymiser import Pseudonymiser


class EbayPersonEraser(Component):
    """Erase a person whose eBay account was closed from an account's records.

    The core erases the log of calls, jobs, activities and chatter. Add-ons inherit this
    component for the records they add.
    """

    _name = "ebay.person.eraser"
    _inherit = "ebay.base"
    _apply_on = "ebay.backend"
    _usage = "person.eraser"

    def erase(
        self, user_id: str, username: str | None, pseudonym: str
    ) -> list[dict[str, Any]]:
        """Replace the person by ``pseudonym``; return the lines of the receipt.

        :return: dicts of ``action`` (``changed`` or ``kept``), ``what``, ``count`` and
            ``reason`` (which law or purpose requires keeping)
        """
        person = Pseudonymiser(user_id, username, pseudonym)
        return self._rewrite_account(person)

    def _rewrite_account(self, person: Pseudonymiser) -> list[dict[str, Any]]:
        """Pseudonymise what is stored about the account; return receipt lines."""
        own_records = "res_model = 'ebay.backend' AND res_id = %s"
        return [
            *self._rewrite_columns(
                person,
                self.env._("API calls"),
                "ebay_api_call",
                ["error"],
                "backend_id = %s",
            ),
            *self._rewrite_columns(
                person,
                self.env._("Jobs"),
                "queue_job",
                ["name", "result", "exc_message", "exc_info"],
                "ebay_backend_id = %s",
            ),
            *self._rewrite_columns(
                person,
                self.env._("Activities"),
                "mail_activity",
                ["summary", "note"],
                own_records,
            ),
            *self._rewrite_columns(
                person,
                self.env._("Chatter"),
                "mail_message",
                ["body"],
                "model = 'ebay.backend' AND res_id = %s",
            ),
        ]

    def _rewrite_columns(
        self,
        person: Pseudonymiser,
        what: str,
        table: str,
        columns: list[str],
        condition: str,
        parameter: Any = None,
    ) -> list[dict[str, Any]]:
        """Pseudonymise text columns of rows; return receipt lines.

        SQL is used because users may not write these records through the ORM.

        :param condition: SQL with one placeholder for ``parameter``
        :param parameter: by default the id of the account
        """
        self.env.flush_all()
        found = " OR ".join(f"{column} LIKE ANY(%s)" for column in columns)
        self.env.cr.execute(
            f"SELECT id, {', '.join(columns)} FROM {table}"
            f" WHERE {condition} AND ({found})",
            (
                self.backend.id if parameter is None else parameter,
                *[person.sql_patterns()] * len(columns),
            ),
        )
        count = 0
        for row_id, *values in self.env.cr.fetchall():
            rewritten = [value and person.text(value) for value in values]
            if rewritten == values:
                continue
            assignments = ", ".join(f"{column} = %s" for column in columns)
            self.env.cr.execute(
                f"UPDATE {table} SET {assignments} WHERE id = %s", (*rewritten, row_id)
            )
            count += 1
        self.env.invalidate_all()
        return [self.receipt_line("changed", what, count)] if count else []

    @staticmethod
    def receipt_line(
        action: str, what: str, count: int, reason: str | bool = False
    ) -> dict[str, Any]:
        """Return one line of the receipt.

        :param action: ``changed`` or ``kept``
        :param reason: why records are kept
        """
        return {"action": action, "what": what, "count": count, "reason": reason}
