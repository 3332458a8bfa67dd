# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""How the flows of an account are started, and how often."""

from typing import NamedTuple

#: Missed intervals after which a flow is late, and after which it counts as stopped.
MISSED_LATE = 2
MISSED_STOPPED = 6

DAY_MINUTES = 24 * 60

#: The scheduled actions run this often (minutes): no flow runs more often.
SCHEDULE_MINUTES = 5

#: The schedule is never punctual to the second.
SCHEDULE_TOLERANCE_SECONDS = 60


class Delay(NamedTuple):
    """How long changes took until they arrived on the other side.

    :ivar number: how many arrived
    :ivar seconds: the time that half of them took at most
    """

    number: int
    seconds: float


class FlowKind(NamedTuple):
    """What a flow does by default; intervals are minutes, 0 is never.

    :ivar method: public method of ``ebay.backend`` that starts the flow
    :ivar result: method of ``ebay.backend`` that opens what the flow has changed
    :ivar topic: eBay's notification topic that announces what the flow would find
    """

    sequence: int
    method: str
    interval: int
    interval_with_webhooks: int = 0
    topic: str = ""
    result: str = ""


#: The flows of this add-on.
FLOW_KINDS = {
    "offers": FlowKind(20, "export_offers", 5),
    "listings": FlowKind(
        50, "import_listings", 30, 120, "LISTING", "action_open_listings"
    ),
    "categories": FlowKind(60, "import_categories", 7 * DAY_MINUTES),
    "policies": FlowKind(65, "import_policies", DAY_MINUTES),
    "notifications": FlowKind(70, "subscribe_notifications", DAY_MINUTES),
}
