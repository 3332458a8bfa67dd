# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64
from io import BytesIO

from PIL import Image

from odoo import Command

from .common import EbayCase

DRILLS, SHIRTS = "22625", "15687"

#: A picture of 600 x 500 pixels: Odoo's product form makes WebP of what is uploaded.
WEBP = (
    b"UklGRjIAAABXRUJQVlA4TCUAAAAvV8J8AAcQ/Y/+BxS0bcOUP/zuOKL/Gf7zn//85z//+c9//ncQAA=="
)


def png(width=600, height=500, colour="red"):
    """Return a picture as Odoo stores it."""
    stream = BytesIO()
    Image.new("RGB", (width, height), colour).save(stream, "PNG")
    return base64.b64encode(stream.getvalue())


class PublishingMixin:
    """Products that can be published, and a template for them."""

    def set_up_publishing(self):
        self.market = self.env["ebay.marketplace"].search([("code", "=", "EBAY_DE")])
        self.backend.import_policies()
        self.run_jobs()
        self.template = self.create_template()

    def create_template(self, **values):
        policies = self.env["ebay.business.policy"].search(
            [("marketplace_id", "=", self.market.id)]
        )
        chosen = {
            f"{kind}_policy_id": policies.filtered(
                lambda one, kind=kind: one.policy_type == kind
            )[:1].id
            for kind in ("fulfillment", "payment", "return")
        }
        return self.env["ebay.listing.template"].create(
            {
                "name": "Germany",
                "backend_id": self.backend.id,
                "marketplace_id": self.market.id,
                "location_id": self.env["ebay.inventory.location"].search([])[:1].id,
                "category_id": self.category(DRILLS).id,
                "condition": "NEW",
                "description_html": "<p>{{ object.name }}</p>",
                "vat_mode": "fixed",
                "vat_rate": 19.0,
                "untracked_quantity": 5,
                **chosen,
                **values,
            }
        )

    def category(self, code):
        """Return the binding of an eBay category."""
        categories = self.env["ebay.product.category"]
        found = categories.search([("external_id", "=", code)])
        return found or categories.create(
            {
                "backend_id": self.backend.id,
                "external_id": code,
                "name": code,
                "odoo_id": self.env["product.category"].create({"name": code}).id,
            }
        )

    def product(self, code="FH-13", **values):
        manufacturer = self.env["res.partner"].create(
            {
                "name": "Fennholm",
                "email": "info@fennholm.example",
                "street": "Musterweg 5",
                "city": "Kassel",
                "zip": "34117",
                "country_id": self.env.ref("base.de").id,
            }
        )
        Product = self.env["product.template"]
        # The list price is the price on eBay, also where the accounting has a tax.
        untaxed = {"taxes_id": False} if "taxes_id" in Product._fields else {}
        return Product.create(
            {
                **untaxed,
                "name": f"Bohrer-Set {code}",
                "default_code": code,
                "list_price": 24.90,
                "barcode": self.gtin(),
                "image_1920": png(),
                "ebay_manufacturer_id": manufacturer.id,
                **values,
            }
        )

    _number = 0

    def gtin(self):
        """Return another valid EAN."""
        type(self)._number += 1
        digits = f"409999{self._number:06d}"
        total = sum(
            int(one) * (3 if place % 2 else 1) for place, one in enumerate(digits)
        )
        return f"{digits}{-total % 10}"

    def shirt(self, code="TS", colours=("Schwarz", "Weiß"), sizes=("S", "M")):
        """Return a product with variants by colour and size."""
        lines = []
        for name, values in (("Farbe", colours), ("Größe", sizes)):
            attribute = self.env["product.attribute"].search([("name", "=", name)])
            attribute = attribute or attribute.create({"name": name})
            records = self.env["product.attribute.value"]
            for value in values:
                found = records.search(
                    [("name", "=", value), ("attribute_id", "=", attribute.id)]
                )
                records |= found or records.create(
                    {"name": value, "attribute_id": attribute.id}
                )
            lines.append(
                Command.create(
                    {
                        "attribute_id": attribute.id,
                        "value_ids": [Command.set(records.ids)],
                    }
                )
            )
        product = self.product(
            code, name="Herren T-Shirt", barcode=False, attribute_line_ids=lines
        )
        for number, variant in enumerate(product.product_variant_ids, 1):
            variant.write({"default_code": f"{code}-{number}", "barcode": self.gtin()})
        return product

    def drafts(self, *products, template=None, **aspects):
        """Return drafts of products, with the item specifics that eBay requires."""
        products = self.env["product.template"].union(*products)
        ids = (template or self.template).create_listings(products.ids)
        listings = self.env["ebay.product.template"].browse(ids)
        aspects = aspects or {"Marke": ["Fennholm"], "Produktart": ["Bohrer-Set"]}
        for listing in listings:
            listing.aspect_values = aspects
        listings.check_listings()
        return listings

    def codes(self, listings, severity="error"):
        """Return the codes of the problems of listings."""
        problems = listings.problem_ids.filtered(lambda one: one.severity == severity)
        return set(problems.mapped("code"))

    def publish(self, listings):
        """Publish drafts; return the jobs that ran."""
        listings.export_listings()
        jobs = self.run_jobs()
        listings.invalidate_recordset()
        return jobs

    def assert_published(self, listings):
        """Check that each is one live listing at eBay, with its product's SKUs."""
        for listing in listings:
            said = [
                *self.jobs().mapped(
                    lambda job: (job.state, job.result, job.exc_message)
                ),
                *listing.problem_ids.mapped("message"),
            ]
            self.assertEqual(listing.status, "active", said)
            live = self.sim.seller.listings[listing.external_id]
            self.assertEqual(live.status, "Active")


class PublishingCase(PublishingMixin, EbayCase):
    """A test with products that can be published, and a template for them."""

    def setUp(self):
        super().setUp()
        self.set_up_publishing()
