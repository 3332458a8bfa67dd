# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The command line of the simulator."""

import argparse
import signal
import threading

from .catalogue import Catalogue
from .keyset import ACCEPT_URL, DECLINE_URL, Keyset
from .server import Simulator
from .validation import LEVELS


def main(arguments=None):
    """Run a simulator until interrupted; prints its address when it answers."""
    options = _parser().parse_args(arguments)
    keyset = Keyset(accept_url=options.accept_url, decline_url=options.decline_url)
    catalogue = Catalogue(
        options.listings, variations=options.variations, inventory=options.inventory
    )
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_arguments: stopped.set())
    with Simulator(
        catalogue,
        seed=options.seed,
        port=options.port,
        keyset=keyset,
        validate=options.validate,
        orders=options.orders,
    ) as simulator:
        simulator.limits.latency = options.latency
        print(f"eBay simulator at {simulator.url}", flush=True)
        stopped.wait()
    return 0


def _parser():
    parser = argparse.ArgumentParser(prog="simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8090, help="0: any free one")
    parser.add_argument("--listings", type=int, default=100, help="active listings")
    parser.add_argument("--variations", type=float, default=0.3, help="their share")
    parser.add_argument(
        "--inventory", type=float, default=0.15, help="share of the Inventory API"
    )
    parser.add_argument("--orders", type=int, default=0, help="of the past 30 days")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--latency", type=float, default=0, help="of every answer, in seconds"
    )
    parser.add_argument("--validate", choices=LEVELS, default="all")
    parser.add_argument("--accept-url", default=ACCEPT_URL)
    parser.add_argument("--decline-url", default=DECLINE_URL)
    return parser
