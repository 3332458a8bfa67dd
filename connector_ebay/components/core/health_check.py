# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import AbstractComponent

from ...tools.health_result import HealthResult


class EbayHealthCheck(AbstractComponent):
    """Check one thing of which the health of an account depends.

    An add-on adds a check by adding a component that inherits this one. A check that
    raises is reported as an error with its reason; the others go on.
    """

    _name = "ebay.health.check"
    _inherit = "ebay.base"
    _usage = "health.check"
    _apply_on = "ebay.backend"

    #: Code of the check in ``check_health()``.
    _code = ""
    #: Checks are reported in this order.
    _sequence = 100
    #: Whether the check calls eBay for the seller: without a connection it is left out.
    _needs_connection = False

    @property
    def code(self) -> str:
        """Return the code of the check in ``check_health()``."""
        return self._code

    @property
    def sequence(self) -> int:
        """Return the place of the check in the report."""
        return self._sequence

    @property
    def needs_connection(self) -> bool:
        """Return whether the check calls eBay for the seller."""
        return self._needs_connection

    @property
    def title(self) -> str:
        """Return the name of the check on screens, translated."""
        raise NotImplementedError(self._name)

    def check(self) -> HealthResult:
        """Return what was found."""
        raise NotImplementedError(self._name)

    def _call(self, api: str, function: str, *args: Any, **kwargs: Any) -> Any:
        """Call eBay with short timeouts, unless the report's time is up."""
        adapter = self.component(usage="health.adapter")
        return adapter.call(api, function, *args, **kwargs)
