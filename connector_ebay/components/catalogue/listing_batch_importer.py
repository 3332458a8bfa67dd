# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo.addons.component.core import Component

from ...exceptions import EbayRefused, EbayRetry

#: eBay's advice: two answers in a row overlap by two minutes.
OVERLAP = timedelta(minutes=2)

#: Kinds of events that, with the listings that began, tell of every change.
EVENTS = ("mod", "end")

#: Tries for what the run can do without.
OPTIONAL_TRIES = 3


class EbayProductTemplateBatchImporter(Component):
    """Takes a run of listings one page further.

    ==========  ===================================================================
    kind        phases
    ==========  ===================================================================
    full        ``categories``, ``listings`` (200 a page), ``inventory`` (200 SKUs
                a page, tells the channel), then what is missing is asked about
    changes     ``events``: what changed, began or ended since the last run
    ==========  ===================================================================
    """

    _name = "ebay.product.template.batch.importer"
    _inherit = "ebay.batch.importer"
    _apply_on = "ebay.product.template"
    _flow = "listings"
    _id_key = "item_id"

    def run_page(self, phase, page):
        """Do one page, move the run on, enqueue the next page; say what was done."""
        if not self.ebay_run._is_turn(phase, page):
            return self.env._("This page is done already.")
        return getattr(self, f"_page_{phase}")(page)

    def enqueue_page(self):
        """Enqueue the job for the page whose turn it is."""
        run = self.ebay_run
        self.model._ebay_delay(
            "import",
            run._job_key(),
            backend=self.backend,
            description=self.env._(
                "Import eBay listings: %(phase)s, page %(page)s",
                phase=run.phase,
                page=run.page + 1,
            ),
        ).import_page(run, run.phase, run.page)

    def enqueue_record(self, external_id):
        """Enqueue the import of one listing."""
        self.model._ebay_delay(
            "import",
            f"listing:{external_id}",
            backend=self.backend,
            description=self.env._("Import listing %s", external_id),
        ).import_record(self.backend, external_id)

    # === EVERYTHING ===

    def _page_categories(self, page):
        """The category tree first, so that products find their category."""
        importer = self.component(
            usage="batch.importer", model_name="ebay.product.category"
        )
        note = False
        try:
            result = importer.run()
        except EbayRefused as error:
            note = result = str(error)
        except EbayRetry as error:
            # Listings carry their category's name: the tree can follow later.
            if self.backend._ebay_job_attempt() < OPTIONAL_TRIES:
                raise
            note = result = str(error)
        # eBay's clock is known now: what it lists from here on is as of this moment.
        now = self.backend._ebay_now().replace(microsecond=0)
        self.next_page("listings", 0, note=note, window_from=now, window_to=now)
        return result

    def _page_listings(self, page):
        run = self.ebay_run
        self.component(usage="record.importer").reserve_products()
        answer = self.backend_adapter.read_page(run.window_from, page + 1)
        counts = self.import_page(answer.listings)
        ids = [listing["item_id"] for listing in answer.listings]
        values = {
            "total": answer.total_entries or len(ids),
            "done": run.done + len(ids),
            "seen": [*(run.seen or []), *ids],
            **run._count(**counts.run_counters()),
        }
        if answer.has_more or page + 1 < answer.total_pages:
            self.next_page("listings", page + 1, **values)
        else:
            self.next_page("inventory", 0, **values)
        return counts.sentence(self.env)

    def _page_inventory(self, page):
        """The SKUs that the Inventory API knows; the last page judges by all."""
        run = self.ebay_run
        try:
            answer = self.backend_adapter.read_inventory_page(page + 1)
            names = [item["sku"] for item in answer.get("inventoryItems") or ()]
            known = [*(run.inventory_skus or []), *names]
            if names and page + 1 < (answer.get("size") or 0):
                self.next_page("inventory", page + 1, inventory_skus=known)
                return self.env._("%s SKUs of the Inventory API so far.", len(known))
            number = self.component(usage="channel.finder").mark(known)
        except EbayRefused as error:
            self._finish_full(note=str(error))
            return str(error)
        self._finish_full()
        return self.env._("%s listings are of the Inventory API.", number)

    def _finish_full(self, note=False):
        """End the run, or hold it; then what is missing, then the pictures."""
        run = self.ebay_run
        settled = self.component(usage="absence.checker").check(run)
        values = {
            "state": "done" if settled else "held",
            "ended_at": self.backend._ebay_now(),
            "inventory_skus": False,
            "note": note or run.note,
        }
        if settled:
            values["seen"] = False
        run.write(values)
        self.component(usage="picture.importer").enqueue()

    # === CHANGES ===

    def _page_events(self, page):
        run = self.ebay_run
        self.component(usage="record.importer").reserve_products()
        listings, until = self._read_changes()
        known = set(self.binder.to_internal_many(listings))
        for item_id in self._half_told(listings, known):
            if listings.pop(item_id)["listing_status"] == "Active":
                self.enqueue_record(item_id)
        counts = self.import_page(list(listings.values()))
        note = False
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
                "note": note,
                **run._count(**counts.run_counters()),
            }
        )
        self.component(usage="picture.importer").enqueue()
        return counts.sentence(self.env)

    def _read_changes(self):
        """Listings by id, and the moment up to which that is all."""
        since, until = self.ebay_run.window_from, self.ebay_run.window_to
        listings, ends = {}, [until]
        for event in EVENTS:
            found, end = self._read_complete(event, since, until)
            ends.append(end)
            listings.update((listing["item_id"], listing) for listing in found)
        new = self.backend_adapter.read_new(since, until)
        listings.update((listing["item_id"], listing) for listing in new)
        return listings, min(ends)

    @staticmethod
    def _half_told(listings, known):
        """Those that we do not know and eBay told us only half of."""
        return [
            item_id for item_id in set(listings) - known if listings[item_id]["partial"]
        ]

    def _read_complete(self, event, since, until):
        """All listings of a window; a window too full for one answer is halved.

        :return: listings, and the moment up to which they are complete: never later
            than eBay's own clock at its answer, whatever ours says
        """
        answer = self.backend_adapter.read_events(event, since, until)
        if not answer.complete and until - since > OVERLAP:
            middle = since + (until - since) / 2
            early, _end = self._read_complete(event, since, middle)
            late, end = self._read_complete(event, middle, until)
            return [*early, *late], end
        server_time = self.backend._naive(answer.server_time)
        return answer.listings, min(until, server_time) if server_time else until
