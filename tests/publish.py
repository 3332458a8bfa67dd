# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A running Odoo with products that can be published through the simulator."""

import base64
from io import BytesIO

from PIL import Image

DRILLS, SHIRTS = "22625", "15687"
ASPECTS = {
    DRILLS: {"Marke": ["Fennholm"], "Produktart": ["Bohrer-Set"]},
    SHIRTS: {
        "Marke": ["Fennholm"],
        "Produktart": ["T-Shirt"],
        "Abteilung": ["Herren"],
        "Größenart": ["Normalgröße"],
    },
}


def picture(number):
    """Return another picture for each number, as Odoo stores it."""
    stream = BytesIO()
    colour = (number % 256, number // 256 % 256, 99)
    Image.new("RGB", (600, 500), colour).save(stream, "PNG")
    return base64.b64encode(stream.getvalue()).decode()


class Shop:
    """An account with templates for drills and shirts, and their products."""

    def __init__(self, odoo, backend):
        self.odoo, self.backend = odoo, backend
        odoo.execute("ebay.backend", "import_policies", [backend])
        odoo.wait_jobs()
        [self.market] = odoo.execute(
            "ebay.marketplace", "search", [("code", "=", "EBAY_DE")]
        )
        policies = odoo.execute(
            "ebay.business.policy",
            "search_read",
            [("marketplace_id", "=", self.market)],
            ["policy_type"],
        )
        self.policies = {
            f"{one['policy_type']}_policy_id": one["id"] for one in policies
        }
        [self.location, *_rest] = odoo.execute("ebay.inventory.location", "search", [])
        self.manufacturer = odoo.execute(
            "res.partner",
            "create",
            {
                "name": "Fennholm",
                "email": "info@fennholm.example",
                "street": "Musterweg 5",
                "city": "Kassel",
                "zip": "34117",
                "country_id": self.reference("base", "de"),
            },
        )
        self.number = 0

    def reference(self, module, name):
        """Return the id of a record by its name."""
        [number] = self.odoo.query(
            "SELECT res_id FROM ir_model_data"
            f" WHERE module = '{module}' AND name = '{name}'"
        )
        return int(number)

    def template(self, category):
        """Return a listing template for a category."""
        product_category = self.odoo.execute(
            "product.category", "create", {"name": category}
        )
        code = self.odoo.execute(
            "ebay.product.category",
            "search",
            [("external_id", "=", category), ("backend_id", "=", self.backend)],
        ) or self.bind_category(category, product_category)
        return self.odoo.execute(
            "ebay.listing.template",
            "create",
            {
                "name": category,
                "backend_id": self.backend,
                "marketplace_id": self.market,
                "location_id": self.location,
                "category_id": code[0],
                "condition": "NEW",
                "description_html": "<p>{{ object.name }}</p>",
                "vat_mode": "fixed",
                "vat_rate": 19.0,
                "untracked_quantity": 5,
                **self.policies,
            },
        )

    def bind_category(self, code, product_category):
        """Bind a category that no listing has brought yet."""
        return [
            int(one)
            for one in self.odoo.query(
                "INSERT INTO ebay_product_category (backend_id, external_id, name,"
                " odoo_id, complete_name) VALUES"
                f" ({self.backend}, '{code}', '{code}', {product_category}, '{code}')"
                " RETURNING id"
            )
            if one.isdigit()
        ]

    def drills(self, number, pictures=1):
        """Create products with a picture each; return their ids."""
        rows = []
        for _one in range(number):
            self.number += 1
            rows.append(
                {
                    "name": f"Bohrer-Set Nr. {self.number}",
                    "default_code": f"FH-{self.number}",
                    "list_price": 24.9,
                    "barcode": self.gtin(),
                    "type": "consu",
                    "image_1920": picture(self.number),
                    "ebay_manufacturer_id": self.manufacturer,
                }
            )
        return self.odoo.execute("product.template", "create", rows)

    def shirt(self):
        """Create a shirt with two sizes of each of two colours; return its id."""
        lines = []
        for name, values in (("Farbe", ("Schwarz", "Weiß")), ("Größe", ("S", "M"))):
            attribute = self.odoo.execute("product.attribute", "create", {"name": name})
            ids = self.odoo.execute(
                "product.attribute.value",
                "create",
                [{"name": value, "attribute_id": attribute} for value in values],
            )
            lines.append(
                (0, 0, {"attribute_id": attribute, "value_ids": [(6, 0, ids)]})
            )
        [product] = self.odoo.execute(
            "product.template",
            "create",
            [
                {
                    "name": "Herren T-Shirt",
                    "list_price": 12.5,
                    "type": "consu",
                    "image_1920": picture(5000),
                    "ebay_manufacturer_id": self.manufacturer,
                    "attribute_line_ids": lines,
                }
            ],
        )
        variants = self.odoo.execute(
            "product.product", "search", [("product_tmpl_id", "=", product)]
        )
        for place, variant in enumerate(variants, 1):
            self.odoo.execute(
                "product.product",
                "write",
                [variant],
                {"default_code": f"TS-{place}", "barcode": self.gtin()},
            )
        return product

    def gtin(self):
        """Return another valid EAN."""
        self.eans = getattr(self, "eans", 0) + 1
        digits = f"409988{self.eans:06d}"
        total = sum(
            int(one) * (3 if place % 2 else 1) for place, one in enumerate(digits)
        )
        return f"{digits}{-total % 10}"

    def drafts(self, category, products):
        """Create drafts that have everything that eBay demands; return their ids."""
        drafts = self.odoo.execute(
            "ebay.listing.template",
            "create_listings",
            [self.template(category)],
            products,
        )
        self.odoo.execute(
            "ebay.product.template",
            "write",
            drafts,
            {"aspect_values": ASPECTS[category]},
        )
        ok = self.odoo.execute("ebay.product.template", "check_listings", drafts)
        assert ok, self.odoo.query("SELECT code FROM ebay_listing_problem")
        return drafts

    def states(self):
        """Return how often each status and state of publication occurs."""
        rows = self.odoo.query(
            "SELECT status || ' ' || publish_state FROM ebay_product_template"
        )
        return {state: rows.count(state) for state in rows}
