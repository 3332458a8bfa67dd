# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""From *List on eBay* to an order, with the real job runner."""

import base64
from io import BytesIO

import pytest
from PIL import Image

from lib.processes import wait_until

DRILLS = "22625"
DRAFTS = "ebay.product.template"


def picture(width=800, height=600):
    stream = BytesIO()
    Image.new("RGB", (width, height), "red").save(stream, "PNG")
    return base64.b64encode(stream.getvalue()).decode()


def gtin(number):
    digits = f"409999{number:06d}"
    total = sum(int(one) * (3 if place % 2 else 1) for place, one in enumerate(digits))
    return f"{digits}{-total % 10}"


class Shop:
    """What a person does in Odoo: presses buttons and fills in fields."""

    def __init__(self, odoo, backend):
        self.odoo, self.backend = odoo, backend

    def press(self, model, record_id, button):
        return self.odoo.execute(model, button, [record_id])

    def read(self, model, domain, fields):
        return self.odoo.execute(model, "search_read", domain, fields)

    def create_template(self):
        """Make a listing template; its category is searched in eBay's tree."""
        self.odoo.execute("ebay.backend", "import_policies", [self.backend])
        self.odoo.execute("ebay.backend", "import_categories", [self.backend])
        assert self.odoo.wait_jobs().keys() == {"done"}
        [market] = self.odoo.execute(
            "ebay.marketplace", "search", [("code", "=", "EBAY_DE")]
        )
        policies = self.read(
            "ebay.business.policy",
            [("marketplace_id", "=", market)],
            ["policy_type"],
        )
        chosen = {f"{one['policy_type']}_policy_id": one["id"] for one in policies}
        [location] = self.odoo.execute("ebay.inventory.location", "search", [], limit=1)
        template = self.odoo.execute(
            "ebay.listing.template",
            "create",
            {
                "name": "Germany",
                "backend_id": self.backend,
                "marketplace_id": market,
                "location_id": location,
                "description_html": "<p>{{ object.name }}</p>",
                "vat_mode": "fixed",
                "vat_rate": 19.0,
                "untracked_quantity": 5,
                **chosen,
            },
        )
        dialog = self.press("ebay.listing.template", template, "action_choose_category")
        choice = dialog["res_id"]
        self.odoo.execute("ebay.category.choice", "write", [choice], {"text": DRILLS})
        self.press("ebay.category.choice", choice, "action_search")
        [line] = self.read(
            "ebay.category.choice.line",
            [("choice_id", "=", choice), ("category_code", "=", DRILLS)],
            ["is_leaf"],
        )
        assert line["is_leaf"]
        self.press("ebay.category.choice.line", line["id"], "action_choose")
        return template

    def create_products(self, count):
        [germany] = self.odoo.execute("res.country", "search", [("code", "=", "DE")])
        manufacturer = self.odoo.execute(
            "res.partner",
            "create",
            {
                "name": "Fennholm",
                "email": "info@fennholm.example",
                "street": "Musterweg 5",
                "zip": "34117",
                "city": "Kassel",
                "country_id": germany,
            },
        )
        return self.odoo.execute(
            "product.template",
            "create",
            [
                {
                    "name": f"Drill set {number}",
                    "default_code": f"FH-{number}",
                    "barcode": gtin(number),
                    "list_price": 20 + number,
                    "image_1920": picture() if number else picture(300, 200),
                    "taxes_id": [(5,)],
                    "ebay_manufacturer_id": manufacturer,
                }
                for number in range(count)
            ],
        )

    def fill_in(self, reason, values):
        """Press the button of a reason; fill in item specifics for all its drafts."""
        form = self.press("ebay.listing.reason", reason, "action_fix")["res_id"]
        for line in self.read(
            "ebay.aspect.form.line", [("form_id", "=", form)], ["name"]
        ):
            if line["name"] in values:
                self.odoo.execute(
                    "ebay.aspect.form.line",
                    "write",
                    [line["id"]],
                    {"values": values[line["name"]]},
                )
        self.press("ebay.aspect.form", form, "action_save")


@pytest.mark.catalogue(listings=0)
def test_ten_products_are_listed_and_one_is_sold(odoo, simulator, backend):
    shop = Shop(odoo, backend)
    shop.create_template()
    products = shop.create_products(10)

    # List on eBay: one click, and ten drafts.
    wizard = odoo.execute("product.template", "action_list_on_ebay", products)["res_id"]
    action = shop.press("ebay.list.products", wizard, "action_create")
    drafts = odoo.execute(DRAFTS, "search", action["domain"])
    assert len(drafts) == 10
    assert not simulator.seller.active()

    # All lack two item specifics: they are filled in for all at once.
    reasons = shop.read(
        "ebay.listing.reason",
        [("code", "=", "missing_aspect"), ("batch_id", "=", False)],
        ["field", "listing_count", "fix"],
    )
    assert {one["listing_count"] for one in reasons} == {10}
    shop.fill_in(
        reasons[0]["id"], {"Marke": ["Fennholm"], "Produktart": ["Bohrer-Set"]}
    )

    # One problem is left: its button opens the product, which gets a better picture.
    [problem] = shop.read(
        "ebay.listing.problem", [("severity", "=", "error")], ["code", "listing_id"]
    )
    assert problem["code"] == "invalid_picture_size"
    fix = shop.press("ebay.listing.problem", problem["id"], "action_fix")
    assert (fix["res_model"], fix["res_id"]) == ("product.template", products[0])
    odoo.execute("product.template", "write", [products[0]], {"image_1920": picture()})

    def all_ready():
        states = shop.read(DRAFTS, [("id", "in", drafts)], ["publish_state"])
        return all(one["publish_state"] == "ready" for one in states)

    wait_until(all_ready, timeout=60, what="drafts that are ready")

    # Publish: the progress says what has come of it.
    batch = odoo.execute(DRAFTS, "action_publish", drafts)["res_id"]
    assert odoo.wait_jobs().keys() == {"done"}
    [progress] = odoo.execute(
        "ebay.listing.batch", "read", [batch], ["state", "done", "failed", "total"]
    )
    assert progress == {
        "id": batch,
        "state": "done",
        "done": 10,
        "failed": 0,
        "total": 10,
    }
    live = {one.sku: one for one in simulator.seller.active()}
    assert live.keys() == {f"FH-{number}" for number in range(10)}

    # A buyer buys one; the order is imported with the right product.
    simulator.orders.buy(live["FH-7"].item_id)
    odoo.execute("ebay.backend", "import_orders", [backend])
    odoo.wait_jobs()
    simulator.clock.advance(300)

    def sold():
        odoo.execute("ebay.backend", "import_orders", [backend])
        odoo.wait_jobs()
        return shop.read(
            "sale.order.line",
            [("product_id.default_code", "=like", "FH-%")],
            ["product_template_id", "product_uom_qty"],
        )

    [line] = wait_until(sold, timeout=60, what="order line")
    assert line["product_template_id"][0] == products[7]
    assert line["product_uom_qty"] == 1
