# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields

from odoo.addons.component.core import Component

from ...exceptions import EbayRetry, EbayWait
from ...tools.ebay_time import seconds_to_next_ebay_day, start_of_ebay_day

#: eBay revises a listing at most so often in one calendar day.
DAILY_REVISIONS = 250

#: Of these, so many are kept for what is sold out.
KEPT_FOR_ZERO = 10

#: Fewer SKUs than this are never a mass change.
LEAST_MASS = 5

#: The guards look at what was sent so far back, so that no mass slips by in parts.
MASS_WINDOW = timedelta(hours=1)

#: How long eBay's word about out-of-stock control is believed.
CONTROL_AGE = timedelta(hours=24)


class EbayPriceQuantityGuard(Component):
    """Keeps back what would harm the shop if it were a mistake.

    What is held stays held until Odoo wants something else or a person releases it;
    the rest of a SKU, say its quantity beside a held price, goes on.
    """

    _name = "ebay.price.quantity.guard"
    _inherit = "ebay.base"
    _apply_on = "ebay.backend"
    _usage = "export.guard"

    def check_each(self, changes):
        """Take off what is wrong with one SKU by itself."""
        self._check_floor(changes)

    def check(self, changes, wanted):
        """Take off ``changes`` what is not to be sent, and say so.

        :param changes: what is to be sent or held now, or was held before
        :param wanted: ``{SKU id: quantity}`` of all that were compared
        """
        self._check_ends(changes, wanted)
        self._check_mass(
            changes,
            "zero",
            self.backend.guard_zero,
            lambda change: change.is_zero,
            "line.has_quantity AND line.quantity = 0",
        )
        self._check_mass(
            changes,
            "price",
            self.backend.guard_price,
            self._is_jump,
            "line.has_price AND line.price_before > 0 AND ("
            "line.price >= line.price_before * %(factor)s"
            " OR line.price <= line.price_before / %(factor)s)",
        )
        self._write_holds(changes)
        self._check_revisions(changes)

    # === ONE SKU ===

    def _check_floor(self, changes):
        pricer = self.component(usage="sku.pricer")
        for change in changes:
            if not change.send_price:
                continue
            floor = pricer.floor(change.sku)
            currency = change.currency
            below = currency.compare_amounts(change.price, floor) < 0
            if below or currency.compare_amounts(change.price, 0.0) <= 0:
                self._hold(change, "floor")

    def _check_ends(self, changes, wanted):
        """Zero ends a listing where the account has no out-of-stock control."""
        zeros = [one for one in changes if one.is_zero and not one.released]
        if not zeros or self._control() == "on":
            return
        for change in zeros:
            listing = change.sku.listing_id
            others = listing.sku_ids - change.sku
            left = any(
                other.quantity if wanted.get(other.id) is None else wanted[other.id]
                for other in others
            )
            # The Inventory API cannot end a listing by its quantity: it gets stuck.
            by_intent = (
                self.backend.zero_policy == "end" and listing.channel == "trading"
            )
            if not left and not by_intent:
                self._hold(change, "ends")

    def _control(self):
        """Whether the account's out-of-stock control is on, as eBay says.

        Asked once a day; if eBay does not answer, what it said last stands.
        """
        backend = self.backend
        checked = backend.out_of_stock_checked_at
        if checked and fields.Datetime.now() - checked < CONTROL_AGE:
            return backend.out_of_stock_control
        adapter = self.component(
            usage="backend.adapter", model_name="ebay.export.batch"
        )
        try:
            control = "on" if adapter.out_of_stock_control() else "off"
        except (EbayRetry, EbayWait):
            return backend.out_of_stock_control
        with backend._in_new_transaction() as apart:
            apart.write(
                {
                    "out_of_stock_control": control,
                    "out_of_stock_checked_at": fields.Datetime.now(),
                }
            )
        return control

    @staticmethod
    def _hold(change, reason):
        change.hold = reason
        if reason in ("zero", "ends"):
            change.send_quantity = False
        else:
            change.send_price = False

    # === MANY AT ONCE ===

    def _is_jump(self, change):
        before = change.accepted_price
        if not change.send_price or not before:
            return False
        factor = self.backend.guard_factor
        return change.price >= before * factor or change.price <= before / factor

    def _check_mass(self, changes, reason, share, concerns, condition):
        """Hold them all when, with those of the last hour, they are too many."""
        if not share:
            return
        found = [one for one in changes if concerns(one) and not one.released]
        if not found:
            return
        number = len(found) + self._recent(changes, reason, condition)
        many = number >= LEAST_MASS and 100 * number > share * self._total()
        for change in found:
            if many or change.hold_reason == reason:
                self._hold(change, reason)

    def _total(self):
        return self.env["ebay.product.product"].search_count(
            [
                ("backend_id", "=", self.backend.id),
                ("odoo_id", "!=", False),
                ("status", "=", "active"),
            ]
        )

    def _recent(self, changes, reason, condition):
        """Others that were sent lately, or are held, for the same."""
        lines = self.env["ebay.export.batch.line"]
        lines.flush_model()
        skus = tuple(change.sku.id for change in changes)
        self.env.cr.execute(
            f"""
            SELECT count(DISTINCT line.sku_id) FROM ebay_export_batch_line line
            WHERE line.backend_id = %(backend)s AND line.create_date >= %(since)s
              AND line.state IN ('pending', 'accepted') AND ({condition})
              AND line.sku_id NOT IN %(skus)s
            """,  # pylint: disable=sql-injection
            {
                "backend": self.backend.id,
                "since": fields.Datetime.now() - MASS_WINDOW,
                "skus": skus,
                "factor": self.backend.guard_factor,
            },
        )
        sent = self.env.cr.fetchone()[0]
        held = self.env["ebay.sku.sync"].search_count(
            [
                ("backend_id", "=", self.backend.id),
                ("hold_reason", "=", reason),
                ("sku_id", "not in", list(skus)),
            ]
        )
        return sent + held

    def _write_holds(self, changes):
        """Note what is held; one batch to look at, one activity."""
        fresh = {}
        for change in changes:
            if change.hold_reason == change.hold:
                continue
            offer = change.offer
            offer.hold_reason = change.hold or False
            offer._settle_state()
            if change.hold:
                fresh.setdefault(change.hold, []).append(change)
        for reason, members in fresh.items():
            self._hold_batches(reason, members)

    def _hold_batches(self, reason, changes):
        words = dict(
            self.env["ebay.sku.sync"]
            ._fields["hold_reason"]
            ._description_selection(self.env)
        )
        groups = {}
        for change in changes:
            values = change.line_values()
            values["has_quantity"] = reason in ("zero", "ends")
            values["has_price"] = not values["has_quantity"]
            groups.setdefault(change.channel, []).append(values)
        lane = "zero" if reason in ("zero", "ends") else "price"
        self.env["ebay.export.batch"]._make_many(
            self.backend,
            [
                {
                    "channel": channel,
                    "lane": lane,
                    "lines": lines,
                    "note": words[reason],
                }
                for channel, lines in groups.items()
            ],
            state="held",
        )
        self.backend._ebay_schedule_activity(
            f"held_{reason}",
            self.env._("eBay: held - %s", words[reason]),
            self.env._(
                "%s SKUs are not sent to eBay. Look at the held batch: release it if "
                "that is right, else correct stock or prices in Odoo.",
                len(changes),
            ),
        )

    # === REVISIONS ===

    def _check_revisions(self, changes):
        """A listing that eBay will not revise any more today waits for tomorrow."""
        sent = [change for change in changes if change.is_sent]
        if not sent:
            return
        used = self._used_revisions({change.listing_id for change in sent})
        late = []
        for change in sorted(sent, key=lambda change: not change.is_zero):
            listing_id = change.listing_id
            limit = DAILY_REVISIONS - (0 if change.is_zero else KEPT_FOR_ZERO)
            weight = revisions(change.channel, change.send_quantity)
            if used.get(listing_id, 0) + weight > limit:
                change.send_quantity = change.send_price = False
                late.append(change.sku)
            else:
                used[listing_id] = used.get(listing_id, 0) + weight
        self.env["ebay.sku.mark"]._mark(
            self.env["ebay.product.product"].union(*late),
            "stock",
            seconds=seconds_to_next_ebay_day() + 60,
        )

    def _used_revisions(self, listing_ids):
        """Today's revisions by listing id: what was sent, and what is on its way."""
        self.env["ebay.export.batch.line"].flush_model()
        since = start_of_ebay_day()
        self.env.cr.execute(
            """
            SELECT line.listing_id, sum(
                CASE WHEN batch.channel = 'inventory' AND line.has_quantity
                THEN 2 ELSE 1 END
            )
            FROM ebay_export_batch_line line
            JOIN ebay_export_batch batch ON batch.id = line.batch_id
            WHERE line.listing_id IN %s
              AND (line.state = 'pending'
                   OR (line.state IN ('accepted', 'lost') AND line.sent_at >= %s))
            GROUP BY line.listing_id
            """,
            (tuple(listing_ids), self.backend._naive(since)),
        )
        return dict(self.env.cr.fetchall())


def revisions(channel, has_quantity):
    """How often eBay revises a listing for one line: item and offer apart."""
    return 2 if channel == "inventory" and has_quantity else 1
