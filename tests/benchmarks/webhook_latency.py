# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""How fast the webhook acknowledges, and that deliveries are stored once.

    .dev/venv/bin/python tests/benchmarks/webhook_latency.py

Prints the time to acknowledge at 50 events a second with two workers, and what
became of 10,000 deliveries of 1,000 events.
"""

import argparse
import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from webhook_server import Deliverer, order_body, running_system, signed


def percentile(values, share):
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def acknowledge(deliverer, signer, seller, rate, seconds):
    """Milliseconds of each acknowledgement, deliveries coming at a steady rate.

    Measured from the moment at which a delivery was due, so that a slow answer is
    not hidden by those that wait behind it.
    """
    bodies = [order_body(seller, number) for number in range(rate * seconds)]
    ready = [(body, signed(signer, body)) for body in bodies]
    start = time.perf_counter() + 0.5
    taken, statuses = [], set()
    lock = threading.Lock()

    def deliver(number, body, headers):
        due = start + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        status, _answer = deliverer.post(body, headers)
        with lock:
            taken.append((time.perf_counter() - due) * 1000)
            statuses.add(status)

    with ThreadPoolExecutor(16) as pool:
        for number, (body, headers) in enumerate(ready):
            pool.submit(deliver, number, body, headers)
    return taken, statuses


def repeat(deliverer, signer, seller, events, copies, parallel=8):
    """Deliver each event several times, all mixed up; statuses and seconds."""
    first = 1_000_000
    bodies = [order_body(seller, first + number) for number in range(events)]
    ready = [(body, signed(signer, body)) for body in bodies] * copies
    random.Random(1).shuffle(ready)
    start = time.perf_counter()
    with ThreadPoolExecutor(parallel) as pool:
        answers = list(pool.map(lambda pair: deliverer.post(*pair)[0], ready))
    return answers, time.perf_counter() - start


def main():
    """Run both measurements and print them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--events", type=int, default=1000)
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument(
        "--jobs", type=int, default=1, help="jobs at once; workers run them too"
    )
    options = parser.parse_args()
    os.environ["ODOO_QUEUE_JOB_CHANNELS"] = f"root:{options.jobs}"
    with running_system("benchmark_webhook") as (odoo, simulator, _backend):
        signer, seller = simulator.notifications.signer, simulator.seller
        deliverer = Deliverer(odoo.port)
        acknowledge(deliverer, signer, seller, 10, 2)  # both workers warm
        odoo.query("DELETE FROM ebay_webhook_event")
        taken, statuses = acknowledge(
            deliverer, signer, seller, options.rate, options.seconds
        )
        p50, p99 = percentile(taken, 0.5), percentile(taken, 0.99)
        load, cores = os.getloadavg()[0], os.cpu_count()
        print(
            f"{len(taken)} events at {options.rate}/s, 2 workers, "
            f"{options.jobs} jobs at once: p50 {p50:.1f} ms, p99 {p99:.1f} ms, "
            f"worst {max(taken):.1f} ms, statuses {sorted(statuses)}, "
            f"the machine's load {load:.1f} on {cores} cores"
        )
        asked = simulator.requests.count("getPublicKey")
        print(f"questions to eBay for a public key: {asked}")
        answers, seconds = repeat(
            deliverer, signer, seller, options.events, options.copies
        )
        [stored] = odoo.query(
            "SELECT count(*) FROM ebay_webhook_event"
            " WHERE substr(notification_id, 3)::int >= 1000000"
        )
        [jobs] = odoo.query(
            "SELECT count(*) FROM queue_job job JOIN ebay_webhook_event event"
            " ON event.job_uuid = job.uuid"
            " WHERE substr(event.notification_id, 3)::int >= 1000000"
        )
        counted = {status: answers.count(status) for status in sorted(set(answers))}
        print(
            f"{len(answers)} deliveries of {options.events} events in {seconds:.1f} s "
            f"({len(answers) / seconds:.0f}/s): {stored} stored, {jobs} jobs, "
            f"answers {counted}"
        )


if __name__ == "__main__":
    main()
