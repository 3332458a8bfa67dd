# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64
from datetime import timedelta
from typing import Any

from odoo import fields
from odoo.exceptions import UserError
from odoo.models import BaseModel
from odoo.tools.mimetypes import guess_mimetype

from odoo.addons.component.core import Component

from ...ebay_client import EbayError, TransientError
from ...exceptions import EbayWait
from ...tools.stored_text import StoredText
from ...tools.transactions import try_advisory_lock

#: Listings that one job processes, and pictures that it holds in memory at a time.
JOB_SIZE = 100
CHUNK = 20

PICTURE_TYPES = {"image/jpeg", "image/png", "image/gif", "image/webp"}

#: Seconds after which a job tries again to get the lock on pictures.
PICTURE_LOCK_RETRY_SECONDS = 60

#: Days until a picture that did not arrive is tried again, and the most of them; they
#: double with each try.
RETRY_DAYS = 1
MOST_RETRY_DAYS = 32

#: Key of the activity about pictures that do not arrive.
FAILING = "pictures_failing"


class EbayPictureImporter(Component):
    """Load the first picture of listings into products that have none.

    A chain of jobs in the media channel. It begins when a run of listings has ended,
    so that it does not write on a listing that a page is writing.
    """

    _name = "ebay.picture.importer"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "picture.importer"

    def enqueue(self, after_id: int = 0) -> None:
        """Enqueue the job for the next pictures, if there are any to load."""
        if not self.backend.import_pictures or not self._is_failing():
            self.backend._ebay_close_activities(FAILING)
        if not self.backend.import_pictures or not self._due(after_id, limit=1):
            return
        self.model._ebay_delay(
            "media",
            f"pictures:{after_id}",
            backend=self.backend,
            description=StoredText._("Load pictures of %s", self.backend.name),
        ).import_pictures(self.backend, after_id)

    def run(self, after_id: int) -> str:
        """Load the next pictures, enqueue the rest; return a sentence.

        A picture that eBay does not have, or that is not an image, is noted on its
        listing and not requested again. A picture that did not arrive is requested
        again after a day, then after two, four and so on. If none of several pictures
        arrives, the picture server cannot be reached: the rest is left to the next
        run, and an activity says so until a picture arrives.

        :raise EbayWait: another job is loading pictures
        """
        self._lock_pictures()
        due = self._due(after_id, limit=JOB_SIZE)
        loaded, missing = 0, 0
        reachable = True
        for start in range(0, len(due), CHUNK):
            chunk = due[start : start + CHUNK]
            pictures = self.component(usage="backend.adapter").read_pictures(
                chunk.mapped("picture_url")
            )
            reachable = False
            for listing in chunk:
                picture = pictures[listing.picture_url]
                if isinstance(picture, TransientError):
                    missing += 1
                    self._postpone(listing, picture)
                else:
                    reachable = True
                    loaded += self._store_picture(listing, picture)
            self.env.flush_all()
            self.env.invalidate_all()
            if not reachable:
                break
        self._update_activity(missing, loaded)
        if due and reachable:
            self.enqueue(due[-1].id)
        sentences = [
            StoredText._("%(loaded)s of %(due)s loaded.", loaded=loaded, due=len(due))
        ]
        if missing:
            sentences.append(
                StoredText._(
                    "%s did not arrive and are requested again tomorrow or later.",
                    missing,
                )
            )
        return StoredText.joined(" ", sentences)

    def _postpone(self, listing: BaseModel, error: TransientError) -> None:
        """Note that a picture did not arrive, and when it is requested again."""
        tries = listing.picture_tries + 1
        days = min(RETRY_DAYS * 2 ** (tries - 1), MOST_RETRY_DAYS)
        listing.write(
            {
                "picture_tries": tries,
                "picture_next_try": fields.Datetime.now() + timedelta(days=days),
                "picture_error": str(error),
            }
        )

    def _update_activity(self, missing: int, loaded: int) -> None:
        """Open an activity if no picture arrives, close it when one does."""
        if loaded:
            self.backend._ebay_close_activities(FAILING)
        elif missing:
            self.backend._ebay_schedule_activity(
                FAILING,
                self.env._("Pictures of listings do not arrive"),
                self.env._(
                    "eBay's picture server could not be reached from this machine. "
                    "Each picture is tried again after a day, then less and less "
                    "often; products, orders and stock are not affected. If this "
                    "lasts, let your administrator check whether i.ebayimg.com is "
                    "blocked, or switch off Import Pictures on the account."
                ),
            )

    def _is_failing(self) -> bool:
        """Return whether a picture of a listing on sale did not arrive."""
        failing = [("picture_tries", ">", 0), ("picture_done", "=", False)]
        return bool(self.model.search([*self._without_picture(), *failing], limit=1))

    def _lock_pictures(self) -> None:
        """Make this the only job that writes pictures: products may be shared."""
        if not try_advisory_lock(self.env.cr, "connector_ebay.pictures"):
            raise EbayWait(
                StoredText._("Another job is loading pictures."),
                PICTURE_LOCK_RETRY_SECONDS,
            )

    def _due(self, after_id: int, limit: int) -> BaseModel:
        """Return listings whose picture is to be requested now."""
        return self.model.search(
            [
                *self._without_picture(),
                ("id", ">", after_id),
                "|",
                ("picture_next_try", "=", False),
                ("picture_next_try", "<=", fields.Datetime.now()),
            ],
            order="id",
            limit=limit,
        )

    def _without_picture(self) -> list[Any]:
        """Return the domain of listings on sale whose product lacks their picture."""
        return [
            ("backend_id", "=", self.backend.id),
            ("status", "=", "active"),
            ("picture_url", "!=", False),
            ("picture_done", "=", False),
            ("odoo_id.image_128", "=", False),
            ("odoo_id", "!=", False),
        ]

    def _store_picture(self, listing: BaseModel, picture: bytes | EbayError) -> bool:
        """Store a picture on a product that has none; return whether it was stored."""
        if listing.odoo_id.image_128:
            listing.picture_done = True
            return False
        try:
            if isinstance(picture, EbayError):
                raise picture
            # Odoo would accept anything that begins like SVG, scripts included.
            if guess_mimetype(picture) not in PICTURE_TYPES:
                raise UserError(self.env._("The downloaded file is not an image."))
            with self.env.cr.savepoint():
                listing.odoo_id.write({"image_1920": base64.b64encode(picture)})
        except (EbayError, UserError, OSError, ValueError) as error:
            listing.write({"picture_done": True, "picture_error": str(error)})
            return False
        listing.write({"picture_done": True, "picture_error": False})
        return True
