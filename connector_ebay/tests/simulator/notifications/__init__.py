# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Notification API: destinations, subscriptions, and signed deliveries."""

from .hub import NotificationHub

__all__ = ["NotificationHub"]
