# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.models import BaseModel

from odoo.addons.component.core import AbstractComponent

from ...tools.alert_findings import Finding
from ...tools.stored_text import StoredText


class EbayHeldRecordsWatcher(AbstractComponent):
    """Find accounts with records that are held until a person decides.

    The model has ``backend_id`` and ``hold_reason``. A concrete watcher names the
    model, its action and its texts.
    """

    _name = "ebay.held.records.watcher"
    _inherit = "ebay.alert.watcher"
    _for_paused = True

    _held_model = ""
    #: XML id of the action that shows the held records.
    _action = ""

    def find(self) -> list[Finding]:
        """Return the accounts with held records."""
        by_backend: dict[Any, dict[str, int]] = {}
        for backend, reason, number in self.env[self._held_model]._read_group(
            [("backend_id", "in", self.backends.ids), *self._held_domain()],
            ["backend_id", "hold_reason"],
            ["__count"],
        ):
            by_backend.setdefault(backend, {})[reason] = number
        return [self._held(backend, numbers) for backend, numbers in by_backend.items()]

    def _held(self, backend: BaseModel, numbers: dict[str, int]) -> Finding:
        field = self.env[self._held_model]._fields["hold_reason"]
        reasons = [
            StoredText._(
                "%(reason)s (%(number)s)",
                reason=StoredText.option(field, reason),
                number=number,
            )
            for reason, number in sorted(numbers.items())
            if reason
        ]
        message, mend = self._texts(
            sum(numbers.values()), StoredText.joined(", ", reasons)
        )
        return Finding(
            backend,
            self._codes[0],
            message,
            mend,
            action={
                "model": self._held_model,
                "xmlid": self._action,
                "domain": [("backend_id", "=", backend.id), *self._held_domain()],
            },
        )

    def _held_domain(self) -> list[Any]:
        """Return the domain of the held records of all accounts."""
        raise NotImplementedError(self._name)

    def _texts(self, number: int, reasons: StoredText) -> tuple[StoredText, StoredText]:
        """Return what is wrong and what to do.

        :param reasons: the reasons with their numbers, separated by commas
        """
        raise NotImplementedError(self._name)
