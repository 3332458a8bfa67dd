# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What is deleted after a while: one rule for each table that grows, one way to delete.

Odoo's autovacuum calls, commits and calls again while something remains, so no
transaction deletes more than a slice of rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from odoo.sql_db import BaseCursor
from odoo.tools import SQL

#: Rows that one transaction deletes of a table.
SLICE = 5000


@dataclass(frozen=True)
class RetentionRule:
    """Rows of a table that are deleted so many days after a date.

    :ivar setting: name of the setting that holds the days, see ``SETTINGS``; empty: the
        date itself says when the row is of no use any more
    :ivar where: SQL condition on ``kept``, the row: only such rows are deleted; what is
        evidence for a person or an authority is left out here
    :ivar empties: a column that is emptied, instead of deleting the row
    """

    table: str
    date_column: str
    setting: str = ""
    where: str = "TRUE"
    empties: str = ""


@dataclass(frozen=True)
class RetentionSetting:
    """Key of an ``ir.config_parameter`` that holds days, and their default."""

    key: str
    days: int


SETTINGS = {
    "calls": RetentionSetting("connector_ebay.call_days", 30),
    "statistics": RetentionSetting("connector_ebay.call_statistics_days", 400),
    "payloads": RetentionSetting("connector_ebay.webhook_payload_days", 30),
    "events": RetentionSetting("connector_ebay.webhook_event_days", 180),
    "runs": RetentionSetting("connector_ebay.run_days", 60),
    "batches": RetentionSetting("connector_ebay.batch_days", 60),
    "alerts": RetentionSetting("connector_ebay.alert_days", 180),
}

RULES = (
    RetentionRule("ebay_api_call", "called_at", "calls"),
    RetentionRule(
        "ebay_webhook_event",
        "received_at",
        "payloads",
        "kept.state IN ('done', 'ignored')",
        empties="payload",
    ),
    # An event is stored longer, so that a late repetition of it is recognised.
    RetentionRule(
        "ebay_webhook_event", "received_at", "events", "kept.state != 'failed'"
    ),
    # The newest run of each kind is the checkpoint of the next one.
    RetentionRule(
        "ebay_run",
        "create_date",
        "runs",
        """kept.state IN ('done', 'cancelled') AND kept.id NOT IN (
            SELECT max(id) FROM ebay_run WHERE state = 'done'
            GROUP BY backend_id, flow, kind
        )""",
    ),
    RetentionRule(
        "ebay_export_batch",
        "create_date",
        "batches",
        "kept.state NOT IN ('pending', 'held')",
    ),
    # A take-over that was carried out says what the prices were before: it stays as
    # long as it can be taken back.
    RetentionRule("ebay_take_over", "create_date", "batches", "kept.state != 'done'"),
    RetentionRule("ebay_alert", "closed_at", "alerts", "kept.state = 'closed'"),
    # eBay reports every closed account, hundreds of thousands a year. A receipt with
    # more than the line about eBay's own event is evidence of an erasure: it stays.
    RetentionRule(
        "ebay_account_deletion",
        "done_at",
        "events",
        """(
            SELECT count(*) FROM ebay_account_deletion_line AS line
            WHERE line.deletion_id = kept.id
        ) <= 1""",
    ),
    # Nobody waits that long for the result of a button.
    RetentionRule("ebay_button_press", "create_date + interval '2 days'"),
    RetentionRule("ebay_oauth_state", "expires_at"),
    RetentionRule("ebay_public_key_budget", "until"),
    RetentionRule("ebay_public_key", "fetched_at + interval '1 day'"),
)


def _condition(rule: RetentionRule, before: datetime) -> SQL:
    condition = SQL(
        "%s < %s AND (%s)",
        SQL("kept." + rule.date_column),  # pylint: disable=sql-injection
        before,
        SQL(rule.where),  # pylint: disable=sql-injection
    )
    if rule.empties:
        column = SQL.identifier("kept", rule.empties)
        condition = SQL("%s AND %s IS NOT NULL", condition, column)
    return condition


def delete_slice(
    cr: BaseCursor, rule: RetentionRule, before: datetime, limit: int = SLICE
) -> int:
    """Delete a slice of the rows of before a time; return their number."""
    table = SQL.identifier(rule.table)
    # As an array it is read once: a subquery of IN may be run for each row.
    found = SQL(
        "ARRAY(SELECT kept.id FROM %s AS kept WHERE %s LIMIT %s "
        "FOR UPDATE SKIP LOCKED)",
        table,
        _condition(rule, before),
        limit,
    )
    if rule.empties:
        column = SQL.identifier(rule.empties)
        query = SQL("UPDATE %s SET %s = NULL WHERE id = ANY(%s)", table, column, found)
    else:
        query = SQL("DELETE FROM %s WHERE id = ANY(%s)", table, found)
    cr.execute(query)
    return cr.rowcount


def has_rows(cr: BaseCursor, rule: RetentionRule, before: datetime) -> bool:
    """Return whether there are rows of before a time that should be deleted."""
    table, condition = SQL.identifier(rule.table), _condition(rule, before)
    cr.execute(SQL("SELECT 1 FROM %s AS kept WHERE %s LIMIT 1", table, condition))
    return bool(cr.fetchone())
