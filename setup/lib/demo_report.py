# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What ``setup/demo`` prints about an import."""

import time
from dataclasses import dataclass

from .console import say
from .odoo_server import OdooServer, RemoteError
from .simulator_process import SimulatorProcess

COUNTED = (
    ("Categories", "ebay.product.category"),
    ("Listings", "ebay.product.template"),
    ("SKUs", "ebay.product.product"),
    ("Orders", "ebay.sale.order"),
    ("Calls to eBay", "ebay.api.call"),
)
PROGRESS_SECONDS = 2


@dataclass(frozen=True)
class Result:
    """What is in Odoo after an import, beside what the seller has on eBay."""

    counts: dict[str, int]
    jobs: dict[str, int]
    failures: list[str]
    listings_on_ebay: int
    seconds: float

    @classmethod
    def read(cls, odoo: OdooServer, backend: int, jobs, listings_on_ebay, seconds):
        """Count the backend's records; models that are not installed are left out."""
        counts = {}
        for title, model in COUNTED:
            try:
                counts[title] = odoo.execute(
                    model, "search_count", [("backend_id", "=", backend)]
                )
            except RemoteError:
                continue
        failures = odoo.query(
            "SELECT name || ': ' || replace(coalesce(exc_message, ''), E'\\n', ' ')"
            " FROM queue_job WHERE state = 'failed' ORDER BY id"
        )
        return cls(counts, jobs, failures, listings_on_ebay, seconds)

    @property
    def complete(self) -> bool:
        """Whether every listing came in and no job failed."""
        came = self.counts.get("Listings", 0)
        return came >= self.listings_on_ebay > 0 and not self.failures


def show_progress():
    """A callback for ``wait_jobs`` that prints the counts every few seconds."""
    shown = time.monotonic()

    def progress(jobs: dict[str, int]) -> None:
        nonlocal shown
        if time.monotonic() - shown < PROGRESS_SECONDS:
            return
        shown = time.monotonic()
        told = ", ".join(f"{number} {state}" for state, number in sorted(jobs.items()))
        say(f"    jobs: {told}")

    return progress


def print_report(result: Result, seconds: float) -> None:
    """Print what came in, which jobs failed, and how long it took."""
    say(f"\n{'What came in':<16}{'':>8}")
    for title, number in result.counts.items():
        say(f"  {title:<14}{number:>8}")
    for state, number in sorted(result.jobs.items()):
        say(f"  {'Jobs ' + state:<14}{number:>8}")
    say(f"  on eBay the seller has {result.listings_on_ebay} active listings")
    for failure in result.failures:
        say(f"  failed: {failure}")
    say(f"\nThe import took {result.seconds:.0f} s, everything {seconds:.0f} s.")


def print_addresses(
    odoo: OdooServer, simulator: SimulatorProcess, assistant: str
) -> None:
    """Print where Odoo and the simulator are, and who may log in."""
    say(f"\nOdoo       {odoo.url}")
    say("           admin / admin (everything)")
    say(f"           {assistant} / {assistant} (a shop assistant)")
    say(f"Simulator  {simulator.url}")
    say("\nCtrl-C stops all of it; the database is kept for the next time.")
