# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
from datetime import timedelta

from psycopg2 import OperationalError
from psycopg2.errors import UniqueViolation

from odoo.addons.component.core import Component
from odoo.addons.queue_job.exception import RetryableJobError

from ..exceptions import EbayRefused, EbayRetry

_logger = logging.getLogger(__name__)

#: eBay's advice: two answers in a row overlap by two minutes.
OVERLAP = timedelta(minutes=2)

#: Kinds of events that, with the listings that began, tell of every change.
EVENTS = ("mod", "end")

#: SKUs that the Inventory API looks up in one call.
BULK_SIZE = 25

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
    _inherit = ["base.importer", "ebay.base"]
    _apply_on = "ebay.product.template"
    _usage = "batch.importer"

    @property
    def ebay_run(self):
        """The ``ebay.run`` that is taken further."""
        return self.work.ebay_run

    def run_page(self, phase, page):
        """Do one page, move the run on, enqueue the next page; say what was done."""
        if not self.ebay_run._is_turn(phase, page):
            return self.env._("This page is done already.")
        return getattr(self, f"_page_{phase}")(page)

    def enqueue(self):
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

    def _move_on(self, phase, page, **values):
        self.ebay_run.write({"phase": phase, "page": page, **values})
        self.enqueue()

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
        self._move_on("listings", 0, note=note, window_from=now, window_to=now)
        return result

    def _page_listings(self, page):
        importer = self.component(usage="record.importer")
        importer.reserve_products()
        answer = self.backend_adapter.read_page(self.ebay_run.window_from, page + 1)
        counts, failed = self._import_split(importer, answer.listings)
        ids = [listing["item_id"] for listing in answer.listings]
        values = {
            "total": answer.total_entries or len(ids),
            "done": self.ebay_run.done + len(ids),
            "seen": [*(self.ebay_run.seen or []), *ids],
            **self._counters(counts, failed),
        }
        if answer.has_more or page + 1 < answer.total_pages:
            self._move_on("listings", page + 1, **values)
        else:
            self._move_on("inventory", 0, **values)
        return self._sentence(counts, failed)

    def _page_inventory(self, page):
        """Which listings the Inventory API made: they are changed through it."""
        try:
            answer = self.backend_adapter.read_inventory_page(page + 1)
        except EbayRefused as error:
            self._finish_full(note=str(error))
            return str(error)
        skus = [item["sku"] for item in answer.get("inventoryItems") or ()]
        number = self._set_channel(skus)
        if page + 1 < (answer.get("size") or 0) and skus:
            self._move_on("inventory", page + 1)
        else:
            self._finish_full()
        return self.env._("%s listings are of the Inventory API.", number)

    def _set_channel(self, skus):
        """Mark the listings all of whose SKUs the Inventory API has."""
        if not skus:
            return 0
        listings = (
            self.env["ebay.product.product"]
            .search([("backend_id", "=", self.backend.id), ("ebay_sku", "in", skus)])
            .listing_id
        )
        listings = listings.filtered(lambda listing: listing.channel != "inventory")
        if listings:
            listings.write({"channel": "inventory"})
        return len(listings)

    def _finish_full(self, note=False):
        """What eBay did not list may have ended: ask, unless it is too much."""
        run = self.ebay_run
        missing = self._missing()
        active = self.model.search_count(self._active_domain())
        limit = self.backend.vanish_limit
        values = {"note": note or run.note, "ended_at": self.backend._ebay_now()}
        if missing and 100 * len(missing) > limit * active:
            run.write({**values, "state": "held"})
            self.backend._notify_responsible(
                self.env._("Many eBay listings are missing"),
                self.env._(
                    "eBay did not list %(missing)s of %(active)s active listings. "
                    "Nothing was changed. If that is right, open the run and release "
                    "it: each listing is then looked up at eBay.",
                    missing=len(missing),
                    active=active,
                ),
            )
            return
        run.write({**values, "state": "done"})
        self.component(usage="picture.importer").enqueue()
        self.confirm(missing)

    def _active_domain(self):
        return [("backend_id", "=", self.backend.id), ("status", "=", "active")]

    def _missing(self):
        """Active listings that this run should have seen and did not."""
        domain = [*self._active_domain(), ("create_date", "<", self.ebay_run.create_date)]
        seen = set(self.ebay_run.seen or ())
        return self.model.search(domain).filtered(
            lambda listing: listing.external_id not in seen
        )

    def confirm(self, listings):
        """Ask eBay about each of these listings, in jobs of their own."""
        for listing in listings:
            self.model._ebay_delay(
                "import",
                f"confirm:{listing.external_id}",
                backend=self.backend,
                description=self.env._("Has listing %s ended?", listing.external_id),
            ).confirm_ended(self.backend, listing.external_id)

    # === CHANGES ===

    def _page_events(self, page):
        importer = self.component(usage="record.importer")
        importer.reserve_products()
        run = self.ebay_run
        listings, until = {}, run.window_to
        for event in EVENTS:
            answer, end = self._read_complete(event, run.window_from, run.window_to)
            until = min(until, end)
            listings.update((listing["item_id"], listing) for listing in answer)
        new = self.backend_adapter.read_new(run.window_from, run.window_to)
        listings.update((listing["item_id"], listing) for listing in new)
        before = set(self.binder.to_internal_many(listings))
        self._read_apart(listings, before)
        counts, failed = self._import_split(importer, list(listings.values()))
        self._find_channels(set(listings) - before)
        run.write(
            {
                "state": "done",
                "window_to": until,
                "ended_at": self.backend._ebay_now(),
                "total": len(listings),
                "done": len(listings),
                **self._counters(counts, failed),
            }
        )
        self.component(usage="picture.importer").enqueue()
        return self._sentence(counts, failed)

    def _read_apart(self, listings, known):
        """Take those out that we do not know and eBay told us only half of.

        Each is read by itself, in a job of its own.
        """
        for item_id in set(listings) - known:
            listing = listings[item_id]
            if listing["partial"]:
                del listings[item_id]
                if listing["listing_status"] == "Active":
                    self._enqueue_one(item_id)

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

    def _find_channels(self, item_ids):
        """Ask the Inventory API about the SKUs of new listings."""
        skus = self.env["ebay.product.product"].search(
            [
                ("backend_id", "=", self.backend.id),
                ("ebay_listing_id", "in", list(item_ids)),
                ("ebay_sku", "!=", False),
            ]
        )
        names = sorted(set(skus.mapped("ebay_sku")))
        try:
            for start in range(0, len(names), BULK_SIZE):
                chunk = names[start : start + BULK_SIZE]
                self._set_channel(list(self.backend_adapter.inventory_skus(chunk)))
        except EbayRefused as error:
            self.ebay_run.note = str(error)

    # === SHARED ===

    def _import_split(self, importer, listings):
        """Import; if that fails, find the listings it fails for.

        Those get jobs of their own, which then fail with the reason: the others are
        in. Returns the counts and the ids of the bad ones.
        """
        try:
            with self.env.cr.savepoint():
                return [importer.import_many(listings)], []
        except (RetryableJobError, OperationalError):
            raise
        except Exception as error:
            if isinstance(error, UniqueViolation):
                # Most likely written by another worker since this one began.
                attempt = self.backend._ebay_job_attempt()
                if attempt < OPTIONAL_TRIES:
                    raise EbayRetry(str(error), seconds=attempt) from error
            if len(listings) > 1:
                middle = len(listings) // 2
                counts, failed = self._import_split(importer, listings[:middle])
                more, bad = self._import_split(importer, listings[middle:])
                return counts + more, failed + bad
            item_id = listings[0]["item_id"]
            _logger.warning(
                "eBay backend %s: listing %s failed in its page: %s",
                self.backend.id,
                item_id,
                type(error).__name__,
            )
            self._enqueue_one(item_id)
            return [], [item_id]

    def _enqueue_one(self, item_id):
        """A job that imports one listing."""
        self.model._ebay_delay(
            "import",
            f"listing:{item_id}",
            backend=self.backend,
            description=self.env._("Import listing %s", item_id),
        ).import_record(self.backend, item_id)

    def _counters(self, counts, failed):
        return self.ebay_run._count(
            created=sum(count.created for count in counts),
            updated=sum(count.updated for count in counts),
            unchanged=sum(count.unchanged for count in counts),
            failed=len(failed),
        )

    def _sentence(self, counts, failed):
        return self.env._(
            "%(created)s new, %(updated)s changed, %(unchanged)s as before, "
            "%(failed)s failed.",
            created=sum(count.created for count in counts),
            updated=sum(count.updated for count in counts),
            unchanged=sum(count.unchanged for count in counts),
            failed=len(failed),
        )
