# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import defaultdict
from dataclasses import dataclass, field

from odoo.addons.component.core import Component


@dataclass
class Contents:
    """What a delivery has of one eBay order: units by item, and what is wrong."""

    items: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)


class EbayPickingContents(Component):
    """Reads what a done delivery has of eBay orders.

    Services, delivery charges and goods that were not sold on eBay have no move that
    belongs to an eBay item, so they are left out. Goods that go out once more after
    they came back are no new shipment for eBay.
    """

    _name = "ebay.picking.contents"
    _inherit = "ebay.base"
    _apply_on = "ebay.stock.picking"
    _usage = "picking.contents"

    def contents(self, picking):
        """``{ebay.sale.order: Contents}`` of this backend, where there is anything."""
        units = defaultdict(float)
        for line, moves in self._moves(picking).grouped("sale_line_id").items():
            item = line.ebay_line_id
            if item and item.backend_id == self.backend:
                units[item] += self._units(picking, line, moves)
        contents = {}
        for item, quantity in units.items():
            content = contents.setdefault(item.order_id, Contents())
            whole = round(quantity)
            if abs(quantity - whole) > 0.001:
                content.problems.append(
                    self.env._(
                        "%(quantity)s units of '%(title)s' left: eBay counts whole "
                        "units only.",
                        quantity=round(quantity, 3),
                        title=item.title,
                    )
                )
            elif whole > 0:
                content.items[item] = whole
                content.problems += self._too_many(picking, item, whole)
        return {
            order: content
            for order, content in contents.items()
            if content.items or content.problems
        }

    def units_by_package(self, picking, items):
        """What each package of a delivery has of these items, if that adds up.

        :return: ``[{item: units}]`` in the packages' order, or none
        """
        packages = defaultdict(lambda: defaultdict(float))
        for move_line in self._moves(picking).move_line_ids:
            line = move_line.move_id.sale_line_id
            item = line.ebay_line_id
            if item not in items or move_line.product_id != line.product_id:
                continue
            packages[move_line.result_package_id][item] += (
                move_line.product_uom_id._compute_quantity(
                    move_line.quantity, line.product_uom_id, round=False
                )
            )
        total = defaultdict(float)
        for units in packages.values():
            for item, quantity in units.items():
                total[item] += quantity
        if dict(total) != items or not all(packages):
            return []
        return [
            {item: round(quantity) for item, quantity in packages[package].items()}
            for package in sorted(packages, key=lambda one: one.id)
        ]

    # === UNITS ===

    @staticmethod
    def _moves(picking):
        return picking.move_ids.filtered(
            lambda move: move.state == "done"
            and move.sale_line_id
            and not move.origin_returned_move_id
        )

    def _units(self, picking, line, moves):
        """Units of a sales order line that leave with this delivery."""
        if moves.product_id == line.product_id:
            return sum(
                move.product_uom._compute_quantity(
                    move.quantity, line.product_uom_id, round=False
                )
                for move in moves
            )
        done = self._kits(line, self._until(picking, line))
        before = self._kits(line, self._until(picking, line) - moves)
        return done - before

    @staticmethod
    def _until(picking, line):
        """The done moves to the buyer of a line, up to this delivery."""
        return line.move_ids.filtered(
            lambda move: move.state == "done"
            and move.location_dest_id.usage == "customer"
            and not move.origin_returned_move_id
            and (move.picking_id.date_done, move.picking_id.id)
            <= (picking.date_done, picking.id)
        )

    @staticmethod
    def _kits(line, moves):
        """Complete kits in these moves of components.

        Components that a supplier ships have no link to the kit's bill of materials:
        then the kit is complete with the last of them, as Odoo counts it.
        """
        kit = "bom_line_id" in moves._fields and moves.bom_line_id.bom_id.filtered(
            lambda bom: bom.type == "phantom"
            and bom.product_tmpl_id == line.product_id.product_tmpl_id
        )
        if kit:
            every = {
                "incoming_moves": lambda move: True,
                "outgoing_moves": lambda move: False,
            }
            ordered = line.product_uom_id._compute_quantity(
                line.product_uom_qty, kit[:1].product_uom_id
            )
            return moves._compute_kit_quantities(
                line.product_id, ordered, kit[:1], every
            )
        wanted = line.move_ids.filtered(
            lambda move: move.state != "cancel"
            and move.location_dest_id.usage == "customer"
        )
        return line.product_uom_qty if moves and moves == wanted else 0.0

    # === CHECK ===

    def _too_many(self, picking, item, quantity):
        """One sentence if more leaves than was sold."""
        others = self.env["ebay.stock.picking.line"].search(
            [
                ("item_id", "=", item.id),
                ("fulfillment_id.odoo_id", "!=", picking.id),
                ("fulfillment_id.further", "=", False),
                ("fulfillment_id.state", "not in", ("failed", "stopped")),
            ]
        )
        before = sum(others.mapped("quantity"))
        if before + quantity <= item.quantity:
            return []
        return [
            self.env._(
                "%(sold)s of '%(title)s' were sold, %(before)s have left with other "
                "deliveries, and this one has %(quantity)s more.",
                sold=item.quantity,
                title=item.title,
                before=before,
                quantity=quantity,
            )
        ]
