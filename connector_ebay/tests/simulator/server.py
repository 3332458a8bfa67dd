# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The simulator as a threaded HTTP server on a loopback address."""

import threading

from werkzeug.serving import WSGIRequestHandler, make_server

from . import apis
from .application import Application
from .categories import CategoryTrees
from .clock import Clock
from .faults import Faults
from .feed import FeedTasks
from .journal import Journal
from .key_management import SigningKeys
from .keyset import Keyset
from .limits import Limits
from .notifications import NotificationHub
from .orders import OrderBook
from .publishing import Publishing
from .routing import Router
from .seller import Seller
from .tokens import REFRESH_TOKEN_SECONDS, TokenStore
from .validation import Checker


class _Handler(WSGIRequestHandler):
    """Log nothing, and date the answers by the simulator's clock."""

    def log(self, type, message, *args):
        """Say nothing: the journal has it."""

    def connection_dropped(self, error, environ=None):
        """Close the connection that a planned fault cut: there is nothing left to
        read."""
        self.close_connection = True

    def date_time_string(self, timestamp=None):
        """Return the ``Date`` header: eBay's clock, skewed or not."""
        clock = self.server.app.simulator.clock
        return super().date_time_string(timestamp or clock.now().timestamp())


class Simulator:
    """A simulated eBay with one seller account; use it as a context manager.

    ``catalogue`` says what the account sells (`Catalogue`), ``seed`` which goods;
    ``start`` is the time its clock begins with. ``validate`` says what is held
    against eBay's published schemas: "all", "requests" or "none"; ``orders`` how many
    of the past days there are. Further keywords are the `Seller`'s: username, user_id,
    marketplace, out_of_stock_control.
    """

    def __init__(
        self,
        catalogue=None,
        *,
        seed=1,
        host="127.0.0.1",
        port=0,
        keyset=None,
        start=None,
        validate="all",
        orders=0,
        **seller,
    ):
        self.lock = threading.RLock()
        self.clock = Clock(start)
        self.keyset = keyset or Keyset()
        self.checker = Checker(validate)
        self.faults = Faults()
        self.limits = Limits()
        self.requests = Journal()
        self.categories = CategoryTrees()
        self.seller = Seller(
            self.clock, self.categories, catalogue, seed, lock=self.lock, **seller
        )
        self.categories.on_change = self.seller.forget_rendered
        self.tokens = TokenStore(self.clock, seed)
        self.tokens.issue(
            "refresh",
            self.keyset.user_scopes,
            REFRESH_TOKEN_SECONDS,
            value=self.keyset.refresh_token,
        )
        self.seller_list_snapshots = {}
        self.signing_keys = SigningKeys(self.clock)
        self.feed = FeedTasks(self.clock)
        self.notifications = NotificationHub(self.clock, self.seller)
        self.publishing = Publishing(self)
        self.orders = OrderBook(self.clock, self.seller, seed)
        self.orders.on_confirmation = self.notifications.order_confirmation
        if orders:
            self.orders.generate(orders)
        application = Application(self, Router(*apis.ROUTES))
        self._server = make_server(
            host, port, application, threaded=True, request_handler=_Handler
        )
        self._server.daemon_threads = True
        self.url = f"http://{host}:{self._server.server_port}"
        self.picture_host = self.url
        self._thread = None

    @property
    def violations(self):
        """Return what in the traffic is not as eBay publishes it; tests want it
        empty."""
        return self.checker.violations

    def start(self):
        """Begin to answer, in a thread of its own."""
        # The interval is how long stop() may take; a test has no time to lose.
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )
        self._thread.start()
        return self

    def stop(self):
        """Stop answering and free the port."""
        self.faults.clear()
        self._server.shutdown()
        self._thread.join()
        self.close()

    def close(self):
        """Free the port of a simulator that was never started."""
        self._server.server_close()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_exception):
        self.stop()

    def move_pictures(self, url):
        """Give listings' pictures another host, such as one that is not reachable."""
        self.picture_host = url
        self.seller.forget_rendered()

    def picture_url(self, listing, number):
        """Return the address of one hosted picture of a listing."""
        return f"{self.picture_host}/picture/{listing.item_id}/{number}.JPG"

    def picture_urls(self, listing):
        """Return the addresses of a listing's pictures, the first one first."""
        if listing.image_urls:
            return list(listing.image_urls)
        return [self.picture_url(listing, number) for number in range(listing.pictures)]
