# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import random
from dataclasses import dataclass, field

from odoo.addons.component.core import Component
from odoo.addons.connector.exception import InvalidDataError
from odoo.addons.connector_ebay.exceptions import EbayNotFound, EbayWait

#: Orders come in by the hundred: no follower, log note or mail each.
BULK_CONTEXT = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "sale_no_log_for_new_lines": True,
    "ebay_importing": True,
}

#: What an order must have for anything to be made of it.
NEEDED = ("orderId", "lastModifiedDate", "creationDate", "lineItems")

#: Seconds after which a worker looks again at what another was writing; drawn, so that
#: two do not meet for ever.
BUSY_SECONDS = (1, 5)


@dataclass
class OrderCounts:
    """What an import did to orders."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    held: int = 0
    failed: list = field(default_factory=list)
    #: Another worker was at these, or at their buyers: nothing is written of them.
    busy: list = field(default_factory=list)

    def __add__(self, other):
        return OrderCounts(
            self.created + other.created,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.skipped + other.skipped,
            self.held + other.held,
            self.failed + other.failed,
            self.busy + other.busy,
        )

    def sentence(self, env):
        """For the job's result."""
        text = env._(
            "%(created)s new, %(updated)s changed, %(unchanged)s as before, "
            "%(held)s held, %(skipped)s skipped, %(failed)s failed.",
            created=self.created,
            updated=self.updated,
            unchanged=self.unchanged,
            held=self.held,
            skipped=self.skipped,
            failed=len(self.failed),
        )
        return f"{text} {', '.join(self.failed)}".strip()


