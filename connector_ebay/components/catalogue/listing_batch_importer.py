# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from odoo.addons.component.core import Component

from ...exceptions import EbayRefused, EbayRetry
from ...tools.ebay_time import to_naive_utc
from ...tools.import_counts import ImportCounts
from ...tools.listing_plan import PAGE_SIZES
from ...tools.product_locks import lock_product_creation
from ...tools.stored_text import StoredText, dump_text
from .page_reader import is_page_at_fault, read_in_smaller_pages

Listing = dict[str, Any]

#: GetSellerEvents looks back 48 hours; after a longer gap all listings are imported.
EVENTS_REACH = timedelta(hours=47)

#: Time by which the windows of two runs overlap; eBay recommends two minutes.
OVERLAP = timedelta(minutes=2)

#: Events that, together with the listings that began, cover every change.
EVENTS = ("mod", "end")

#: Tries for a step that the run can do without.
OPTIONAL_TRIES = 3


class EbayProductTemplateBatchImporter(Component):
    """Import listings in runs of two kinds.

    ==========  ===================================================================
    kind        phases
    ==========  ===================================================================
    full        ``categories``, ``listings`` (200 a page; at the end compared with
                the number that eBay counts, and read again if some are missing),
                ``inventory`` (200 SKUs a page, sets the channel); at the end
                missing listings are checked
    changes     ``events``: what was changed, began or ended since the last run
    ==========  ===================================================================
    """

    _name = "ebay.product.template.batch.importer"
    _inherit = "ebay.batch.importer"
    _apply_on = "ebay.product.template"
    _flow = "listings"
    _id_key = "item_id"

    # === THE RUN ===

    def start(self, full: bool = False, **values: Any) -> bool:
        """Start a run or join the one in progress; return whether it is new.

        :param full: import all listings, not only the changed ones
        """
        return super().start(**self._window(full), **values)

    def _window(self, full: bool) -> dict[str, Any]:
        """Return kind, first phase and window of a new run.

        The first run, and a run after a long gap, is a full one.
        """
        now = self._now()
        runs = self.env["ebay.run"].sudo()
        since = runs._last_done(self.backend, self._flow).window_to
        if full or not since or now - since > EVENTS_REACH:
            return {
                "kind": "full",
                "phase": "categories",
                "window_from": now,
                "window_to": now,
            }
        return {
            "kind": "changes",
            "phase": "events",
            "window_from": min(since, now) - OVERLAP,
            "window_to": now,
        }

    def _now(self) -> datetime:
        return self.backend._ebay_now().replace(microsecond=0)

    def enqueue_page(self) -> None:
        """Enqueue the job for the current page of the run."""
        run = self.ebay_run
        self.model._ebay_delay(
            "import",
            run._job_key(),
            backend=self.backend,
            description=StoredText._(
                "Import eBay listings: %(phase)s, page %(page)s",
                phase=run.phase,
                page=run.page + 1,
            ),
            flow=self._flow,
        ).import_page(run, run.phase, run.page)

    def enqueue_record(self, external_id: str) -> None:
        """Enqueue the import of one listing."""
        self.model._ebay_delay(
            "import",
            f"listing:{external_id}",
            backend=self.backend,
            description=StoredText._("Import listing %s", external_id),
        ).import_record(self.backend, external_id)

    def process_page(self, phase: str, page: int) -> str:
        """Import a page, advance the run and enqueue the next page."""
        if phase == "categories":
            return self._import_categories()
        if phase == "listings":
            return self._import_listings(page)
        if phase == "inventory":
            return self._import_channels(page)
        return self._import_changes()

    # === A FULL RUN ===

    def _import_categories(self) -> str:
        """Import the category tree, so that products find their category."""
        importer = self.component(
            usage="batch.importer", model_name="ebay.product.category"
        )
        note: str | bool = False
        try:
            result = importer.run()
        except EbayRefused as error:
            note = result = str(error)
        except EbayRetry as error:
            # Listings contain the name of their category; the tree can be read later.
            if self.backend._ebay_job_attempt() < OPTIONAL_TRIES:
                raise
            note = result = str(error)
        # eBay's clock is known only now that eBay has answered.
        now = self._now()
        self.next_page(
            "listings",
            0,
            note_text=dump_text(note),
            window_from=now,
            window_to=now,
        )
        return result

    def _import_listings(self, page: int) -> str:
        """Import a page of the active listings."""
        run = self.ebay_run
        lock_product_creation(self.env)
        read = self.component(usage="listing.pager").read_next(run)
        counts = self.import_page(read.listings)
        for item_id in read.unreadable:
            self.enqueue_record(item_id)
        counts += ImportCounts(failed=read.unreadable)
        values = {**read.values, **run._add_counts(counts.run_counters())}
        if read.is_last:
            self.next_page("inventory", 0, **values)
        else:
            self.next_page("listings", page + 1, **values)
        return counts.sentence()

    def _import_channels(self, page: int) -> str:
        """Read a page of inventory items; after the last one, set the channels."""
        run = self.ebay_run
        state = {"position": 0, "again": False, **(run.plan or {})}
        try:
            read = read_in_smaller_pages(
                partial(self.backend_adapter.read_inventory_page, state["position"]),
                run.page_size or PAGE_SIZES[0],
                state["position"],
                self.backend._ebay_job_attempt(),
            )
            # None: an item that cannot be read is left out.
            answer = read.answer or {"total": run.plan and run.plan.get("total")}
            items = answer.get("inventoryItems") or ()
            known = dict.fromkeys(run.inventory_skus or ())
            known.update((item["sku"], None) for item in items)
            state["position"] += read.size
            state["total"] = total = answer.get("total") or 0
            is_end = state["position"] >= total or (read.answer and not items)
            if is_end and len(known) < total and not state["again"]:
                # An item that was deleted meanwhile moved those behind it.
                state |= {"position": 0, "again": True}
                is_end = False
            if not is_end:
                self.next_page(
                    "inventory",
                    page + 1,
                    inventory_skus=list(known),
                    plan=state,
                    page_size=read.next_size,
                )
                return StoredText._("%s SKUs of the Inventory API read.", len(known))
            number = self.component(usage="channel.finder").set_channel(known)
        except EbayRefused as error:
            self._finish_full_run(note=str(error))
            return str(error)
        note = ""
        if len(known) < total:
            note = StoredText._(
                "eBay counts %(total)s items of the Inventory API; %(number)s could be "
                "read. Listings of the others are read again by the next full run.",
                total=total,
                number=len(known),
            )
        self._finish_full_run(note)
        return StoredText._("%s listings were made with the Inventory API.", number)

    def _finish_full_run(self, note: str = "") -> None:
        """Check missing listings, end or hold the run, enqueue the pictures."""
        run = self.ebay_run
        checked = self.component(usage="absence.checker").check(run)
        values = {
            "state": "done" if checked else "held",
            "ended_at": self.backend._ebay_now(),
            "inventory_skus": False,
            "plan": False,
            "note_text": dump_text(note) or run.note_text,
        }
        if checked:
            values["seen"] = False
        run.write(values)
        self.component(usage="picture.importer").enqueue()

    # === CHANGES ===

    def _import_changes(self) -> str:
        """Import what was changed, began or ended in the run's window."""
        run = self.ebay_run
        lock_product_creation(self.env)
        listings, until = self._read_changes()
        known = set(self.binder.to_internal_many(listings))
        for item_id in self._partial_new(listings, known):
            if listings.pop(item_id)["listing_status"] == "Active":
                self.enqueue_record(item_id)
        counts = self.import_page(list(listings.values()))
        note: str | bool = False
        try:
            self.component(usage="channel.finder").find_new(set(listings) - known)
        except EbayRefused as error:
            note = str(error)
        run.write(
            {
                "state": "done",
                "window_to": until,
                "ended_at": self.backend._ebay_now(),
                "total": len(listings),
                "done": len(listings),
                "note_text": dump_text(note),
                **run._add_counts(counts.run_counters()),
            }
        )
        self.component(usage="picture.importer").enqueue()
        return counts.sentence()

    def _read_changes(self) -> tuple[dict[str, Listing], datetime]:
        """Return the listings by id, and the moment until which they are complete.

        They are read until the moment in which eBay is asked. The next run begins two
        minutes before it.
        """
        since = self.ebay_run.window_from
        listings: dict[str, Listing] = {}
        ends = []
        for event in EVENTS:
            found, end = self._read_complete(event, since)
            ends.append(end)
            listings.update((listing["item_id"], listing) for listing in found)
        # eBay's clock is known by now, as eBay has answered.
        new = self.backend_adapter.read_new(since, self.backend._ebay_now())
        listings.update((listing["item_id"], listing) for listing in new)
        return listings, min(ends)

    @staticmethod
    def _partial_new(listings: dict[str, Listing], known: set[str]) -> list[str]:
        """Return the ids of new listings of which eBay returned only a part."""
        return [
            item_id for item_id in set(listings) - known if listings[item_id]["partial"]
        ]

    def _read_complete(
        self, event: str, since: datetime, until: datetime | None = None
    ) -> tuple[list[Listing], datetime]:
        """Read all listings of a window; halve a window that one answer cannot hold.

        So is one whose answer cannot be read. A listing that cannot be read gets a job
        of its own.

        :param until: None: until the moment in which eBay answers
        :return: the listings, and the moment until which they are complete: never
            later than eBay's own time of the answer
        """
        answer = None
        end = self._now()
        try:
            answer = self.backend_adapter.read_events(event, since, until)
            end = to_naive_utc(answer.server_time) or end
        except EbayRetry as error:
            if not is_page_at_fault(error):
                raise
        end = min(until or end, end)
        if (answer is None or not answer.complete) and end - since > OVERLAP:
            middle = since + (end - since) / 2
            early, _end = self._read_complete(event, since, middle)
            late, end = self._read_complete(event, middle, until)
            return [*early, *late], end
        if answer is None:
            # Something in it cannot be read: each listing is read by itself.
            answer = self.backend_adapter.read_events(event, since, until, True)
            listings: list[Listing] = []
            unreadable = [listing["item_id"] for listing in answer.listings]
        else:
            listings, unreadable = answer.listings, answer.unreadable
        for item_id in filter(None, unreadable):
            self.enqueue_record(item_id)
        return listings, end.replace(microsecond=0)
