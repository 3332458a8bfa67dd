# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models
from odoo.exceptions import RedirectWarning, UserError

#: Names of listings in a message; of more, only the number is given.
NAMES = 5


class EbayListedProductMixin(models.AbstractModel):
    """Keep products and variants that are on sale on eBay from being removed.

    A person confirms that the listing ends; once it has ended, the product is archived
    or deleted. Listings that were made on eBay are eBay's: they stay as they are, and
    their SKUs are to be matched again.
    """

    _name = "ebay.listed.product.mixin"
    _description = "eBay Listed Product Mixin"

    def _ebay_variants(self):
        """Return the variants of these products; they are variants themselves."""
        return self

    def _ebay_live_skus(self):
        """Return the SKUs of these products on sale in listings of Odoo."""
        return (
            self.env["ebay.product.product"]
            .sudo()
            .search(
                [
                    ("odoo_id", "in", self._ebay_variants().ids),
                    ("active", "=", True),
                    ("listing_id.listing_template_id", "!=", False),
                    ("status", "=", "active"),
                ]
            )
        )

    def _ebay_check_removal(self, operation):
        """Check that none of these products is on sale on eBay.

        :param operation: ``archive`` or ``delete``
        :raise RedirectWarning: with the button that ends the listings first
        :raise UserError: the user may not end listings
        """
        skus = self._ebay_live_skus()
        if not skus:
            return
        listings = skus.listing_id
        names = ", ".join(listings[:NAMES].mapped("display_name"))
        if len(listings) > NAMES:
            names = self.env._(
                "%(names)s and %(number)s more",
                names=names,
                number=len(listings) - NAMES,
            )
        message = self.env._(
            "On sale on eBay: %s. Buyers could still buy it. End the listing first.",
            names,
        )
        if not self.env.user.has_group("connector_ebay.group_ebay_user"):
            raise UserError(message)
        raise RedirectWarning(
            message,
            self.env.ref("connector_ebay.ebay_product_removal_action").id,
            self.env._("End and Archive")
            if operation == "archive"
            else self.env._("End and Delete"),
            {
                "active_model": self._name,
                "active_ids": self.ids,
                "default_operation": operation,
            },
        )

    def _ebay_end_and_remove(self, operation):
        """Enqueue ending the listings; the products are removed when they have ended.

        :param operation: ``archive`` or ``delete``
        """
        self.env["ebay.product.template"]._ebay_check_user()
        self.check_access("write" if operation == "archive" else "unlink")
        skus = self._ebay_live_skus()
        skus.product_removal = operation
        if skus:
            skus.listing_id._end("person")
        on_sale = skus.odoo_id
        free = self.filtered(lambda one: not one._ebay_variants() & on_sale)
        if free and operation == "archive":
            free.action_archive()
        elif free:
            free.unlink()
        return True

    def ebay_end_and_archive(self):
        """End the listings of these products on eBay, and archive the products."""
        self.check_access("write")
        return self._ebay_end_and_remove("archive")

    def ebay_end_and_delete(self):
        """End the listings of these products on eBay, and delete the products."""
        self.check_access("unlink")
        return self._ebay_end_and_remove("delete")