class EbaySaleOrderImporter(Component):
    """Writes orders set-wise: all of a page, or the one of a job.

    Buyers, addresses, products, taxes are looked up once; orders, their lines and
    bindings are each made by one ``create`` and confirmed together. An order that is
    known and whose date of change is not newer costs nothing but that query.
    """

    _name = "ebay.sale.order.importer"
    _inherit = ["base.importer", "ebay.base"]
    _apply_on = "ebay.sale.order"
    _usage = "record.importer"

    # === ONE ORDER ===

    def run(self, order_id, force=False):
        """Read one order and write it.

        :param force: also if eBay did not change it: what held it here may be gone
        """
        try:
            order = self.backend_adapter.read(order_id)
        except EbayNotFound:
            binding = self.known([{"orderId": order_id}]).get(order_id)
            if not binding or binding.import_state != "waiting":
                raise
            self.component(usage="order.finisher").expire(binding)
            return self.env._("Order %s was never paid: cancelled.", order_id)
        counts = self.import_all([order], force=force, in_full=True)
        binding = self.known([order]).get(order["orderId"])
        if not binding:
            return self.env._("Order %s is finished on eBay: skipped.", order_id)
        if counts.unchanged:
            return self.env._("Order %s is as it was.", order_id)
        if binding.import_state == "held":
            return self.env._(
                "Order %(order)s is held: %(note)s",
                order=order_id,
                note=binding.hold_note,
            )
        return self.env._("Order %s imported.", order_id)

    # === A PAGE ===

    def import_all(self, orders, **options):
        """:meth:`import_many`, or nothing.

        :raise EbayWait: another worker is at some of them, or was a moment ago
        """
        counts = self.import_many(orders, **options)
        if counts.busy:
            raise EbayWait(
                self.env._("Another worker is importing the same orders or buyers."),
                random.randint(*BUSY_SECONDS),
            )
        return counts

    def import_many(self, orders, force=False, in_full=False):
        """Write these orders, as far as they are news; a later double wins.

        :param force: also those that are as they were
        :param in_full: whether they come with what only a single read tells
        :return: :class:`OrderCounts`
        """
        orders = self._distinct(orders)
        known = self.known(orders)
        counts = OrderCounts()
        todo = []
        for order in orders:
            binding = known.get(order["orderId"])
            if binding and not force and not self.is_news(order, binding):
                counts.unchanged += 1
            elif not binding and self._is_skipped(order):
                counts.skipped += 1
            else:
                todo.append(order)
        free = self.component(usage="record.locker").lock_orders(
            order["orderId"] for order in todo
        )
        new = [one for one in todo if one["orderId"] in free - known.keys()]
        changed = [
            (known[one["orderId"]], one)
            for one in todo
            if one["orderId"] in free & known.keys()
        ]
        bindings = self.model
        if new:
            bindings = self._create(new, in_full)
            counts.created = len(bindings)
            counts.held = len(bindings.filtered(lambda one: one.import_state == "held"))
        if changed:
            updated = self.component(usage="order.updater").update(changed, in_full)
            counts.updated = len(updated)
            bindings |= updated
        if bindings.filtered("details_due"):
            self.model._enqueue_details(self.backend)
        done = len(bindings)
        if done < len(todo):
            names = set(bindings.mapped("external_id"))
            names |= set(bindings.mapped("legacy_order_id"))
            counts.busy = [
                one["orderId"] for one in todo if one["orderId"] not in names
            ]
        return counts

    def _distinct(self, orders):
        """The newest of each order, in the order of their ids.

        Workers that insert in the same order wait for each other; in different
        order they would lock each other up.
        """
        distinct = {}
        for order in orders:
            missing = [name for name in NEEDED if not order.get(name)]
            if missing:
                raise InvalidDataError(
                    self.env._(
                        "eBay sent order %(order)s without %(fields)s.",
                        order=order.get("orderId") or "?",
                        fields=", ".join(missing),
                    )
                )
            other = distinct.get(order["orderId"])
            if not other or other["lastModifiedDate"] <= order["lastModifiedDate"]:
                distinct[order["orderId"]] = order
        return [distinct[order_id] for order_id in sorted(distinct)]

    def known(self, orders):
        """Bindings by ``orderId``, found by either of the two numbers."""
        numbers = {order["orderId"] for order in orders}
        numbers |= {order.get("legacyOrderId") for order in orders} - {None, ""}
        bindings = self.model.search(
            [
                ("backend_id", "=", self.backend.id),
                "|",
                ("external_id", "in", list(numbers)),
                ("legacy_order_id", "in", list(numbers)),
            ]
        )
        by_number = {}
        for binding in bindings:
            by_number[binding.legacy_order_id] = binding
        for binding in bindings:
            by_number[binding.external_id] = binding
        known = {}
        for order in orders:
            binding = by_number.get(order["orderId"]) or by_number.get(
                order.get("legacyOrderId") or order["orderId"]
            )
            if binding:
                known[order["orderId"]] = binding
        return known

    @staticmethod
    def is_news(order, binding):
        """Whether eBay changed the order since it was last written."""
        # Both as eBay writes them: 2026-05-03T18:03:40.000Z
        return order["lastModifiedDate"] > (binding.last_modified or "")

    def _is_skipped(self, order):
        if self.backend.finished_orders != "skip":
            return False
        cancelled = (order.get("cancelStatus") or {}).get("cancelState") == "CANCELED"
        return cancelled or order.get("orderFulfillmentStatus") == "FULFILLED"

    # === NEW ORDERS ===

    def _create(self, orders, in_full):
        """Create orders with their lines and bindings; return the bindings."""
        lookups = self.component(usage="order.lookups")
        people = self.component(usage="import.mapper", model_name="ebay.res.partner")
        for order in orders:
            lookups.check_company(people.marketplace_code(order))
        money = self.component(usage="order.money")
        amounts = {order["orderId"]: money.parse(order) for order in orders}
        people = self.component(
            usage="record.importer", model_name="ebay.res.partner"
        ).import_many(orders, lookups)
        orders = [order for order in orders if order["orderId"] in people]
        if not orders:
            return self.model
        builder = self.component(usage="order.line.builder")
        builder.prepare(orders, lookups)
        built = {
            order["orderId"]: builder.build(order, amounts[order["orderId"]], people)
            for order in orders
        }
        sale_mapper = self.component(usage="sale.order.mapper")
        sales = (
            self.env["sale.order"]
            .with_context(**BULK_CONTEXT)
            .with_company(self.backend.company_id)
            .create(
                [
                    sale_mapper.map_record(order).values(
                        lookups=lookups,
                        money=amounts[order["orderId"]],
                        people=people,
                        lines=built[order["orderId"]],
                    )
                    for order in orders
                ]
            )
        )
        settler = self.component(usage="order.finisher")
        details = self.component(usage="details.importer")
        values_list = []
        for order, sale in zip(orders, sales, strict=True):
            order_id = order["orderId"]
            values = self.mapper.map_record(order).values(
                lookups=lookups, money=amounts[order_id], people=people
            )
            decision = settler.decide(values, sale, built[order_id].holds)
            values.update(
                decision,
                odoo_id=sale.id,
                details_due=not in_full and details.is_due(order),
            )
            values_list.append(values)
        bindings = self.model.create(values_list)
        self._bind_lines(list(zip(bindings, orders, strict=True)), built, amounts)
        settler.carry_out(bindings)
        self.component(
            usage="record.importer", model_name="ebay.order.refund"
        ).import_many(list(zip(bindings, orders, strict=True)))
        return bindings

    def _bind_lines(self, bound, built, amounts):
        """Bind eBay's items to the lines just made for them."""
        items = self.env["ebay.sale.order.line"].with_context(ebay_importing=True)
        mapper = self.component(
            usage="import.mapper", model_name="ebay.sale.order.line"
        )
        line_ids = [
            line["lineItemId"]
            for _binding, order in bound
            for line in order["lineItems"]
        ]
        known = self.binder_for("ebay.sale.order.line").to_internal_many(line_ids)
        to_create = []
        for binding, order in bound:
            lines = built[order["orderId"]]
            money = amounts[order["orderId"]]
            sale_lines = lines.sale_lines(binding.odoo_id)
            for line in order["lineItems"]:
                line_id = line["lineItemId"]
                values = mapper.map_record(line).values(
                    money=money.lines[line_id], match=lines.matches[line_id]
                )
                values.update(sale_lines[line_id], order_id=binding.id)
                if line_id in known:
                    self._take_over(known[line_id], values, binding)
                else:
                    to_create.append(values)
        items.create(to_create)

    def _take_over(self, item, values, binding):
        """Purchases that the buyer paid together: the new order takes their items."""
        before = item.order_id
        settler = self.component(usage="order.finisher")
        if before.ordered_at > binding.ordered_at:
            settler.merge(binding, before)
            return
        item.with_context(ebay_importing=True).write(values)
        if before != binding and not before.line_ids:
            settler.merge(before, binding)
