# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import dataclass, field

from odoo.addons.component.core import Component
from odoo.addons.connector.exception import InvalidDataError

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

#: Buyers there may give a tax number; only a single read tells it.
TAX_ID_COUNTRIES = ("IT", "ES", "GT")

#: Detail reads wait behind the pages.
DETAILS_DELAY = 20


@dataclass
class OrderCounts:
    """What an import did to orders."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    held: int = 0
    failed: list = field(default_factory=list)

    def __add__(self, other):
        return OrderCounts(
            self.created + other.created,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.skipped + other.skipped,
            self.held + other.held,
            self.failed + other.failed,
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
        order = self.backend_adapter.read(order_id)
        counts = self.import_many([order], force=force, in_full=True)
        binding = self._known([order]).get(order["orderId"])
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

    def run_details(self, order_id):
        """Read what only a single read tells: cancel requests, tax numbers."""
        order = self.backend_adapter.read(order_id)
        binding = self._known([order]).get(order["orderId"])
        if binding and self._is_news(order, binding):
            self.import_many([order], in_full=True)
        elif binding:
            self.component(usage="order.updater").add_details(binding, order)
        return self.env._("Details of order %s read.", order_id)

    # === A PAGE ===

    def import_many(self, orders, force=False, in_full=False):
        """Write these orders, as far as they are news; a later double wins.

        :param force: also those that are as they were
        :param in_full: whether they come with what only a single read tells
        :return: :class:`OrderCounts`
        """
        orders = self._distinct(orders)
        known = self._known(orders)
        counts = OrderCounts()
        new, changed = [], []
        for order in orders:
            binding = known.get(order["orderId"])
            if binding and not force and not self._is_news(order, binding):
                counts.unchanged += 1
            elif binding:
                changed.append((binding, order))
            elif self._is_skipped(order):
                counts.skipped += 1
            else:
                new.append(order)
        if new or changed:
            self.component(usage="order.claimer").claim(
                [*new, *(order for _binding, order in changed)]
            )
        if new:
            bindings = self._create(new)
            counts.created = len(bindings)
            counts.held = len(bindings.filtered(lambda one: one.import_state == "held"))
        if changed:
            self.component(usage="order.updater").update(changed)
            counts.updated = len(changed)
        if not in_full:
            self._enqueue_details([*new, *(order for _binding, order in changed)])
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

    def _known(self, orders):
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
    def _is_news(order, binding):
        # Both as eBay writes them: 2026-05-03T18:03:40.000Z
        return order["lastModifiedDate"] > (binding.last_modified or "")

    def _is_skipped(self, order):
        if self.backend.finished_orders != "skip":
            return False
        cancelled = (order.get("cancelStatus") or {}).get("cancelState") == "CANCELED"
        return cancelled or order.get("orderFulfillmentStatus") == "FULFILLED"

    # === NEW ORDERS ===

    def _create(self, orders):
        """Create orders with their lines and bindings; return the bindings."""
        lookups = self.component(usage="order.lookups")
        money = self.component(usage="order.money")
        amounts = {order["orderId"]: money.parse(order) for order in orders}
        people = self.component(
            usage="record.importer", model_name="ebay.res.partner"
        ).import_many(orders, lookups)
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
        settler = self.component(usage="order.settler")
        values_list = []
        for order, sale in zip(orders, sales, strict=True):
            order_id = order["orderId"]
            values = self.mapper.map_record(order).values(
                lookups=lookups, money=amounts[order_id], people=people
            )
            decision = settler.decide(values, sale, built[order_id].holds)
            values_list.append({**values, **decision, "odoo_id": sale.id})
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
        settler = self.component(usage="order.settler")
        if before.ordered_at > binding.ordered_at:
            settler.merge(binding, before)
            return
        item.with_context(ebay_importing=True).write(values)
        if before != binding and not before.line_ids:
            settler.merge(before, binding)

    def _enqueue_details(self, orders):
        """Enqueue a single read of the orders of which it tells more."""
        for order in orders:
            if self._has_details(order):
                order_id = order["orderId"]
                self.model._ebay_delay(
                    "import",
                    f"order:{order_id}:details",
                    backend=self.backend,
                    eta=DETAILS_DELAY,
                    description=self.env._("Read details of eBay order %s", order_id),
                ).import_details(self.backend, order_id)

    @staticmethod
    def _has_details(order):
        cancel_state = (order.get("cancelStatus") or {}).get("cancelState")
        if cancel_state not in (None, "", "NONE_REQUESTED", "CANCELED"):
            return True
        address = (order.get("buyer") or {}).get("taxAddress") or {}
        return address.get("countryCode") in TAX_ID_COUNTRIES
