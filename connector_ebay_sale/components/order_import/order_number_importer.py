# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.exceptions import UserError

from odoo.addons.component.core import Component
from odoo.addons.connector.exception import ConnectorException
from odoo.addons.connector_ebay.exceptions import EbayNotFound
from odoo.addons.connector_ebay.tools.stored_text import dump_text, render_text
from odoo.addons.queue_job.exception import FailedJobError, RetryableJobError

Json = dict[str, Any]


class EbayOrderNumberImporter(Component):
    """Import the order that a person looks for, while the person waits.

    This is one call to eBay. Everything else is imported by jobs; so is this order if
    eBay does not answer.
    """

    _name = "ebay.order.number.importer"
    _inherit = "ebay.base"
    _apply_on = "ebay.sale.order"
    _usage = "order.number.importer"

    def run(self, number: str) -> Json:
        """Import one order and return what became of it.

        :param number: eBay's order id, or one in the form used before 2019
        :return: ``state``: ``imported``, ``held``, ``waiting``, ``missing`` (eBay has
            no such order), ``later`` (a job tries again) or ``failed``; ``message``;
            and ``order_id`` if the order is in Odoo
        """
        importer = self.component(usage="record.importer")
        try:
            with self.env.cr.savepoint():
                sentence = importer.run(number, True)
                self.env.flush_all()
        except EbayNotFound:
            return self.result("missing", self._missing_message(number))
        except RetryableJobError as error:
            self.model._enqueue_record(self.backend, number, force=True)
            return self.result(
                "later",
                self.env._(
                    "eBay cannot be asked now: %s The import is tried again in the "
                    "background.",
                    self._sentence(error),
                ),
            )
        except (FailedJobError, ConnectorException, UserError) as error:
            return self.result("failed", self._sentence(error))
        binding = importer.find_bindings([{"orderId": number}]).get(number)
        if not binding:
            return self.result("failed", self._shown(sentence))
        return self.describe(binding)

    def describe(self, binding: Any) -> Json:
        """Return how far an order that is in Odoo has come."""
        number = binding.external_id
        if binding.import_state == "held":
            message = self.env._(
                "Order %(order)s is held: %(note)s",
                order=number,
                note=binding.hold_note or "",
            )
            return self.result("held", message, binding)
        if binding.import_state == "waiting":
            message = self.env._("Order %s waits for the buyer's payment.", number)
            return self.result("waiting", message, binding)
        message = self.env._("Order %s is in Odoo.", number)
        return self.result("imported", message, binding)

    @staticmethod
    def result(state: str, message: str, binding: Any = None) -> Json:
        """Return what the screen shows."""
        order_id = binding.id if binding else False
        return {"state": state, "message": message, "order_id": order_id}

    def _sentence(self, error: Exception) -> str:
        """Return an error in the reader's language, with a full stop."""
        text = self._shown(error.args[0] if error.args else error).strip()
        return text if text.endswith((".", "!", "?")) else f"{text}."

    def _shown(self, text: Any) -> str:
        return render_text(self.env, dump_text(text)) if text else ""

    def _missing_message(self, number: str) -> str:
        return self.env._(
            "eBay does not have order %(order)s on the account %(account)s. Check the "
            "number; eBay shows orders of the last two years.",
            order=number,
            account=self.backend.name,
        )
