# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models

from ..exceptions import EbayWait


class EbayBackend(models.Model):
    """What each topic of eBay's notifications makes an account do.

    Every method gets the ``ebay.webhook.event``, reads back from the API what eBay
    hints at, and returns a sentence for the event; None: nobody is concerned. Add-ons
    override them.
    """

    _inherit = "ebay.backend"

    def _ebay_event_order_confirmation(self, event):
        """A buyer has paid: ``event.reference`` is the order's id.

        Orders are the business of the add-on that imports them.
        """
        return None

    def _ebay_event_listing(self, event):
        """A listing was made, changed or ended: read it again."""
        listing = self.env["ebay.product.template"].search(
            [("backend_id", "=", self.id), ("external_id", "=", event.reference)]
        )
        if not event.reference:
            return self.env._("eBay did not say which listing.")
        if listing and self._ebay_is_echo(event, listing):
            return self.env._("Our own change, come back: nothing to do.")
        return self.env["ebay.product.template"].import_record(self, event.reference)

    def _ebay_is_echo(self, event, listing):
        """Whether eBay reports only what is known of the listing already.

        That is so when it tells price and quantity, as it does after each of our own
        exports, and both are those of the listing's only SKU. Else it is read again,
        and the importer sees for itself whether something differs.
        """
        told = event._data().get("listing") or event._data()
        price = (told.get("price") or {}) if isinstance(told, dict) else {}
        if not isinstance(price, dict) or len(listing.sku_ids) != 1:
            return False
        if (
            told.get("listingStatus", "ACTIVE") != "ACTIVE"
            or listing.status != "active"
        ):
            return False
        sku = listing.sku_ids
        try:
            same_price = sku.currency_id.compare_amounts(
                float(price["value"]), sku.price
            )
            return (
                same_price == 0
                and price["currency"] == sku.currency_id.name
                and int(told["quantity"]) == sku.quantity
            )
        except (KeyError, TypeError, ValueError):
            return False

    def _ebay_event_authorization_revocation(self, event):
        """The seller withdrew the consent: see whether that is so, then say so.

        The event may be older than a new consent, so eBay is asked first.
        """
        try:
            with self.work_on("ebay.backend") as work:
                work.component(usage="notification.adapter").renew_consent()
        except EbayWait:
            self.invalidate_recordset()
            if self.state != "reconnect":
                raise
            return self.env._("The consent is gone: somebody has to connect again.")
        return self.env._("eBay still accepts the connection: nothing to do.")

    def _ebay_event_account_deletion(self, event):
        """Somebody closed an eBay account: forget who it was."""
        return self.env["ebay.account.deletion"]._honour(event)

    def _ebay_event_feedback_received(self, event):
        """A buyer left feedback: somebody should read it."""
        self._ebay_schedule_activity(
            f"feedback {event.reference or event.id}",
            self.env._("eBay feedback %s", event.reference or event.id),
            self.env._("A buyer has left feedback. Read and answer it on eBay."),
        )
        return self.env._("Told the person in charge.")

    def _ebay_event_message(self, event):
        """A buyer wrote: somebody should answer on eBay."""
        self._ebay_schedule_activity(
            f"message {event.reference or event.id}",
            self.env._("eBay message %s", event.reference or event.id),
            self.env._("A buyer has written. Read and answer it on eBay."),
        )
        return self.env._("Told the person in charge.")
