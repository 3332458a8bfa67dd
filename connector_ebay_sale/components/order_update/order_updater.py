# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from odoo import fields
from odoo.fields import Command

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.tools.changed_values import changed_values

from ...tools.bulk_context import BULK_CONTEXT
from ...tools.order_partners import address_place
from ...tools.order_states import parse_time
from ..order_import.line_builder import OrderLines

if TYPE_CHECKING:
    from ..order_import.order_importer import OrderPage
    from ..order_import.partner_importer import PartnerBindings

Json = dict[str, Any]


class EbaySaleOrderUpdater(Component):
    """Bring known orders up to date with eBay."""

    _name = "ebay.sale.order.updater"
    _inherit = "ebay.base"
    _apply_on = "ebay.sale.order"
    _usage = "order.updater"

    def update(
        self, changed: list[tuple[Any, Json]], page: OrderPage, with_details: bool
    ) -> None:
        """Write what differs and do in Odoo what follows from it.

        :param changed: pairs of a binding and the order as eBay sent it
        :param with_details: whether the orders have what eBay's lists leave out
        """
        details = self.component(usage="details.importer")
        for binding, order in changed:
            values = self._binding_values(binding, order, page)
            values["details_due"] = not with_details and details.is_due(order, binding)
            if binding.import_state == "merged":
                self._write(binding, values)
            elif binding.odoo_id.state in ("draft", "sent"):
                self._update_quotation(binding, order, values, page)
            else:
                self._update_confirmed(binding, order, values, page)

    def _binding_values(self, binding: Any, order: Json, page: OrderPage) -> Json:
        """Return the mapped values, without those that must not be overwritten."""
        mapper = self.component(usage="import.mapper")
        values = mapper.map_record(order).values(page=page)
        if self._keeps_address(binding, page.partners[order["orderId"]]):
            values.update(
                buyer_id=binding.buyer_id.id, address_id=binding.address_id.id
            )
        # eBay removes names, addresses and texts from older orders: what is stored
        # here stays.
        for name in [name for name, value in values.items() if not value]:
            is_text = binding._fields[name].type in ("char", "text")
            if is_text and name != "payment_hold_note":
                del values[name]
        # Read by its id, an order may come without a tax that eBay collects.
        if not values["collected_tax"]:
            del values["collected_tax"]
        # The binding keeps the id under which it was created.
        values["external_id"] = binding.external_id
        values["last_modified"] = max(
            values["last_modified"], binding.last_modified or ""
        )
        return values

    @staticmethod
    def _keeps_address(binding: Any, partners: PartnerBindings) -> bool:
        """Return whether eBay says nothing new about where the order goes.

        eBay removes addresses from older orders, or only the street, or only the phone
        number.
        """
        source, known = partners.source, binding.address_id
        if not source.address_hash:
            return True
        if not source.ship_to.street and known.odoo_id.street:
            return True
        return not source.phone_hash and (
            address_place(known.external_id or "")
            == address_place(source.address_key(partners.buyer.external_id))
        )

    @staticmethod
    def _write(record: Any, values: Json) -> None:
        changes = changed_values(record, values)
        if changes:
            record.write(changes)

    # === NOT CONFIRMED ===

    def _update_quotation(
        self, binding: Any, order: Json, values: Json, page: OrderPage
    ) -> None:
        """Update a quotation with its lines, then decide again what becomes of it."""
        lines = page.lines[order["orderId"]]
        sale = binding.odoo_id.with_context(**BULK_CONTEXT)
        address = self.env["ebay.res.partner"].browse(values["address_id"])
        position = page.lookups.fiscal_position(page.partners[order["orderId"]])
        if (sale.partner_shipping_id, sale.fiscal_position_id) != (
            address.odoo_id,
            position,
        ):
            # Both, because Odoo would detect the position by the new address alone.
            sale.write(
                {
                    "partner_shipping_id": address.odoo_id.id,
                    "fiscal_position_id": position.id,
                }
            )
        if not self._has_lines(sale, lines):
            deletions = [Command.delete(line.id) for line in sale.order_line]
            sale.write({"order_line": [*deletions, *lines.commands()]})
        self._update_items(binding, order, page, bind=True)
        finisher = self.component(usage="order.finisher")
        decision = finisher.decide(values, sale, lines.holds)
        was_held = binding.import_state == "held"
        self._write(binding, {**values, **decision})
        if was_held and decision["import_state"] != "held":
            binding._ebay_close_activities("order_held")
        finisher.carry_out(binding)

    @staticmethod
    def _has_lines(sale: Any, built: OrderLines) -> bool:
        """Return whether the order has these lines, so that they can keep their ids."""
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

    def _update_items(
        self, binding: Any, order: Json, page: OrderPage, bind: bool = False
    ) -> None:
        """Write what differs on the items; create the bindings of new ones.

        :param bind: bind the items to the sales order's lines and products anew, and
            delete those that the order does not have any more
        """
        importer = self.component(usage="record.importer")
        items = self.env["ebay.sale.order.line"].with_context(ebay_importing=True)
        known = {item.external_id: item for item in binding.line_ids}
        sale = binding.odoo_id if bind else None
        for values in importer.line_values(order, page, sale):
            item = known.get(values["external_id"])
            if not item:
                created = {"order_id": binding.id, "sync_date": fields.Datetime.now()}
                items.create({**values, **created})
                continue
            if not bind:
                del values["product_id"]
            if not values["collected_tax"]:
                del values["collected_tax"]
            self._write(item.with_context(ebay_importing=True), values)
        if bind:
            ids = {line["lineItemId"] for line in order["lineItems"]}
            gone = [item.id for line_id, item in known.items() if line_id not in ids]
            if gone:
                at = parse_time(order["lastModifiedDate"])
                items.with_context(ebay_gone_at=at).browse(gone).unlink()

    # === CONFIRMED, OR CANCELLED IN ODOO ===

    def _update_confirmed(
        self, binding: Any, order: Json, values: Json, page: OrderPage
    ) -> None:
        follower = self.component(usage="order.follower")
        before = follower.snapshot(binding)
        self._update_items(binding, order, page)
        self._write(binding, values)
        follower.follow(binding, before)
