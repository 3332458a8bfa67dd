# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...tools.stored_text import StoredText


class EbayListingAbsenceChecker(Component):
    """Check the active listings that a full run did not return.

    A listing that is missing has not necessarily ended, so eBay is asked about each.
    If many are missing at once, something else is probably wrong: a user decides.
    """

    _name = "ebay.listing.absence.checker"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "absence.checker"

    def check(self, run: BaseModel) -> bool:
        """Check the missing listings at eBay; return False if a user decides first."""
        missing = self._missing(run)
        active = self.model.search_count(self._active_domain())
        if missing and 100 * len(missing) > self.backend.vanish_limit * active:
            self.env["ebay.alert"]._open(
                self.backend,
                "listings_missing",
                StoredText._(
                    "eBay did not return %(missing)s of %(active)s active listings. "
                    "Nothing was changed.",
                    missing=len(missing),
                    active=active,
                ),
                StoredText._(
                    "If this is correct, release the run: each listing is then checked "
                    "at eBay. Otherwise cancel it."
                ),
                records=run,
            )
            return False
        self._enqueue_checks(missing)
        return True

    def check_missing(self, run: BaseModel) -> None:
        """Check the missing listings at eBay, however many they are."""
        self._enqueue_checks(self._missing(run))

    def _active_domain(self) -> list[Any]:
        return [("backend_id", "=", self.backend.id), ("status", "=", "active")]

    def _missing(self, run: BaseModel) -> BaseModel:
        """Return the active listings older than the run that it did not return."""
        older = [*self._active_domain(), ("create_date", "<", run.create_date)]
        seen = set(run.seen or ())
        return self.model.search(older).filtered(
            lambda listing: listing.external_id not in seen
        )

    def _enqueue_checks(self, listings: BaseModel) -> None:
        for listing in listings:
            self.model._ebay_delay(
                "import",
                f"confirm:{listing.external_id}",
                backend=self.backend,
                description=StoredText._(
                    "Check whether listing %s has ended", listing.external_id
                ),
            ).confirm_ended(self.backend, listing.external_id)
