# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""New transactions, locks and unique violations: the three tools against concurrency.

Odoo's transactions are REPEATABLE READ: they do not see what others committed since
they began. See docs/architecture.md, *Concurrency*.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from psycopg2.errors import UniqueViolation

from odoo.models import BaseModel
from odoo.sql_db import BaseCursor

from odoo.addons.queue_job.exception import RetryableJobError

from .stored_text import StoredText

Records = TypeVar("Records", bound=BaseModel)

#: A new transaction waits no longer than this for a row lock: were the row locked by
#: the caller's own transaction, it would wait for ever.
LOCK_TIMEOUT = "3s"

#: Seconds until a job runs again after another worker wrote the same record.
RETRY_SECONDS = (1, 5)


@contextmanager
def new_transaction(records: Records) -> Iterator[Records]:
    """Yield ``records`` in a transaction of their own, with all rights.

    It sees what others have committed by now, and is committed at the end: what is
    written there outlives a rollback of the caller's transaction. The cache of
    ``records`` is invalidated afterwards.
    """
    with records.env.registry.cursor() as cr:
        cr.execute("SELECT set_config('lock_timeout', %s, true)", (LOCK_TIMEOUT,))
        fresh = records.with_env(records.env(cr=cr, su=True))
        yield fresh
        fresh.env.flush_all()
    records.invalidate_recordset(flush=False)


def try_advisory_lock(cr: BaseCursor, name: str, number: int = 0) -> bool:
    """Take a lock until the transaction ends; return whether it was free.

    :param name: what is locked, for example ``connector_ebay.products``
    :param number: tells locks of one name apart, for example a backend's id
    """
    cr.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s), %s)", (name, number))
    return cr.fetchone()[0]


def lock_free(records: BaseModel, name: str) -> BaseModel:
    """Lock the records that no other transaction has locked; return these.

    They stay locked until the transaction ends.

    :param name: what is locked, for example ``connector_ebay.listing``
    """
    records.env.cr.execute(
        "SELECT id FROM unnest(%s::int[]) AS id"
        " WHERE pg_try_advisory_xact_lock(hashtext(%s), id)",
        (records.ids, name),
    )
    locked = {row[0] for row in records.env.cr.fetchall()}
    return records.filtered(lambda one: one.id in locked)


def unique_violation_retry(
    records: BaseModel, error: UniqueViolation
) -> RetryableJobError:
    """Return the error that makes a job run again after a unique violation.

    A row that a unique constraint refuses was written by another worker since this
    transaction began: the next try finds it. The message names the constraint only,
    because the row itself may hold a buyer's name.
    """
    message = StoredText._(
        "Another worker wrote the same just now: %s", error.diag.constraint_name
    )
    return RetryableJobError(message, seconds=random.randint(*RETRY_SECONDS))
