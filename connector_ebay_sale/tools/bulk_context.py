# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The context in which orders are written by the hundred."""

#: No follower, log note or e-mail for each order. ``ebay_importing`` tells our own
#: models that eBay, not a person, is the origin of a change.
BULK_CONTEXT = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "sale_no_log_for_new_lines": True,
    "ebay_importing": True,
}
