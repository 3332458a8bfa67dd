# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component


class EbayListingAbsenceChecker(Component):
    """Looks after listings that a full run did not find.

    A miss does not mean *ended*: eBay is asked about each. Where many are missing at
    once something else is wrong, and a person decides first.
    """

    _name = "ebay.listing.absence.checker"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "absence.checker"

    def check(self, run):
        """Ask eBay about what is missing; False where a person has to say so first."""
        missing = self._missing(run)
        active = self.model.search_count(self._active_domain())
        if missing and 100 * len(missing) > self.backend.vanish_limit * active:
            self.backend._ebay_schedule_activity(
                "listings_missing",
                self.env._("Many eBay listings are missing"),
                self.env._(
                    "eBay did not list %(missing)s of %(active)s active listings. "
                    "Nothing was changed. If that is right, open the run and release "
                    "it: each listing is then looked up at eBay.",
                    missing=len(missing),
                    active=active,
                ),
            )
            return False
        self._ask(missing)
        return True

    def release(self, run):
        """A person said so: ask eBay about each."""
        self._ask(self._missing(run))

    def _active_domain(self):
        return [("backend_id", "=", self.backend.id), ("status", "=", "active")]

    def _missing(self, run):
        """Active listings, older than the run, that it did not see."""
        older = [*self._active_domain(), ("create_date", "<", run.create_date)]
        seen = set(run.seen or ())
        return self.model.search(older).filtered(
            lambda listing: listing.external_id not in seen
        )

    def _ask(self, listings):
        for listing in listings:
            self.model._ebay_delay(
                "import",
                f"confirm:{listing.external_id}",
                backend=self.backend,
                description=self.env._("Has listing %s ended?", listing.external_id),
            ).confirm_ended(self.backend, listing.external_id)
