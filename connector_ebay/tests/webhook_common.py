# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the webhook's tests share: eBay's keys, and deliveries over HTTP."""

from unittest.mock import patch

from ..connection import public_keys
from ..controllers import webhook
from ..ebay_client import NotFoundError
from ..ebay_client.commerce_notification import (
    CommerceNotification,
)
from ..ebay_client.notification import parse_notification
from .common import EbayCase, EbayHttpCase
from .webhook_tools import Signer, envelope, order_data


class FakeKeys:
    """eBay's getPublicKey: the keys it knows, what it was asked, how it fails."""

    def __init__(self):
        self.known = {}
        self.asked = []
        self.error = None

    def add(self, signer):
        """Have eBay know this key."""
        self.known[signer.kid] = signer.public_key_answer
        return signer

    def get_public_key(self, kid):
        """In the place of the client's method."""
        self.asked.append(kid)
        if self.error:
            raise self.error
        if kid not in self.known:
            raise NotFoundError("no such key", status=404)
        return self.known[kid]


def forget_keys():
    """Make this process new: what it remembers of keys and sources is gone."""
    public_keys._KEYS.clear()
    public_keys._UNKNOWN.clear()
    webhook.LIMITER._buckets.clear()


def fake_keys(case):
    """Put FakeKeys in the place of eBay for the rest of a test."""
    keys = FakeKeys()
    case.patch(
        CommerceNotification,
        "get_public_key",
        lambda self, kid: keys.get_public_key(kid),
    )
    forget_keys()
    case.addCleanup(forget_keys)
    return keys


class EventCase(EbayCase):
    """Events as they are after delivery, their jobs not yet run."""

    def setUp(self):
        super().setUp()
        self.backend.connect()
        self.env.invalidate_all()

    def receive(self, topic, data, **values):
        """Store an event as the webhook does; return it. Its job is not run.

        :param data: without a ``user``, the event is the account's
        """
        seller = {"userId": self.backend.ebay_user_id}
        data = {"user": seller, **data} if "userId" not in data else data
        body = envelope(topic, data, **values)
        events = self.env["ebay.webhook.event"]
        return events._receive(parse_notification(body), "simulator", body)

    def receive_order(self, order_id="13-00001-00001", **values):
        data = order_data(order_id, self.backend.ebay_user_id)
        return self.receive("ORDER_CONFIRMATION", data, **values)

    def work_off(self):
        """Run all jobs that wait, whatever for."""
        self.hasten()
        return self.run_jobs()

    def handle(self, function):
        """Have an add-on that imports orders: *function* gets the event."""
        with self.backend.work_on("ebay.webhook.event") as work:
            handler = work.components_registry["ebay.order.event.handler"]
        self.startPatcher(
            patch.object(handler, "handle", lambda handler, event: function(event))
        )


class WebhookCase(EbayHttpCase):
    """Deliveries to the route of a running server, for a connected backend."""

    def setUp(self):
        super().setUp()
        self.simulate()
        self.backend = self.create_backend("Demo Shop")
        self.env.flush_all()
        self.backend.connect()
        self.env.flush_all()
        self.keys = fake_keys(self)
        self.signer = self.keys.add(Signer())

    def tearDown(self):
        super().tearDown()
        self.assertEqual(list(self.sim.violations), [], "against eBay's schemas")

    def post(self, body, signature=None, headers=(), path="", signer=None):
        """Deliver a body; signed by *signer* unless a signature is given."""
        if signature is None:
            signature = (signer or self.signer).header(body)
        answer = self.url_open(
            f"/api/ebay/webhook{path}",
            data=body,
            headers={
                "Content-Type": "application/json",
                "X-EBAY-SIGNATURE": signature,
                **dict(headers),
            },
            allow_redirects=False,
        )
        self.env.invalidate_all()
        return answer

    def order_body(self, order_id="13-00001-00001", **values):
        """An ORDER_CONFIRMATION for the backend's seller."""
        data = order_data(order_id, self.backend.ebay_user_id)
        return envelope("ORDER_CONFIRMATION", data, **values)

    def events(self, **values):
        """The events with these values, oldest first."""
        domain = [(name, "=", value) for name, value in values.items()]
        return self.env["ebay.webhook.event"].search(domain, order="id")
