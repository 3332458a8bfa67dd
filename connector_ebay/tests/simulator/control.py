# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The control API under ``/_sim/``: what tests of another process steer with."""

from .errors import json_response


def handle(simulator, request):
    """Answer a request to the control API."""
    return json_response({"listings": len(simulator.seller.listings)})
