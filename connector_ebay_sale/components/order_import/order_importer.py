# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from odoo import fields

from odoo.addons.component.core import Component
from odoo.addons.connector.exception import InvalidDataError
from odoo.addons.connector_ebay.exceptions import EbayNotFound, EbayWait
from odoo.addons.connector_ebay.tools.import_counts import ImportCounts
from odoo.addons.connector_ebay.tools.stored_text import StoredText
from odoo.addons.connector_ebay.tools.transactions import RETRY_SECONDS

from ...tools.bulk_context import BULK_CONTEXT
from ...tools.order_money import (
    MoneyProblem,
    OrderMoney,
    OrderMoneyError,
    read_order_money,
)
from ...tools.order_partners import marketplace_code
from ...tools.order_refunds import has_refunds, refunded_items
from .erased_buyers import ErasedBuyers
from .line_builder import OrderLines
from .order_lookups import OrderLookups
from .partner_importer import PartnerBindings
from .record_locker import RecordLocker

Json = dict[str, Any]

#: Keys without which an order cannot be imported.
REQUIRED_KEYS = ("orderId", "lastModifiedDate", "creationDate", "lineItems")


@dataclass
class OrderPage:
    """What the orders of a page need, looked up together; dicts are by ``orderId``."""

    lookups: OrderLookups
    money: dict[str, OrderMoney]
    partners: dict[str, PartnerBindings]
    lines: dict[str, OrderLines]


