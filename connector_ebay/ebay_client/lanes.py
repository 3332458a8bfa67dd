# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which calls read, which write, and which cost the seller nothing."""

from __future__ import annotations

PULL, PUSH = "pull", "push"

#: APIs whose calls count against no budget: the account itself, its health, pictures.
FREE_APIS = {"identity", "analytics", "key_management", "media", "notification"}

#: How the names of functions that write begin; all others read.
WRITING = (
    "approve_",
    "bulk_create_",
    "bulk_migrate_",
    "bulk_publish_",
    "bulk_update_",
    "create_",
    "delete_",
    "issue_",
    "opt_in_",
    "publish_",
    "reject_",
    "revise_",
    "update_",
    "upload_",
    "withdraw_",
)
READING = ("bulk_get_", "count_", "download_", "get_", "search_")


def lane(api: str, function: str) -> str:
    """Return ``pull`` or ``push``; empty for a call that no budget counts.

    :param api: the client's attribute, such as ``trading`` or ``inventory``
    :param function: the method that is called on it
    """
    if api in FREE_APIS:
        return ""
    return PUSH if function.startswith(WRITING) else PULL
