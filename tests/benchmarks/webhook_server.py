# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A real Odoo with two workers, a simulated eBay, and deliveries to its webhook."""

import http.client
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "setup"), str(ROOT / "connector_ebay/tests")]

from harness import scratch_database  # noqa: E402
from webhook_tools import envelope, order_data  # noqa: E402

from lib.odoo_server import OdooServer  # noqa: E402
from lib.simulator_process import connect_backend  # noqa: E402
from simulator import Catalogue, Simulator  # noqa: E402

PATH = "/api/ebay/webhook"


@contextmanager
def running_system(name, *, workers=2, **catalogue):
    """``(odoo, simulator, backend id)``: connected, and the key in the cache."""
    with scratch_database(name) as database:
        server = OdooServer(database, workers=workers)
        with Simulator(Catalogue(**(catalogue or {"listings": 5}))) as simulator:
            server.start()
            try:
                backend = connect_backend(server, simulator)
                server.execute("ebay.backend", "connect", [backend])
                yield server, simulator, backend
            finally:
                server.kill()


class Deliverer(threading.local):
    """A kept-alive connection per thread, as eBay has it."""

    def __init__(self, port):
        self.port = port
        self.connection = None

    def post(self, body, headers, path=PATH, method="POST"):
        """Deliver; the status, and the body of the answer."""
        for attempt in (1, 2):
            try:
                if self.connection is None:
                    self.connection = http.client.HTTPConnection(
                        "127.0.0.1", self.port, timeout=30
                    )
                self.connection.request(method, path, body, headers)
                answer = self.connection.getresponse()
                return answer.status, answer.read()
            except (OSError, http.client.HTTPException):
                self.connection = None
                if attempt == 2:
                    raise


def signed(signer, body, **headers):
    """The headers of a delivery that *signer* has signed."""
    return {
        "Content-Type": "application/json",
        "X-EBAY-SIGNATURE": signer.header(body),
        **headers,
    }


def order_body(seller, number, order_id=None):
    """The body of one ORDER_CONFIRMATION."""
    data = order_data(order_id or f"13-{number:05}-00001", seller.user_id)
    return envelope("ORDER_CONFIRMATION", data, notification_id=f"n-{number}")


def worker_memory(server):
    """Megabytes that Odoo and its workers hold together: proportional set size."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            if f"-d\0{server.database}\0".encode() not in command:
                continue
            lines = (folder / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024
