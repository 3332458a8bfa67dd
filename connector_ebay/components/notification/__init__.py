# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import notification_adapter  # ebay.adapter
from . import notification_subscriber  # base.synchronizer, ebay.base
from . import person_eraser  # ebay.base
from . import order_event_handler  # ebay.event.handler
from . import listing_event_handler  # ebay.event.handler
from . import revocation_event_handler  # ebay.event.handler
from . import deletion_event_handler  # ebay.event.handler
from . import feedback_event_handler  # ebay.event.handler
from . import message_event_handler  # ebay.event.handler
