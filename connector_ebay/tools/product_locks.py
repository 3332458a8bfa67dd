# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Locks that keep two workers from creating the same product or category twice.

Two accounts may sell the same SKU, in the same category. Without these locks two
workers would both look it up, both not find it, and both create it.
"""

from odoo.api import Environment

from ..exceptions import EbayWait
from .stored_text import StoredText
from .transactions import try_advisory_lock

#: Seconds after which a job tries again to get the lock.
PRODUCT_LOCK_RETRY_SECONDS = 3


def lock_product_creation(env: Environment) -> None:
    """Make this the only transaction that creates products, until it ends.

    It is called before eBay is, so that no call is wasted.

    :raise EbayWait: another transaction holds the lock
    """
    if not try_advisory_lock(env.cr, "connector_ebay.products"):
        raise EbayWait(
            StoredText._("Another import is creating products."),
            PRODUCT_LOCK_RETRY_SECONDS,
        )


def detect_concurrent_creation(env: Environment) -> None:
    """Make this transaction fail if another one created products since it began.

    The other one may have committed and released its advisory lock after this
    transaction began, which therefore does not see what it created. PostgreSQL refuses
    to update a row that was updated in the meantime; the job then runs again.
    """
    env.cr.execute(
        "UPDATE ir_config_parameter SET write_date = clock_timestamp() "
        "WHERE key = 'connector_ebay.products_guard'"
    )
