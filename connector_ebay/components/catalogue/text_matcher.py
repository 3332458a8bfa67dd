# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...tools.matching.title_index import Entry, TitleIndex, Variant
from ...tools.matching.words import are_different, plain_sku, plain_text
from ...tools.stored_text import StoredText
from .product_matcher import Match


class EbayTextMatcher(Component):
    """Find products that a person should check: by similar SKUs, titles, attributes.

    Names of products are compared in all their languages. Each method costs one query
    for any number of SKUs.
    """

    _name = "ebay.text.matcher"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.product"
    _usage = "text.matcher"

    def check_titles(self, skus: BaseModel, matches: dict[int, Match]) -> None:
        """Change the kind of matches whose product has a very different name."""
        names = self._names_by_product([match.product.id for match in matches.values()])
        for sku in skus:
            match = matches[sku.id]
            own = names.get(match.product.id, ())
            if match.kind != "variant" and own and are_different(sku.title or "", own):
                matches[sku.id] = replace(
                    match, kind="other_title", note=self._other_title_note(own)
                )

    def find_by_spelling(self, skus: BaseModel) -> dict[int, Match]:
        """Return the matches of SKUs that differ only in case and spaces."""
        spellings = {sku: plain_sku(sku.ebay_sku) for sku in skus if sku.ebay_sku}
        if not spellings:
            return {}
        self.env["product.product"].flush_model(["default_code", "active"])
        self.env.cr.execute(
            r"""
            SELECT lower(regexp_replace(product.default_code, '\s', '', 'g')) AS sku,
                   product.id
            FROM product_product AS product
            JOIN product_template AS template ON template.id = product.product_tmpl_id
            WHERE lower(regexp_replace(product.default_code, '\s', '', 'g')) = ANY(%s)
              AND product.active AND template.active
              AND (template.company_id IS NULL OR template.company_id = %s)
            ORDER BY product.id
            """,
            (list(set(spellings.values())), self.backend.company_id.id),
        )
        ids_by_spelling = defaultdict(list)
        for spelling, product_id in self.env.cr.fetchall():
            ids_by_spelling[spelling].append(product_id)
        return {
            sku.id: self._to_match(ids_by_spelling[spelling], "sku_spelling")
            for sku, spelling in spellings.items()
            if spelling in ids_by_spelling
        }

    def find_by_title(self, skus: BaseModel) -> dict[int, Match]:
        """Return the matches of SKUs by title and, of variations, by attributes."""
        if not skus:
            return {}
        index = self._title_index()
        matches = {}
        for sku in skus:
            values = [value for _name, value in sku.specifics or []]
            found = index.find(sku.title or "", values)
            if found.product_ids:
                kind = "attributes" if found.by_values else "title"
                matches[sku.id] = self._to_match(list(found.product_ids), kind)
        return matches

    def _to_match(self, product_ids: list[int], kind: str) -> Match:
        products = self.env["product.product"].browse(product_ids)
        if len(products) == 1:
            return Match(products, products.browse(), kind=kind)
        note = StoredText._("%s products are similar: choose one.", len(products))
        return Match(products.browse(), products, note, "several")

    def _other_title_note(self, names: list[str]) -> str:
        return StoredText._(
            "The product is '%s': is it the same thing? Then link it, else choose "
            "another one.",
            names[0],
        )

    def _names_by_product(self, product_ids: list[int]) -> dict[int, list[str]]:
        """Return the names of products in all languages, the user's first."""
        ids = [one for one in set(product_ids) if one]
        if not ids:
            return {}
        self.env["product.template"].flush_model(["name"])
        self.env.cr.execute(
            """
            SELECT product.id, template.name
            FROM product_product AS product
            JOIN product_template AS template ON template.id = product.product_tmpl_id
            WHERE product.id = ANY(%s)
            """,
            (ids,),
        )
        lang = self.env.lang or "en_US"
        return {
            product_id: sorted(set(names.values()), key=names.get(lang, "").__ne__)
            for product_id, names in self.env.cr.fetchall()
        }

    def _title_index(self) -> TitleIndex:
        """Return the index of the names of all products that can be listed."""
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT template.id, template.name, product.id,
                   json_agg(value.name) FILTER (WHERE value.id IS NOT NULL)
            FROM product_template AS template
            JOIN product_product AS product ON product.product_tmpl_id = template.id
            LEFT JOIN product_variant_combination AS combination
                   ON combination.product_product_id = product.id
            LEFT JOIN product_template_attribute_value AS chosen
                   ON chosen.id = combination.product_template_attribute_value_id
            LEFT JOIN product_attribute_value AS value
                   ON value.id = chosen.product_attribute_value_id
            WHERE template.active AND product.active AND template.type != 'service'
              AND (template.company_id IS NULL OR template.company_id = %s)
            GROUP BY template.id, product.id
            ORDER BY template.id, product.id
            """,
            (self.backend.company_id.id,),
        )
        entries: dict[int, Entry] = {}
        for template_id, names, product_id, values in self.env.cr.fetchall():
            if template_id not in entries:
                entries[template_id] = Entry(tuple(set(names.values())))
            texts = tuple(
                frozenset(plain_text(text) for text in value.values())
                for value in values or ()
            )
            entries[template_id].variants.append(Variant(product_id, texts))
        return TitleIndex(entries.values())
