# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Refunds that several people send at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from shipping import prepare

from lib.odoo_server import RemoteError

pytestmark = pytest.mark.catalogue(listings=0)

CALLERS = 4


def test_four_refunds_at_once_pay_the_order_once(odoo, simulator, backend):
    """Each is for 8.00 of an order of 10.00: one is sent, three are refused."""
    _pickings, [number] = prepare(odoo, simulator)
    [order] = odoo.execute("ebay.sale.order", "search", [("external_id", "=", number)])
    wizards = [
        odoo.execute(
            "ebay.order.request.wizard",
            "create",
            {"order_id": order, "kind": "refund", "amount": 8.0},
        )
        for _caller in range(CALLERS)
    ]

    def send(wizard):
        try:
            odoo.execute("ebay.order.request.wizard", "action_send", [wizard])
        except RemoteError as error:
            return str(error)
        return "sent"

    with ThreadPoolExecutor(CALLERS) as callers:
        answers = list(callers.map(send, wizards))
    assert answers.count("sent") == 1, answers
    assert odoo.wait_jobs(timeout=240).keys() == {"done"}
    assert simulator.requests.count("issueRefund") == 1
    refunds = simulator.orders.find(number).refunds
    assert [str(refund.amount) for refund in refunds] == ["8.00"]
