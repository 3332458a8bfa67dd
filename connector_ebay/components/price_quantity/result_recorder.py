# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import Counter, defaultdict

from odoo.addons.component.core import Component

from ...tools.backoff import backoff
from ...tools.job_kinds import JOB_KINDS
from .line_result import LineResult, result_of

#: What a result makes of its line.
LINE_STATES = {
    "accepted": "accepted",
    "refused": "refused",
    "ended": "refused",
    "again": "again",
    "elsewhere": "again",
    "alone": "dropped",
    "lost": "lost",
}

#: The first pause after a transient failure of one SKU, in seconds; doubled each time.
AGAIN_BASE = 10


class EbayPriceQuantityResultRecorder(Component):
    """Writes what eBay said: on the lines, the offers, the SKUs and the batch."""

    _name = "ebay.price.quantity.result.recorder"
    _inherit = "ebay.base"
    _apply_on = "ebay.export.batch"
    _usage = "result.recorder"

    def __init__(self, work_context):
        super().__init__(work_context)
        #: ``{seconds: SKUs}`` that are compared anew, marked together at the end.
        self._anew = defaultdict(list)
        #: The pause after so many failures, drawn once for all that share it.
        self._pauses = {}
        #: Listings that are read from eBay.
        self._listings = []

    def record(self, batches):
        """Write what became of batches, ``{batch: {line: LineResult}}``.

        :return: how many results there are of each kind
        """
        results = {
            line: result for lines in batches.values() for line, result in lines.items()
        }
        groups = defaultdict(list)
        now = self.backend._ebay_now()
        for line, result in results.items():
            groups[result.kind, result.message, result.at or now].append(line)
        lines = self.env["ebay.export.batch.line"]
        offers = self.env["ebay.sku.sync"]._of(lines.union(*results).sku_id)
        for (kind, message, at), members in groups.items():
            lines.union(*members).write(
                {
                    "state": LINE_STATES[kind],
                    "message": message or False,
                    "sent_at": at,
                }
            )
            for line in members:
                getattr(self, f"_{kind}")(line, offers[line.sku_id], message, at)
        self._go_anew()
        return Counter(result.kind for result in results.values())

    def sentence(self, kinds):
        """What became of a batch, for the job.

        :param kinds: what :meth:`record` returned
        """
        refused = kinds["refused"] + kinds["ended"]
        return self.env._(
            "%(accepted)s accepted, %(refused)s refused, %(again)s tried again.",
            accepted=kinds["accepted"],
            refused=refused,
            again=kinds.total() - kinds["accepted"] - refused,
        )

    def _go_anew(self):
        """Mark what is compared anew and refresh listings, each set-wise."""
        skus = self.env["ebay.product.product"]
        for seconds, members in self._anew.items():
            self.env["ebay.sku.mark"]._mark(
                skus.union(*members), "stock", seconds=seconds
            )
        self._anew.clear()
        if self._listings:
            skus.listing_id.union(*self._listings).action_refresh()
            self._listings.clear()

    def close(self, batch):
        """The batch's own state, from its lines."""
        batch.line_ids.fetch(["state"])
        states = batch.line_ids.mapped("state")
        accepted = states.count("accepted")
        refused = states.count("refused")
        if accepted == len(states):
            state = "done"
        elif set(states) == {"dropped"}:
            state = "overtaken"
        else:
            state = "partial" if accepted else "failed"
        batch.write(
            {
                "state": state,
                "accepted": accepted,
                "refused": refused,
                "ended_at": self.backend._ebay_now(),
                "job_uuid": self.env.context.get("job_uuid"),
            }
        )

    def go_on(self):
        """Look at what has waited for room or for these SKUs."""
        # What was marked while eBay was asked, this transaction does not see; and the
        # comparison that looked at it meanwhile has left these SKUs alone.
        with self.backend._in_new_transaction() as backend:
            waiting = backend.env["ebay.sku.mark"]._any_due(backend)
        if waiting:
            self.backend._enqueue_push()

    # === RESULTS ===

    def _accepted(self, line, offer, message, now):
        values = {
            "state": "in_sync",
            "sent_at": now,
            "accepted_at": now,
            "failures": 0,
            "drift_since": False,
            "drift_note": False,
        }
        seen = {}
        if line.has_quantity:
            values.update(
                accepted_quantity=line.quantity,
                quantity_unsure=False,
                quantity_error=False,
            )
            seen["quantity"] = line.quantity
        if line.has_price:
            values.update(accepted_price=line.price, price_error=False)
            seen["price"] = line.price
        offer.write(values)
        offer._settle_state()
        # So that eBay's own word of it, coming later, is no news.
        line.sku_id.write(seen)

    def _refused(self, line, offer, message, now):
        """Permanent. Of two values the price is suspected first: a price that eBay
        does not take must never keep the quantity back."""
        if line.has_price:
            values = {"price_error": message}
        else:
            values = {"quantity_error": message}
        offer.write({**values, "sent_at": now})
        offer._settle_state()
        if line.has_price and line.has_quantity:
            self._anew[0].append(line.sku_id)

    def _ended(self, line, offer, message, now):
        """There is nothing to revise: see what eBay has of the listing."""
        values = {"quantity_error": message} if line.has_quantity else {}
        if line.has_price:
            values["price_error"] = message
        offer.write({**values, "sent_at": now})
        offer._settle_state()
        self._listings.append(line.listing_id)

    def _elsewhere(self, line, offer, message, now):
        """The Inventory API manages it: send it there."""
        line.listing_id.channel = "inventory"
        self._lost(line, offer, message, now)

    def _alone(self, line, offer, message, now):
        """It is being sent by itself."""

    def _lost(self, line, offer, message, now):
        offer._settle_state()
        self._anew[0].append(line.sku_id)

    def _again(self, line, offer, message, now):
        """Transient: ever later, and at last an error."""
        failures = offer.failures + 1
        if failures >= JOB_KINDS["export"].tries:
            offer.failures = 0
            self._refused(line, offer, message, now)
            return
        offer.failures = failures
        offer._settle_state()
        if failures not in self._pauses:
            self._pauses[failures] = backoff(failures, base=AGAIN_BASE)
        self._anew[self._pauses[failures]].append(line.sku_id)

    def refusal(self, line, details, message):
        """The result for a line whose request was refused as a whole."""
        result = result_of(details, zero=line.has_quantity and not line.quantity)
        if not result.message:
            return LineResult("refused", message)
        return result

    # === READING BACK ===

    def is_there(self, line, seen):
        """Whether eBay has what the line was to set.

        :param seen: quantity and price as eBay has them
        """
        quantity, price = seen
        if line.has_quantity and quantity != line.quantity:
            return False
        return not line.has_price or (
            price is not None
            and line.currency_id.compare_amounts(price, line.price) == 0
        )

    def take_seen(self, seen):
        """What eBay has is what the next comparison goes by.

        :param seen: ``{line: (quantity, price)}``, None where eBay does not show it
        """
        lines = self.env["ebay.export.batch.line"].union(*seen)
        offers = self.env["ebay.sku.sync"]._of(lines.sku_id)
        now = self.backend._ebay_now()
        for line, values in seen.items():
            if not values:
                offers[line.sku_id].quantity_unsure = True
                continue
            quantity, price = values
            offers[line.sku_id].write(
                {
                    "accepted_quantity": quantity,
                    "quantity_unsure": False,
                    "accepted_at": now,
                    **({} if price is None else {"accepted_price": price}),
                }
            )

    def reopen(self, lines):
        """These lines are not sent: their SKUs are compared anew."""
        self.env["ebay.sku.mark"]._mark(lines.sku_id, "stock")
        self.close_offers(lines)

    def close_offers(self, lines):
        """These SKUs are not on their way any more."""
        for offer in self.env["ebay.sku.sync"]._of(lines.sku_id).values():
            offer._settle_state()
