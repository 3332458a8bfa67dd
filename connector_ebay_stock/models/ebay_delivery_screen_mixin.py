# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from markupsafe import Markup

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.connector_ebay.tools.client_actions import RELOAD, show_message

#: Kinds of delivery methods that buy no label when a delivery is validated.
OFFLINE_KINDS = ("fixed", "base_on_rule")

#: What the figures above the list count, in their order. The filters of the list have
#: the same names and domains.
FIGURES = {
    "late": [("ebay_due", "=", "late")],
    "today": [("ebay_due", "=", "today")],
    "tomorrow": [("ebay_due", "=", "tomorrow")],
    "no_stock": [("ebay_stock_state", "in", ("partly", "no_stock"))],
    "no_number": [("ebay_bind_ids.state", "=", "waiting")],
    "problem": [("ebay_has_problem", "=", True)],
}


class EbayDeliveryScreenMixin(models.AbstractModel):
    """The list of what must be shipped for eBay: its figures and buttons."""

    _name = "ebay.delivery.screen.mixin"
    _description = "eBay Delivery Screen Mixin"

    # === FIGURES ===

    @api.model
    def ebay_shipping_figures(self):
        """Return the figures above the list *To Ship*, as the user sees them.

        :return: numbers by name of the filter; ``without_delivery`` is the number of
            paid orders that have no open delivery, ``can_open_orders`` whether the
            user may see them
        """
        self._ebay_check_warehouse("read")
        to_ship = [("ebay_to_ship", "=", True)]
        figures = {
            name: self.search_count(Domain.AND([to_ship, domain]))
            for name, domain in FIGURES.items()
        }
        orders = self.env["ebay.sale.order"]
        return {
            **figures,
            "without_delivery": orders.sudo().search_count(
                [
                    ("company_id", "in", self.env.companies.ids),
                    ("without_delivery", "=", True),
                ]
            ),
            "can_open_orders": orders.has_access("read"),
        }

    @api.model
    def _ebay_open_sentence(self, count):
        """Return how many deliveries are open, with a link to them, as HTML."""
        if not count:
            sentence = self.env._("No delivery of an eBay order is open.")
            return Markup("<p>%s</p>") % sentence
        return Markup(
            '<p>%s <a href="/odoo/action-connector_ebay_stock.ebay_to_ship_action">'
            "%s</a></p>"
        ) % (
            self.env._("%s deliveries of eBay orders have not left yet.", count),
            self.env._("Open To Ship"),
        )

    def _ebay_check_warehouse(self, operation):
        """Raise AccessError unless the user may work in the warehouse.

        Others, for example accountants, may write deliveries for reasons of their own.
        """
        self.env["ebay.stock.picking"].check_access("read")
        self.check_access(operation)

    # === BUTTONS ===

    def action_ebay_ship_dialog(self):
        """Open the dialog that ships a delivery, or corrects what eBay refused."""
        self._ebay_check_warehouse("write")
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.ebay_order_number or self.name,
            "res_model": "ebay.delivery.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"default_picking_id": self.id},
        }

    def action_ebay_ship(self):
        """Validate the selected deliveries whose goods are ready.

        The others are left out, with the reasons. Labels that are bought cannot be
        undone: deliveries whose carrier sells some are validated one by one.
        """
        self._ebay_check_warehouse("write")
        ready = self.filtered(
            lambda one: one.ebay_is_open
            and one.ebay_stock_state == "ready"
            and not one.ebay_has_problem
        )
        if not ready:
            raise UserError(
                self.env._(
                    "None of the selected deliveries can be shipped: they have left "
                    "already, wait for goods, or their order is held."
                )
            )
        labelled = ready.filtered(
            lambda one: one.carrier_id.delivery_type not in (*OFFLINE_KINDS, False)
        )
        result, problems = (ready - labelled)._ebay_validate_together()
        for picking in labelled:
            _result, problem = picking._ebay_validate_alone()
            problems += problem
        if isinstance(result, dict):
            return result
        return self._ebay_shipped_notification(ready, problems)

    def _ebay_validate_together(self):
        """Validate these deliveries at once, or one by one if one of them fails.

        :return: what Odoo's button returns, and the sentences about those that failed
        """
        if not self:
            return True, []
        try:
            with self.env.cr.savepoint():
                return self.button_validate(), []
        except UserError:
            self.env.invalidate_all()
        problems = []
        for picking in self:
            problems += picking._ebay_validate_alone()[1]
        return True, problems

    def _ebay_validate_alone(self):
        """Validate one delivery; return as :meth:`_ebay_validate_together` does."""
        try:
            with self.env.cr.savepoint():
                return self.button_validate(), []
        except UserError as error:
            self.env.invalidate_all()
            return True, [f"{self.ebay_order_number or self.name}: {error}"]

    def _ebay_shipped_notification(self, ready, problems):
        """Return the notification that says what was shipped and what was not."""
        done = len(ready.filtered(lambda one: one.state == "done"))
        sentences = [self.env._("%s deliveries shipped.", done)]
        left_out = len(self - ready)
        if left_out:
            sentences.append(
                self.env._("%s left out: not ready, held or shipped already.", left_out)
            )
        return show_message(
            "\n".join([*sentences, *problems]),
            "warning" if problems or left_out else "success",
            then=RELOAD,
            sticky=bool(problems),
        )
