# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from odoo import fields

from odoo.addons.component.core import Component

from ...exceptions import EbayRefused, EbayRetry, EbayWait
from ...tools.price_changes import FEW_SKUS
from ...tools.stored_text import StoredText
from ...tools.transactions import new_transaction
from .difference import SkuDifference

#: SKUs sent within this time count as well, so that a mass change in parts is noticed.
MASS_CHANGE_WINDOW = timedelta(hours=1)

#: Time after which the setting of out-of-stock control is read from eBay again.
CONTROL_AGE = timedelta(hours=24)

#: Hold reasons that concern the quantity; the others concern the price.
QUANTITY_REASONS = ("zero", "ends")


class EbayPriceQuantityGuard(Component):
    """Hold values that would harm the shop if they were a mistake.

    A held value stays held until Odoo wants another value or a user releases it. The
    other value of the SKU, for example its quantity beside a held price, is sent.
    """

    _name = "ebay.price.quantity.guard"
    _inherit = "ebay.base"
    _apply_on = "ebay.backend"
    _usage = "export.guard"

    def check_lowest_prices(self, differences: Iterable[SkuDifference]) -> None:
        """Hold prices below the lowest price of their SKU."""
        pricer = self.component(usage="sku.pricer")
        for one in differences:
            if not one.send_price or one.price is None:
                continue
            lowest = pricer.lowest_price(one.sku)
            too_low = one.currency.compare_amounts(one.price, lowest) < 0
            if too_low or one.currency.compare_amounts(one.price, 0.0) <= 0:
                self._hold(one, "floor")

    def check(
        self, differences: list[SkuDifference], quantities: dict[int, int | None]
    ) -> None:
        """Hold what must not be sent, and record it with a batch and an alert.

        :param differences: values to send or hold now, or held before
        :param quantities: ``{SKU id: quantity}`` of all SKUs that were compared
        """
        self._check_settings(differences)
        self._check_ending(differences, quantities)
        self._check_mass_change(
            differences,
            "zero",
            self.backend.guard_zero,
            lambda one: one.is_zero,
            lambda one: one.released_quantity,
            "line.has_quantity AND line.quantity = 0",
        )
        self._check_mass_change(
            differences,
            "price",
            self.backend.guard_price,
            self._is_large_price_change,
            lambda one: one.released_price,
            "line.has_price AND line.price_before > 0 AND ("
            "line.price >= line.price_before * %(factor)s"
            " OR line.price <= line.price_before / %(factor)s)",
        )
        self._check_price_jumps(differences)
        self._record_holds(differences)
        self.component(usage="revision.limiter").limit(differences)

    @staticmethod
    def _hold(difference: SkuDifference, reason: str) -> None:
        # What a person has to decide about a setting goes before any other reason.
        if difference.hold != "setting":
            difference.hold = reason
        if reason in QUANTITY_REASONS:
            difference.send_quantity = False
        else:
            difference.send_price = False

    # === CHANGED SETTINGS ===

    def _check_settings(self, differences: list[SkuDifference]) -> None:
        """Hold what a changed setting or pricelist would change, until it is decided.

        A quantity that has fallen with the stock is sent: buyers must not be able to
        buy what was just sold.
        """
        for one in differences:
            if not one.undecided or not one.is_sent:
                continue
            if one.hold_reason != "setting":
                one.sync.write(
                    {
                        "held_quantity": one.quantity or 0,
                        "held_accepted_quantity": one.accepted_quantity,
                    }
                )
            if one.send_price and not one.released_price:
                one.send_price = False
                one.hold = "setting"
            if one.send_quantity and not one.released_quantity:
                one.send_quantity = one.by_stock and self._has_fallen(one)
                if not one.send_quantity or one.quantity != one.sync.wanted_quantity:
                    one.hold = "setting"

    @staticmethod
    def _has_fallen(difference: SkuDifference) -> bool:
        """Return whether eBay offers more than there is, whatever the setting does.

        If the setting raises the quantity, eBay's is lowered by what the stock has lost
        since the setting was changed.
        """
        sync, accepted = difference.sync, difference.accepted_quantity
        quantity = difference.quantity or 0
        if quantity < accepted:
            return True
        lost = sync.held_quantity - quantity
        reduced = max(0, sync.held_accepted_quantity - lost)
        if reduced >= accepted:
            return False
        difference.quantity = reduced
        return True

    # === LISTINGS THAT WOULD END ===

    def _check_ending(
        self, differences: list[SkuDifference], quantities: dict[int, int | None]
    ) -> None:
        """Hold quantity zero where it would end the listing.

        It does so without out-of-stock control if no variation is left.
        """
        zeros = [
            one for one in differences if one.is_zero and not one.released_quantity
        ]
        if not zeros or self._out_of_stock_control() == "on":
            return
        for one in zeros:
            listing = one.sku.listing_id
            others = listing.sku_ids - one.sku
            any_left = any(
                other.quantity
                if quantities.get(other.id) is None
                else quantities[other.id]
                for other in others
            )
            # A listing of the Inventory API cannot be ended by its quantity.
            may_end = self.backend.zero_policy == "end" and listing.channel == "trading"
            if not any_left and not may_end:
                self._hold(one, "ends")

    def _out_of_stock_control(self) -> str | bool:
        """Return the account's out-of-stock control: ``on``, ``off`` or False.

        It is read from eBay once a day. If eBay does not answer, the last setting is
        returned.
        """
        backend = self.backend
        checked_at = backend.out_of_stock_checked_at
        if checked_at and fields.Datetime.now() - checked_at < CONTROL_AGE:
            return backend.out_of_stock_control
        adapter = self.component(
            usage="backend.adapter", model_name="ebay.export.batch"
        )
        try:
            control = "on" if adapter.out_of_stock_control() else "off"
        except (EbayRetry, EbayWait, EbayRefused):
            return backend.out_of_stock_control
        with new_transaction(backend) as fresh:
            fresh.write(
                {
                    "out_of_stock_control": control,
                    "out_of_stock_checked_at": fields.Datetime.now(),
                }
            )
        return control

    # === MASS CHANGES ===

    def _is_large_price_change(self, difference: SkuDifference) -> bool:
        before, price = difference.accepted_price, difference.price
        if not difference.send_price or not before or price is None:
            return False
        factor = self.backend.guard_factor
        return price >= before * factor or price <= before / factor

    def _check_mass_change(
        self,
        differences: list[SkuDifference],
        reason: str,
        percentage: int,
        is_concerned: Callable[[SkuDifference], bool],
        is_released: Callable[[SkuDifference], bool],
        condition: str,
    ) -> None:
        """Hold all concerned SKUs if they are too many, with those of the last hour.

        What is held stays held if the limit is raised: a person releases it.

        :param percentage: largest share of the account's SKUs; 0: no limit
        :param condition: the same as ``is_concerned``, in SQL, for lines that were sent
        """
        concerned = [
            one
            for one in differences
            if (is_concerned(one) or self._is_still_held(one, reason))
            and not is_released(one)
        ]
        if not concerned:
            return
        too_many = False
        if percentage:
            number = len(concerned)
            number += self._recent_number(differences, reason, condition)
            too_many = (
                number >= FEW_SKUS and 100 * number > percentage * self._sku_count()
            )
        for one in concerned:
            if too_many or one.hold_reason == reason:
                self._hold(one, reason)

    @staticmethod
    def _is_still_held(difference: SkuDifference, reason: str) -> bool:
        """Return whether the same value is held for the same reason as before."""
        if difference.hold_reason != reason:
            return False
        if reason in QUANTITY_REASONS:
            return difference.is_zero
        return difference.send_price and difference.has_price(difference.wanted_price)

    # === JUMPS OF SINGLE PRICES ===

    def _check_price_jumps(self, differences: list[SkuDifference]) -> None:
        """Hold each price that would jump, up or down, from what eBay has accepted."""
        limit = self.backend.guard_price_jump
        for one in differences:
            if not one.send_price or one.released_price:
                continue
            # The tolerance keeps 13.00 for 10.00 within 30 %.
            jumps = limit and abs(one.price_change) > limit + 0.000001
            if jumps or self._is_still_held(one, "jump"):
                self._hold(one, "jump")

    def _sku_count(self) -> int:
        """Return the number of the account's SKUs that are sold from Odoo."""
        return self.env["ebay.product.product"].search_count(
            [
                ("backend_id", "=", self.backend.id),
                ("odoo_id", "!=", False),
                ("status", "=", "active"),
            ]
        )

    def _recent_number(
        self, differences: list[SkuDifference], reason: str, condition: str
    ) -> int:
        """Return the number of other SKUs sent lately, or held, for the same reason."""
        lines = self.env["ebay.export.batch.line"]
        lines.flush_model()
        sku_ids = tuple(one.sku.id for one in differences)
        self.env.cr.execute(
            f"""
            SELECT count(DISTINCT line.sku_id) FROM ebay_export_batch_line line
            WHERE line.backend_id = %(backend)s AND line.create_date >= %(since)s
              AND line.state IN ('pending', 'accepted') AND ({condition})
              AND line.sku_id NOT IN %(skus)s
            """,  # pylint: disable=sql-injection
            {
                "backend": self.backend.id,
                "since": fields.Datetime.now() - MASS_CHANGE_WINDOW,
                "skus": sku_ids,
                "factor": self.backend.guard_factor,
            },
        )
        sent = self.env.cr.fetchone()[0]
        held = self.env["ebay.sku.sync"].search_count(
            [
                ("backend_id", "=", self.backend.id),
                ("hold_reason", "=", reason),
                ("sku_id", "not in", list(sku_ids)),
            ]
        )
        return sent + held

    # === RECORD ===

    def _record_holds(self, differences: list[SkuDifference]) -> None:
        """Write hold reasons that have changed; create held batches for new ones."""
        changed = any(one.hold_reason != one.hold for one in differences)
        new_holds: dict[str, list[SkuDifference]] = {}
        for one in differences:
            if one.hold_reason == one.hold:
                continue
            one.sync.hold_reason = one.hold or False
            one.sync._update_state()
            if one.hold:
                new_holds.setdefault(one.hold, []).append(one)
        # What a changed setting would change is listed in its preview.
        new_holds.pop("setting", None)
        for reason, members in new_holds.items():
            self._create_held_batches(reason, members)
        if changed:
            self.env["ebay.alert"]._watch(self.backend, ["mass_change"])

    def _create_held_batches(
        self, reason: str, differences: list[SkuDifference]
    ) -> None:
        """Create held batches, one for each API."""
        field = self.env["ebay.sku.sync"]._fields["hold_reason"]
        of_quantity = reason in QUANTITY_REASONS
        lines: dict[str, list[dict]] = {}
        for one in differences:
            values = one.line_values()
            values["has_quantity"] = of_quantity
            values["has_price"] = not of_quantity
            lines.setdefault(one.channel, []).append(values)
        self.env["ebay.export.batch"]._create_batches(
            self.backend,
            [
                {
                    "channel": channel,
                    "lane": "zero" if of_quantity else "price",
                    "lines": members,
                    "note_text": StoredText.option(field, reason).dump(),
                }
                for channel, members in lines.items()
            ],
            state="held",
        )
