# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64

from odoo.exceptions import UserError
from odoo.tools.mimetypes import guess_mimetype

from odoo.addons.component.core import Component

from ...ebay_client import EbayError, TransientError
from ...exceptions import EbayRetry, EbayWait

#: Listings a job looks after, and pictures held in memory at once.
JOB_SIZE = 100
CHUNK = 20

PICTURE_TYPES = {"image/jpeg", "image/png", "image/gif", "image/webp"}

#: Two jobs that write pictures of the same products would wait for each other.
BUSY_SECONDS = 5


class EbayPictureImporter(Component):
    """Loads the first picture of listings into products that have none.

    A chain of jobs in the media channel, begun when a run of listings has ended, so
    that they never write on a listing that a page is writing.
    """

    _name = "ebay.picture.importer"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "picture.importer"

    def enqueue(self, after_id=0):
        """Enqueue the job for the next pictures, if any are due."""
        if not self.backend.import_pictures or not self._due(after_id, limit=1):
            return
        self.model._ebay_delay(
            "media",
            f"pictures:{after_id}",
            backend=self.backend,
            description=self.env._("Load pictures of %s", self.backend.name),
        ).import_pictures(self.backend, after_id)

    def run(self, after_id):
        """Load the next pictures and enqueue the rest.

        A picture that eBay does not have, or that is none, is noted on its listing
        and not asked for again. One that did not arrive is left for the next run;
        when none did, the job itself tries again.
        """
        self._reserve()
        due = self._due(after_id, limit=JOB_SIZE)
        loaded, late = 0, 0
        for start in range(0, len(due), CHUNK):
            chunk = due[start : start + CHUNK]
            pictures = self.component(usage="backend.adapter").read_pictures(
                chunk.mapped("picture_url")
            )
            for listing in chunk:
                picture = pictures[listing.picture_url]
                if isinstance(picture, TransientError):
                    late += 1
                else:
                    loaded += self._keep(listing, picture)
            self.env.flush_all()
            self.env.invalidate_all()
        if late and late == len(due):
            raise EbayRetry(self.env._("%s pictures did not arrive.", late))
        if due:
            self.enqueue(due[-1].id)
        return self.env._("%(loaded)s of %(due)s loaded.", loaded=loaded, due=len(due))

    def _reserve(self):
        self.env.cr.execute(
            "SELECT pg_try_advisory_xact_lock(hashtext('connector_ebay.pictures'))"
        )
        if not self.env.cr.fetchone()[0]:
            raise EbayWait(self.env._("Another job is loading pictures."), BUSY_SECONDS)

    def _due(self, after_id, limit):
        """Listings with a picture not yet tried, of a product that has none."""
        return self.model.search(
            [
                ("backend_id", "=", self.backend.id),
                ("id", ">", after_id),
                ("status", "=", "active"),
                ("picture_url", "!=", False),
                ("picture_done", "=", False),
                ("odoo_id.image_128", "=", False),
                ("odoo_id", "!=", False),
            ],
            order="id",
            limit=limit,
        )

    def _keep(self, listing, picture):
        """Store one picture; 1 if it is one. Never over one that is there."""
        if listing.odoo_id.image_128:
            listing.picture_done = True
            return 0
        try:
            if isinstance(picture, EbayError):
                raise picture
            # Odoo would take anything that begins like SVG, and scripts with it.
            if guess_mimetype(picture) not in PICTURE_TYPES:
                raise UserError(self.env._("What came is no picture."))
            with self.env.cr.savepoint():
                listing.odoo_id.write({"image_1920": base64.b64encode(picture)})
        except (EbayError, UserError, OSError, ValueError) as error:
            listing.write({"picture_done": True, "picture_error": str(error)})
            return 0
        listing.write({"picture_done": True, "picture_error": False})
        return 1
