# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The topics of eBay's notifications that something here is concerned with."""

from typing import NamedTuple

#: eBay publishes an order about a second after checkout; read at once it may still
#: lack fields.
ORDER_DELAY = 3


class Handler(NamedTuple):
    """What a topic needs: a method of ``ebay.backend``, and how long to wait first.

    :ivar method: gets the event, returns a sentence, or None when it does nothing
    :ivar delay: seconds from receipt until the job runs
    :ivar for_application: eBay tells the application; ``userId`` is no seller's
    """

    method: str
    delay: int = 0
    for_application: bool = False


HANDLERS = {
    "ORDER_CONFIRMATION": Handler("_ebay_event_order_confirmation", ORDER_DELAY),
    "LISTING": Handler("_ebay_event_listing", ORDER_DELAY),
    "AUTHORIZATION_REVOCATION": Handler("_ebay_event_authorization_revocation"),
    "MARKETPLACE_ACCOUNT_DELETION": Handler(
        "_ebay_event_account_deletion", for_application=True
    ),
    "FEEDBACK_RECEIVED": Handler("_ebay_event_feedback_received"),
    "BUYER_QUESTION": Handler("_ebay_event_message"),
    "NEW_MESSAGE": Handler("_ebay_event_message"),
}
