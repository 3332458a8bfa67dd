# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Print the progress and the result of the import of ``setup/demo``."""

import time
from dataclasses import dataclass

from .console import say
from .odoo_server import OdooServer, RemoteError

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
    """The numbers of records in Odoo after an import, and of listings on eBay."""

    counts: dict[str, int]
    jobs: dict[str, int]
    failures: list[str]
    listings_on_ebay: int
    seconds: float

    @classmethod
    def read(cls, odoo: OdooServer, backend: int, jobs, listings_on_ebay, seconds):
        """Count the records of the backend; skip models that are not installed."""
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
        """Return whether every listing was imported and no job failed."""
        imported = self.counts.get("Listings", 0)
        return imported >= self.listings_on_ebay > 0 and not self.failures


def show_progress():
    """Return a callback for ``wait_jobs`` that prints the jobs every few seconds."""
    shown = time.monotonic()

    def progress(jobs: dict[str, int]) -> None:
        nonlocal shown
        if time.monotonic() - shown < PROGRESS_SECONDS:
            return
        shown = time.monotonic()
        counts = ", ".join(
            f"{number} {state}" for state, number in sorted(jobs.items())
        )
        say(f"    jobs: {counts}")

    return progress


def print_report(result: Result, seconds: float) -> None:
    """Print what was imported, which jobs failed, and how long it took."""
    say("\nImported")
    for title, number in result.counts.items():
        say(f"  {title:<14}{number:>8}")
    for state, number in sorted(result.jobs.items()):
        say(f"  {'Jobs ' + state:<14}{number:>8}")
    say(f"  The seller has {result.listings_on_ebay} active listings on eBay.")
    for failure in result.failures:
        say(f"  failed: {failure}")
    say(f"\nThe import took {result.seconds:.0f} s, the whole demo {seconds:.0f} s.")