class EbaySaleOrderImporter(Component):
    """Write orders set-wise: all orders of a page, or the one of a job.

    Buyers, addresses, products and taxes are looked up once for the page; the orders,
    their lines and their bindings are each created by one ``create`` and confirmed
    together. An order that eBay has not changed costs nothing but the look-up.
    """

    _name = "ebay.sale.order.importer"
    _inherit = "ebay.importer"
    _job_keys = ("order:{}:new", "order:{}:force")
    _topics = ("ORDER_CONFIRMATION",)
    _apply_on = "ebay.sale.order"

    # === ONE ORDER ===

    def run(self, external_id: str, force: bool = False, **options: Any) -> str:
        """Read one order from eBay and write it; return a sentence for the job.

        :param force: write it although eBay has not changed it, since the reason for
            which it was held here may be gone
        """
        return super().run(external_id, force, with_details=True, **options)

    def _on_not_found(self, external_id: str, error: EbayNotFound) -> str:
        """Cancel an order that was never paid; eBay removes those."""
        binding = self.find_bindings([{"orderId": external_id}]).get(external_id)
        if not binding or binding.import_state != "waiting":
            raise error
        self.component(usage="order.finisher").expire(binding)
        return StoredText._("Order %s was never paid: cancelled.", external_id)

    def _after_import(
        self, external_id: str, record: Json, counts: ImportCounts
    ) -> str:
        self._raise_if_busy(counts)
        binding = self.find_bindings([record]).get(record["orderId"])
        if not binding:
            return StoredText._("Order %s is finished on eBay: skipped.", external_id)
        if counts.unchanged:
            return StoredText._("Order %s is unchanged.", external_id)
        if binding.import_state == "held":
            return StoredText._(
                "Order %(order)s is held: %(note)s",
                order=external_id,
                note=StoredText.load(binding.hold_text),
            )
        return StoredText._("Order %s imported.", external_id)

    # === A PAGE ===

    def import_or_wait(self, orders: list[Json], **options: Any) -> ImportCounts:
        """Write these orders, or none of them.

        :raise EbayWait: another worker is writing some of them
        """
        counts = self.import_many(orders, **options)
        self._raise_if_busy(counts)
        return counts

    def _raise_if_busy(self, counts: ImportCounts) -> None:
        if counts.busy:
            raise EbayWait(
                StoredText._("Another worker is importing the same orders or buyers."),
                random.randint(*RETRY_SECONDS),
            )

    def import_many(
        self, records: list[Json], force: bool = False, **options: Any
    ) -> ImportCounts:
        """Write these orders as far as they are new or changed; return the counts.

        :param force: write also those that eBay has not changed
        :param options: ``with_details``: whether the orders were read one by one, so
            that they have what eBay's lists leave out
        """
        with_details = options.get("with_details", False)
        records = ErasedBuyers(self.backend).remove(records)
        orders = self._select_newest(records)
        known = self.find_bindings(orders)
        counts = ImportCounts()
        todo = []
        for order in orders:
            binding = known.get(order["orderId"])
            if binding and not force and not self.is_newer(order, binding):
                counts.unchanged += 1
            elif not binding and self._must_skip(order):
                counts.skipped += 1
            else:
                todo.append(order)
        written = self._write(todo, known, with_details, counts)
        counts.busy = [
            order["orderId"] for order in todo if order["orderId"] not in written
        ]
        return counts

    def _write(
        self,
        orders: list[Json],
        known: dict[str, Any],
        with_details: bool,
        counts: ImportCounts,
    ) -> set[str]:
        """Create and update orders; return the ids of those that were written."""
        free = RecordLocker(self.work).lock_orders(order["orderId"] for order in orders)
        orders = [order for order in orders if order["orderId"] in free]
        if not orders:
            return set()
        page, orders = self._prepare(orders, known)
        new = [order for order in orders if order["orderId"] not in known]
        changed = [
            (known[order["orderId"]], order)
            for order in orders
            if order["orderId"] in known
        ]
        created = self._create(new, page, with_details)
        if changed:
            self.component(usage="order.updater").update(changed, page, with_details)
        bound = [*zip(created, new, strict=True), *changed]
        refunded = [pair for pair in bound if has_refunds(pair[1])]
        if refunded:
            self.component(
                usage="record.importer", model_name="ebay.order.refund"
            ).import_refunds(refunded)
        if any(binding.details_due for binding, _order in bound):
            self.model._enqueue_details(self.backend)
        counts.created = len(created)
        counts.updated = len(changed)
        counts.held = len(created.filtered(lambda one: one.import_state == "held"))
        return {order["orderId"] for order in orders}

    def _select_newest(self, records: list[Json]) -> list[Json]:
        """Return the newest version of each order, sorted by id.

        Workers that insert in the same order wait for each other; in different orders
        they would deadlock.

        :raise InvalidDataError: a required key is missing
        """
        newest: dict[str, Json] = {}
        for order in records:
            missing = [name for name in REQUIRED_KEYS if not order.get(name)]
            if missing:
                raise InvalidDataError(
                    StoredText._(
                        "eBay sent order %(order)s without %(fields)s.",
                        order=order.get("orderId") or "?",
                        fields=", ".join(missing),
                    )
                )
            other = newest.get(order["orderId"])
            if not other or other["lastModifiedDate"] <= order["lastModifiedDate"]:
                newest[order["orderId"]] = order
        return [newest[order_id] for order_id in sorted(newest)]

    def find_bindings(self, orders: list[Json]) -> dict[str, Any]:
        """Return bindings by ``orderId``, found by the order's id or legacy id."""
        ids = {order["orderId"] for order in orders}
        ids |= {order.get("legacyOrderId") for order in orders} - {None, ""}
        bindings = self.model.search(
            [
                ("backend_id", "=", self.backend.id),
                "|",
                ("external_id", "in", list(ids)),
                ("legacy_order_id", "in", list(ids)),
            ]
        )
        by_id = {binding.legacy_order_id: binding for binding in bindings}
        by_id.update({binding.external_id: binding for binding in bindings})
        found = {}
        for order in orders:
            binding = by_id.get(order["orderId"]) or by_id.get(
                order.get("legacyOrderId") or order["orderId"]
            )
            if binding:
                found[order["orderId"]] = binding
        return found

    @staticmethod
    def is_newer(order: Json, binding: Any) -> bool:
        """Return whether eBay has changed the order since it was last written."""
        # Both as eBay writes them: 2026-05-03T18:03:40.000Z
        return order["lastModifiedDate"] > (binding.last_modified or "")

    def _must_skip(self, order: Json) -> bool:
        if self.backend.finished_orders != "skip":
            return False
        cancelled = (order.get("cancelStatus") or {}).get("cancelState") == "CANCELED"
        return cancelled or order.get("orderFulfillmentStatus") == "FULFILLED"

    # === WHAT A PAGE NEEDS ===

    def _prepare(
        self, orders: list[Json], known: dict[str, Any]
    ) -> tuple[OrderPage, list[Json]]:
        """Import the buyers, find or create products and taxes, build the lines.

        :return: the prepared page, and its orders without those whose buyers another
            worker is writing
        """
        lookups = OrderLookups(self.backend)
        for order in orders:
            if order["orderId"] not in known:
                lookups.check_company(marketplace_code(order))
        money = {order["orderId"]: self._read_money(order) for order in orders}
        lookups.activate_currencies(one.currency for one in money.values())
        page = OrderPage(
            lookups,
            money=money,
            partners=self.component(
                usage="record.importer", model_name="ebay.res.partner"
            ).import_partners(orders, lookups),
            lines={},
        )
        orders = [order for order in orders if order["orderId"] in page.partners]
        builder = self.component(usage="order.line.builder")
        builder.prepare(orders, lookups)
        for order in orders:
            order_id = order["orderId"]
            binding = known.get(order_id)
            if not binding or binding.import_state != "merged":
                page.lines[order_id] = builder.build(
                    order, page.money[order_id], page.partners[order_id]
                )
        return page, orders

    def _read_money(self, order: Json) -> OrderMoney:
        """Return the amounts of an order.

        :raise InvalidDataError: something is missing, contradictory or absurd
        """
        try:
            return read_order_money(order)
        except OrderMoneyError as error:
            message = self._money_message(error.problem, error.details)
            raise InvalidDataError(message) from error

    def _money_message(self, problem: MoneyProblem, details: Json) -> str:
        if problem is MoneyProblem.NO_TOTAL:
            return StoredText._("eBay does not say what this order costs in total.")
        if problem is MoneyProblem.NO_PRICE:
            return StoredText._(
                "eBay gives no price, or one below zero, for the item '%(title)s'.",
                **details,
            )
        if problem is MoneyProblem.NO_QUANTITY:
            return StoredText._(
                "eBay gives no sensible quantity for the item '%(title)s'.", **details
            )
        if problem is MoneyProblem.BAD_AMOUNT:
            return StoredText._(
                "eBay sent an impossible amount: %(value)s (%(name)s).", **details
            )
        return StoredText._(
            "This order mixes currencies: %(one)s and %(other)s.", **details
        )

    # === NEW ORDERS ===

    def _create(self, orders: list[Json], page: OrderPage, with_details: bool) -> Any:
        """Create sales orders, bindings and bound items; confirm what is clear."""
        if not orders:
            return self.model
        values_list = [
            self.mapper.map_record(order).values(page=page) for order in orders
        ]
        sales = (
            self.env["sale.order"]
            .with_context(**BULK_CONTEXT)
            .with_company(self.backend.company_id)
            .create([self.mapper.sale_values(values, page) for values in values_list])
        )
        finisher = self.component(usage="order.finisher")
        details = self.component(usage="details.importer")
        for order, values, sale in zip(orders, values_list, sales, strict=True):
            holds = page.lines[order["orderId"]].holds
            values.update(
                finisher.decide(values, sale, holds),
                odoo_id=sale.id,
                sync_date=fields.Datetime.now(),
                details_due=not with_details and details.is_due(order),
            )
        bindings = self.model.create(values_list)
        self._bind_lines(zip(bindings, orders, strict=True), page)
        finisher.carry_out(bindings)
        return bindings

    def _bind_lines(self, bound: Any, page: OrderPage) -> None:
        """Bind eBay's line items to the sales order lines just created."""
        items = self.env["ebay.sale.order.line"].with_context(ebay_importing=True)
        rows = []
        for binding, order in bound:
            for values in self.line_values(order, page, binding.odoo_id):
                rows.append((binding, values))
        known = self.binder_for("ebay.sale.order.line").to_internal_many(
            [values["external_id"] for _binding, values in rows]
        )
        to_create = []
        for binding, values in rows:
            values["order_id"] = binding.id
            item = known.get(values["external_id"])
            if item:
                self._move_item(item, values, binding)
            else:
                to_create.append({**values, "sync_date": fields.Datetime.now()})
        items.create(to_create)

    def line_values(
        self, order: Json, page: OrderPage, sale: Any = None
    ) -> list[dict[str, Any]]:
        """Return the values of the bindings of an order's line items.

        :param sale: the sales order with the lines to bind, if they are to be bound
        """
        mapper = self.component(
            usage="import.mapper", model_name="ebay.sale.order.line"
        )
        money = page.money[order["orderId"]]
        lines = page.lines[order["orderId"]]
        bound = lines.bound_values(sale) if sale else {}
        prices = {line_id: line.goods for line_id, line in money.lines.items()}
        refunded = (
            refunded_items(order, money.currency, prices) if has_refunds(order) else ()
        )
        rows = []
        for line in order["lineItems"]:
            line_id = line["lineItemId"]
            values = mapper.map_record(line).values(
                money=money.lines[line_id],
                match=lines.matches[line_id],
                refunded=line_id in refunded,
            )
            rows.append({**values, **bound.get(line_id, {})})
        return rows

    def _move_item(self, item: Any, values: dict[str, Any], binding: Any) -> None:
        """Move an item to the new order in which the buyer paid several together."""
        before = item.order_id
        finisher = self.component(usage="order.finisher")
        if before.ordered_at > binding.ordered_at:
            finisher.merge(binding, before)
            return
        sold = item.odoo_id | item.remainder_line_id
        delivered = int(sum(sold.mapped("qty_delivered")))
        if before != binding and delivered:
            values["delivered_before"] = item.delivered_before + delivered
        item.with_context(ebay_importing=True).write(values)
        if before != binding and not before.line_ids:
            finisher.merge(before, binding)
