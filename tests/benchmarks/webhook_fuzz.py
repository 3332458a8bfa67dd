# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Send the webhook 50,000 requests that eBay would never make.

    .dev/venv/bin/python tests/benchmarks/webhook_fuzz.py

Prints the answers by status, the rows stored, the calls made to eBay, and the
workers' memory on the way. Exit status 1 if one of them is not right.
"""

import argparse
import itertools
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from webhook_server import (
    Deliverer,
    order_body,
    running_system,
    signed,
    worker_memory,
)
from webhook_tools import Fuzzer

#: Unknown keys that eBay may be asked for in each ten minutes (ebay_public_key.py).
BUDGET = 10
WINDOW_SECONDS = 600

#: Growth of all workers together that still counts as steady, in megabytes.
STEADY = 60


def send_all(deliverer, fuzzer, number, parallel=4):
    """Make so many requests; the answers by status, 0 for a connection cut."""

    def send(request):
        method, path, body, headers = request
        try:
            return deliverer.post(body, headers, path, method)[0]
        except (OSError, ValueError):
            return 0

    statuses = Counter()
    requests = fuzzer.requests(number)
    with ThreadPoolExecutor(parallel) as pool:
        while batch := list(itertools.islice(requests, 500)):
            statuses.update(pool.map(send, batch))
    return statuses


def main():
    """Fuzz in ten parts and print what came of it; whether all is right."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--requests", type=int, default=50_000)
    options = parser.parse_args()
    with running_system("benchmark_fuzz") as (odoo, simulator, _backend):
        deliverer = Deliverer(odoo.port)
        signer, seller = simulator.notifications.signer, simulator.seller
        body = order_body(seller, 1)
        headers = signed(signer, body)
        status, _answer = deliverer.post(body, headers)
        print(f"a genuine notification: {status}")
        simulator.requests.clear()
        start, statuses = time.monotonic(), Counter()
        for part in range(10):
            fuzzer = Fuzzer(
                body,
                headers["X-EBAY-SIGNATURE"],
                signer.key_id,
                seller.user_id,
                seed=part,
            )
            statuses += send_all(deliverer, fuzzer, options.requests // 10)
            memory = worker_memory(odoo)
            print(f"{sum(statuses.values()):>6} requests, {memory:.0f} MB", flush=True)
            if part == 0:
                warm = memory
        seconds = time.monotonic() - start
        [rows] = odoo.query("SELECT count(*) FROM ebay_webhook_event")
        asked = simulator.requests.count("getPublicKey")
        allowed = BUDGET * (1 + int(seconds // WINDOW_SECONDS))
        status, _answer = deliverer.post(body, headers)
    errors = sum(n for code, n in statuses.items() if code >= 500 and code != 503)
    print(
        f"answers {dict(sorted(statuses.items()))} in {seconds:.0f} s\n"
        f"errors {errors}, rows {rows} (1 is genuine), public keys asked for {asked} "
        f"(at most {allowed}), memory {warm:.0f} -> {memory:.0f} MB\n"
        f"the genuine one again: {status}"
    )
    right = not errors and rows == "1" and asked <= allowed
    return right and status == 204 and memory - warm < STEADY


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
