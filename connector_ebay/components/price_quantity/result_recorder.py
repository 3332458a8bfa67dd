# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime
from typing import Any

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...tools.backoff import backoff
from ...tools.job_kinds import JOB_KINDS
from ...tools.stored_text import StoredText, dump_text
from ...tools.transactions import new_transaction
from .line_result import LineResult, ResultKind

#: State of a line by the kind of its result.
LINE_STATES = {
    ResultKind.ACCEPTED: "accepted",
    ResultKind.REFUSED: "refused",
    ResultKind.ENDED: "refused",
    ResultKind.RETRY: "retry",
    ResultKind.OTHER_API: "retry",
    ResultKind.RESEND_SINGLE: "dropped",
    ResultKind.LOST: "lost",
}

#: Upper limit in seconds of the first pause after a temporary error of one SKU; doubled
#: each time.
RETRY_BASE = 10

#: Quantity and price as eBay has them; None where eBay does not show them.
Values = tuple[int, float | None] | None


class EbayPriceQuantityResultRecorder(Component):
    """Write the results of eBay on lines, ``ebay.sku.sync``, SKUs and batches."""

    _name = "ebay.price.quantity.result.recorder"
    _inherit = "ebay.base"
    _apply_on = "ebay.export.batch"
    _usage = "result.recorder"

    def __init__(self, work_context: Any) -> None:
        super().__init__(work_context)
        #: ``{(seconds, reason): SKUs}`` to compare again, marked together at the end.
        self._to_compare: dict[tuple[float, str], list[BaseModel]] = defaultdict(list)
        #: ``{failures: seconds}``, drawn once for all SKUs that share it.
        self._pauses: dict[int, float] = {}
        #: Listings to read from eBay.
        self._to_refresh: list[BaseModel] = []

    def record(
        self, batches: dict[BaseModel, dict[BaseModel, LineResult]]
    ) -> Counter[ResultKind]:
        """Write the results ``{batch: {line: LineResult}}``; count them by kind."""
        results = {
            line: result for lines in batches.values() for line, result in lines.items()
        }
        groups = defaultdict(list)
        now = self.backend._ebay_now()
        for line, result in results.items():
            groups[result.kind, result.message, result.at or now].append(line)
        lines = self.env["ebay.export.batch.line"]
        syncs = self.env["ebay.sku.sync"]._by_sku(lines.union(*results).sku_id)
        for (kind, message, at), members in groups.items():
            lines.union(*members).write(
                {
                    "state": LINE_STATES[kind],
                    "message_text": dump_text(message),
                    "sent_at": at,
                }
            )
            for line in members:
                self._record_line(kind, line, syncs[line.sku_id], message, at)
        self._mark_and_refresh()
        return Counter(result.kind for result in results.values())

    def sentence(self, counts: Counter[ResultKind]) -> str:
        """Return a sentence for the job.

        :param counts: as returned by :meth:`record`
        """
        accepted = counts[ResultKind.ACCEPTED]
        refused = counts[ResultKind.REFUSED] + counts[ResultKind.ENDED]
        return StoredText._(
            "%(accepted)s accepted, %(refused)s refused, %(later)s sent again later.",
            accepted=accepted,
            refused=refused,
            later=counts.total() - accepted - refused,
        )

    def close(self, batch: BaseModel) -> None:
        """Set the state of a batch from the states of its lines."""
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

    def enqueue_comparison(self) -> None:
        """Enqueue the comparison of SKUs that were marked while these were sent."""
        # This transaction does not see marks made while eBay was called, and a
        # comparison that ran meanwhile has left SKUs that are being sent alone.
        with new_transaction(self.backend) as backend:
            is_due = backend.env["ebay.sku.mark"]._any_due(backend)
        if is_due:
            self.backend._enqueue_comparison()

    def compare_again(self, lines: BaseModel) -> None:
        """Mark the SKUs of lines that are not sent."""
        for reason, members in lines.grouped(self._mark_reason).items():
            self.env["ebay.sku.mark"]._mark(members.sku_id, reason, again=True)
        self.update_states(lines)

    def update_states(self, lines: BaseModel) -> None:
        """Set the states of SKUs that are not being sent any more."""
        for sync in self.env["ebay.sku.sync"]._by_sku(lines.sku_id).values():
            sync._update_state()

    @staticmethod
    def _mark_reason(line: BaseModel) -> str:
        """Return the reason to compare a line's SKU again.

        A quantity that was to be sent has changed with the stock; it stays urgent.
        """
        return "stock" if line.has_quantity else "check"

    # === VALUES READ BACK ===

    def is_applied(self, line: BaseModel, values: Values) -> bool:
        """Return whether eBay has the values of a line.

        :param values: as read from eBay, None if eBay does not have the line
        """
        if not values:
            return False
        quantity, price = values
        if line.has_quantity and quantity != line.quantity:
            return False
        return not line.has_price or (
            price is not None
            and line.currency_id.compare_amounts(price, line.price) == 0
        )

    def store_values_read(self, values: dict[BaseModel, Values]) -> None:
        """Store the values read back as the baseline for the next comparison."""
        lines = self.env["ebay.export.batch.line"].union(*values)
        syncs = self.env["ebay.sku.sync"]._by_sku(lines.sku_id)
        now = self.backend._ebay_now()
        for line, read in values.items():
            if not read:
                syncs[line.sku_id].quantity_unsure = True
                continue
            quantity, price = read
            syncs[line.sku_id].write(
                {
                    "accepted_quantity": quantity,
                    "quantity_unsure": False,
                    "accepted_at": now,
                    **({} if price is None else {"accepted_price": price}),
                }
            )

    # === ONE LINE ===

    def _record_line(
        self,
        kind: ResultKind,
        line: BaseModel,
        sync: BaseModel,
        message: str,
        at: datetime,
    ) -> None:
        if kind == ResultKind.ACCEPTED:
            self._record_accepted(line, sync, at)
        elif kind == ResultKind.REFUSED:
            self._record_refused(line, sync, message, at)
        elif kind == ResultKind.ENDED:
            self._record_ended(line, sync, message, at)
        elif kind == ResultKind.RETRY:
            self._record_failure(line, sync, message, at)
        elif kind == ResultKind.OTHER_API:
            line.listing_id.channel = "inventory"
            self._compare_line_again(line, sync)
        elif kind == ResultKind.LOST:
            self._compare_line_again(line, sync)

    def _record_accepted(self, line: BaseModel, sync: BaseModel, at: datetime) -> None:
        values = {
            "state": "in_sync",
            "sent_at": at,
            "accepted_at": at,
            "failures": 0,
            "drift_since": False,
            "drift_text": False,
        }
        sku_values = {}
        if line.has_quantity:
            values.update(
                accepted_quantity=line.quantity,
                quantity_unsure=False,
                quantity_error_text=False,
            )
            sku_values["quantity"] = line.quantity
        if line.has_price:
            values.update(accepted_price=line.price, price_error_text=False)
            sku_values["price"] = line.price
        sync.write(values)
        sync._update_state()
        # The next import must not take these values for a change made on eBay.
        line.sku_id.write(sku_values)

    def _record_refused(
        self, line: BaseModel, sync: BaseModel, message: str, at: datetime
    ) -> None:
        """Record a permanent error.

        Of a line with both values, the price is refused and the quantity is sent again
        alone: a price that eBay refuses must never delay a quantity.
        """
        name = "price_error_text" if line.has_price else "quantity_error_text"
        sync.write({name: dump_text(message), "sent_at": at})
        sync._update_state()
        if line.has_price and line.has_quantity:
            self._to_compare[0, self._mark_reason(line)].append(line.sku_id)

    def _record_ended(
        self, line: BaseModel, sync: BaseModel, message: str, at: datetime
    ) -> None:
        """Record that there is nothing to revise, and read the listing from eBay."""
        text = dump_text(message)
        values = {"quantity_error_text": text} if line.has_quantity else {}
        if line.has_price:
            values["price_error_text"] = text
        sync.write({**values, "sent_at": at})
        sync._update_state()
        self._to_refresh.append(line.listing_id)

    def _record_failure(
        self, line: BaseModel, sync: BaseModel, message: str, at: datetime
    ) -> None:
        """Compare again after a pause; after too many failures, record an error."""
        failures = sync.failures + 1
        if failures >= JOB_KINDS["export"].tries:
            sync.failures = 0
            self._record_refused(line, sync, message, at)
            return
        sync.failures = failures
        sync._update_state()
        if failures not in self._pauses:
            self._pauses[failures] = backoff(failures, base=RETRY_BASE)
        pause = self._pauses[failures]
        self._to_compare[pause, self._mark_reason(line)].append(line.sku_id)

    def _compare_line_again(self, line: BaseModel, sync: BaseModel) -> None:
        sync._update_state()
        self._to_compare[0, self._mark_reason(line)].append(line.sku_id)

    def _mark_and_refresh(self) -> None:
        """Mark the SKUs to compare and refresh listings, all at once."""
        skus = self.env["ebay.product.product"]
        for (seconds, reason), members in self._to_compare.items():
            self.env["ebay.sku.mark"]._mark(
                skus.union(*members), reason, seconds=seconds, again=True
            )
        self._to_compare.clear()
        if self._to_refresh:
            skus.listing_id.union(*self._to_refresh).action_refresh()
            self._to_refresh.clear()
