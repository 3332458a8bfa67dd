# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Read which eBay order lines a done delivery contains, and how many units of each.

Services, delivery charges and goods that were not sold on eBay have no stock move that
belongs to an eBay order line, so they are left out. So are goods that are sent once
more after a return: for eBay they are shipped already.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from odoo.models import BaseModel

from odoo.addons.connector_ebay.tools.stored_text import StoredText

from ...tools.shipments import BLOCKED_STATES


@dataclass
class OrderContents:
    """The part of a delivery that belongs to one eBay order.

    :ivar units: whole units by order line
    :ivar problems: sentences that say why it cannot be sent to eBay
    """

    units: dict[BaseModel, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_contents(
    picking: BaseModel, backend: BaseModel
) -> dict[BaseModel, OrderContents]:
    """Return the contents of a delivery by order of an eBay account."""
    contents: dict[BaseModel, OrderContents] = {}
    for line, quantity in _units_by_line(picking, backend).items():
        content = contents.setdefault(line.order_id, OrderContents())
        whole = round(quantity)
        if abs(quantity - whole) > 0.001:
            content.problems.append(
                StoredText._(
                    "%(quantity)s units of '%(title)s' were delivered: eBay counts "
                    "whole units only.",
                    quantity=round(quantity, 3),
                    title=line.title,
                )
            )
        elif whole > 0:
            content.units[line] = whole
            content.problems += _excess_problems(picking, line, whole)
    return {
        order: content
        for order, content in contents.items()
        if content.units or content.problems
    }


def units_by_package(
    picking: BaseModel, units: dict[BaseModel, int]
) -> list[dict[BaseModel, int]]:
    """Return the units in each package of a delivery, in the order of the packages.

    :param units: units by order line that the packages must contain exactly
    :return: empty if the packages contain anything else, or if goods are not packed
    """
    packages: dict[BaseModel, dict] = defaultdict(lambda: defaultdict(float))
    for move_line in _moves_out(picking).move_line_ids:
        sale_line = move_line.move_id.sale_line_id
        line = sale_line.ebay_line_id
        if line not in units or move_line.product_id != sale_line.product_id:
            continue
        packages[move_line.result_package_id][line] += (
            move_line.product_uom_id._compute_quantity(
                move_line.quantity, sale_line.product_uom_id, round=False
            )
        )
    total: dict[BaseModel, float] = defaultdict(float)
    for package_units in packages.values():
        for line, quantity in package_units.items():
            total[line] += quantity
    if dict(total) != units or not all(packages):
        return []
    return [
        {line: round(quantity) for line, quantity in packages[package].items()}
        for package in sorted(packages, key=lambda package: package.id)
    ]


# === UNITS ===


def _units_by_line(picking: BaseModel, backend: BaseModel) -> dict[BaseModel, float]:
    """Return the delivered units by eBay order line."""
    units: dict[BaseModel, float] = defaultdict(float)
    for sale_line, moves in _moves_out(picking).grouped("sale_line_id").items():
        line = sale_line.ebay_line_id
        if line and line.backend_id == backend:
            units[line] += _delivered_units(picking, sale_line, moves)
    return units


def _moves_out(picking: BaseModel) -> BaseModel:
    """Return the done moves of sales order lines, without those after a return."""
    return picking.move_ids.filtered(
        lambda move: move.state == "done"
        and move.sale_line_id
        and not move.origin_returned_move_id
    )


def _delivered_units(
    picking: BaseModel, sale_line: BaseModel, moves: BaseModel
) -> float:
    """Return the units of a sales order line that this delivery completes."""
    if moves.product_id == sale_line.product_id:
        return sum(
            move.product_uom._compute_quantity(
                move.quantity, sale_line.product_uom_id, round=False
            )
            for move in moves
        )
    delivered = _moves_until(picking, sale_line)
    return _complete_kits(sale_line, delivered) - _complete_kits(
        sale_line, delivered - moves
    )


def _moves_until(picking: BaseModel, sale_line: BaseModel) -> BaseModel:
    """Return a line's done moves to the buyer in this and earlier deliveries."""
    return sale_line.move_ids.filtered(
        lambda move: move.state == "done"
        and move.location_dest_id.usage == "customer"
        and not move.origin_returned_move_id
        and (move.picking_id.date_done, move.picking_id.id)
        <= (picking.date_done, picking.id)
    )


def _complete_kits(sale_line: BaseModel, moves: BaseModel) -> float:
    """Return how many complete kits these moves of components make up.

    Components that a supplier ships have no link to the kit's bill of materials: then
    the kits are complete with the last of the moves, as Odoo counts them.
    """
    bom = "bom_line_id" in moves._fields and moves.bom_line_id.bom_id.filtered(
        lambda bom: bom.type == "phantom"
        and bom.product_tmpl_id == sale_line.product_id.product_tmpl_id
    )
    if bom:
        ordered = sale_line.product_uom_id._compute_quantity(
            sale_line.product_uom_qty, bom[:1].product_uom_id
        )
        filters = {
            "incoming_moves": lambda move: True,
            "outgoing_moves": lambda move: False,
        }
        return moves._compute_kit_quantities(
            sale_line.product_id, ordered, bom[:1], filters
        )
    required = sale_line.move_ids.filtered(
        lambda move: move.state != "cancel"
        and move.location_dest_id.usage == "customer"
    )
    return sale_line.product_uom_qty if moves and moves == required else 0.0


# === CHECK ===


def _excess_problems(picking: BaseModel, line: BaseModel, quantity: int) -> list[str]:
    """Return a sentence if more units are delivered than were sold."""
    others = picking.env["ebay.stock.picking.line"].search(
        [
            ("order_line_id", "=", line.id),
            ("shipment_id.odoo_id", "!=", picking.id),
            ("shipment_id.is_additional", "=", False),
            ("shipment_id.state", "not in", BLOCKED_STATES),
        ]
    )
    delivered_before = sum(others.mapped("quantity"))
    if delivered_before + quantity <= line.quantity:
        return []
    return [
        StoredText._(
            "%(sold)s units of '%(title)s' were sold. Other deliveries contain "
            "%(before)s, and this one contains %(quantity)s.",
            sold=line.quantity,
            title=line.title,
            before=delivered_before,
            quantity=quantity,
        )
    ]
