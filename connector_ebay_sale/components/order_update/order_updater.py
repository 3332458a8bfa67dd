# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.fields import Command

from odoo.addons.component.core import Component

from ..order_import.order_importer import BULK_CONTEXT

#: eBay takes these away after a while; what we have stays.
NEVER_BLANKED = (
    "buyer_username",
    "buyer_email",
    "buyer_note",
    "gift_message",
    "tax_identifier",
    "legacy_order_id",
    "ship_to_reference",
    "cancel_reason",
)


class EbaySaleOrderUpdater(Component):
    """Follows what happened on eBay to orders that are known already."""

    _name = "ebay.sale.order.updater"
    _inherit = "ebay.base"
    _apply_on = "ebay.sale.order"
    _usage = "order.updater"

    def update(self, changed, in_full=False):
        """Write what differs, and do what follows from it.

        :param changed: pairs of binding and order as eBay sent it
        :param in_full: whether they come with what only a single read tells
        :return: the bindings, without those whose buyers another worker is writing
        """
        orders = [order for _binding, order in changed]
        lookups = self.component(usage="order.lookups")
        reader = self.component(usage="order.money")
        amounts = {order["orderId"]: reader.parse(order) for order in orders}
        people = self.component(
            usage="record.importer", model_name="ebay.res.partner"
        ).import_many(orders, lookups)
        changed = [pair for pair in changed if pair[1]["orderId"] in people]
        builder = self.component(usage="order.line.builder")
        builder.prepare([order for _binding, order in changed], lookups)
        details = self.component(usage="details.importer")
        for binding, order in changed:
            money = amounts[order["orderId"]]
            values = self._values(binding, order, lookups, money, people)
            values["details_due"] = not in_full and details.is_due(order, binding)
            if binding.import_state == "merged":
                self._write(binding, values)
                continue
            built = builder.build(order, money, people)
            if binding.odoo_id.state in ("draft", "sent"):
                self._update_draft(binding, order, values, built, money, people)
            else:
                self._update_confirmed(binding, order, values, built, money)
        self.component(
            usage="record.importer", model_name="ebay.order.refund"
        ).import_many(changed)
        return self.model.union(*(binding for binding, _order in changed))

    def _values(self, binding, order, lookups, money, people):
        mapper = self.component(usage="import.mapper")
        values = mapper.map_record(order).values(
            lookups=lookups, money=money, people=people
        )
        if not people.records[order["orderId"]]["address_hash"]:
            # Names and addresses vanish after 90 days.
            values.update(
                buyer_id=binding.buyer_id.id, address_id=binding.address_id.id
            )
        for name in NEVER_BLANKED:
            if not values.get(name):
                values.pop(name, None)
        # One of the two numbers is what the order is known by.
        values["external_id"] = binding.external_id
        values["last_modified"] = max(
            values["last_modified"], binding.last_modified or ""
        )
        return values

    def _write(self, binding, values):
        mapper = self.component(usage="import.mapper")
        changes = mapper.differing(binding, values)
        if changes:
            binding.write(changes)
        return changes

    # === NOT CONFIRMED ===

    def _update_draft(self, binding, order, values, built, money, people):
        """Bring a quotation to what eBay says now, then decide anew."""
        sale = binding.odoo_id.with_context(**BULK_CONTEXT)
        sale_values = {
            "partner_shipping_id": self.env["ebay.res.partner"]
            .browse(values["address_id"])
            .odoo_id.id,
            "fiscal_position_id": sale.fiscal_position_id.id,
        }
        if sale.partner_shipping_id.id != sale_values["partner_shipping_id"]:
            sale.write(sale_values)
        if not self._has_lines(sale, built):
            sale.write(
                {
                    "order_line": [
                        *(Command.delete(line.id) for line in sale.order_line),
                        *built.commands(),
                    ]
                }
            )
        self._update_items(binding, order, built, money, bind=True)
        settler = self.component(usage="order.finisher")
        decision = settler.decide(values, sale, built.holds)
        before = binding.import_state
        self._write(binding, {**values, **decision})
        if before == "held" and decision["import_state"] != "held":
            binding._ebay_close_activities("order_held")
        settler.carry_out(binding)

    @staticmethod
    def _has_lines(sale, built):
        """Whether the order's lines are those built; then they keep their ids."""
        if len(sale.order_line) != len(built.values):
            return False
        lines = sale.order_line.sorted(lambda line: (line.sequence, line.id))
        return all(
            line.product_id.id == values["product_id"]
            and abs(line.product_uom_qty - values["product_uom_qty"]) < 0.0001
            and abs(line.price_unit - values["price_unit"]) < 0.000001
            and line.tax_ids.ids == list(values["tax_ids"][0][2])
            for line, values in zip(lines, built.values, strict=True)
        )

    def _update_items(self, binding, order, built, money, bind=False):
        """Write what differs on the items; an item that is new gets its binding."""
        mapper = self.component(
            usage="import.mapper", model_name="ebay.sale.order.line"
        )
        items = self.env["ebay.sale.order.line"].with_context(ebay_importing=True)
        known = {item.external_id: item for item in binding.line_ids}
        sale_lines = built.sale_lines(binding.odoo_id) if bind else {}
        for line in order["lineItems"]:
            line_id = line["lineItemId"]
            values = mapper.map_record(line).values(
                money=money.lines[line_id], match=built.matches[line_id]
            )
            values.update(sale_lines.get(line_id, {}))
            item = known.get(line_id)
            if not item:
                items.create({**values, "order_id": binding.id})
                continue
            if not bind:
                values.pop("product_id")
            changes = mapper.differing(item, values)
            if changes:
                item.with_context(ebay_importing=True).write(changes)

    # === CONFIRMED, OR CANCELLED HERE ===

    def _update_confirmed(self, binding, order, values, built, money):
        before = {
            "fulfillment": binding.fulfillment_state,
            "address": binding.address_id,
            "cancel": binding.cancel_state,
            "total": binding.amount_total,
            "ship_by": binding.ship_by,
        }
        # How far the import went is no question any more; eBay may end it.
        self._update_items(binding, order, built, money)
        self._write(binding, values)
        follower = self.component(usage="order.follower")
        follower.follow(binding, order, before)
