# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64

from odoo.exceptions import UserError

from odoo.addons.component.core import Component

from ..ebay_client import EbayError, TransientError
from ..exceptions import EbayRetry

#: Pictures held in memory at once.
CHUNK = 20


class EbayPictureImporter(Component):
    """Loads the first picture of listings into products that have none."""

    _name = "ebay.picture.importer"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "picture.importer"

    def run(self, listings):
        """Load what is due.

        A picture that eBay does not have, or that is none, is noted on its listing
        and not asked for again; one that did not arrive makes the job try again.
        """
        adapter = self.component(usage="backend.adapter")
        due = listings.exists().filtered("picture_due")
        loaded, late = 0, 0
        for start in range(0, len(due), CHUNK):
            chunk = due[start : start + CHUNK]
            pictures = adapter.read_pictures(chunk.mapped("picture_url"))
            for listing in chunk:
                picture = pictures[listing.picture_url]
                if isinstance(picture, TransientError):
                    late += 1
                    continue
                loaded += self._keep(listing, picture)
            self.env.flush_all()
            self.env.invalidate_all()
        if late and not loaded:
            raise EbayRetry(self.env._("%s pictures did not arrive.", late))
        if late:
            # What is in stays in; a job of its own gets the rest.
            listings._ebay_delay(
                "media", f"pictures:{listings.ids[0]}:{len(listings)}", eta=60
            ).import_pictures()
        return self.env._("%(loaded)s of %(due)s loaded.", loaded=loaded, due=len(due))

    def _keep(self, listing, picture):
        """Store one picture; 1 if it is one."""
        values = {"picture_done_url": listing.picture_url, "picture_error": False}
        try:
            if isinstance(picture, EbayError):
                raise picture
            with self.env.cr.savepoint():
                listing.odoo_id.write({"image_1920": base64.b64encode(picture)})
        except (EbayError, UserError, OSError, ValueError) as error:
            listing.write({**values, "picture_error": str(error)})
            return 0
        listing.write(values)
        return 1
