# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json
from datetime import date, datetime

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import code_translations

from ...exceptions import EbayWait
from ...tools.stored_text import StoredText, dump_text, render_text

POLISH = {
    "%s held": "%s wstrzymane",
    "%(count)s orders since %(since)s: %(reason)s": (
        "Od %(since)s zamówienia: %(count)s. %(reason)s"
    ),
    "nobody matched the SKU": "nikt nie przypisał SKU",
}


@tagged("post_install", "-at_install")
class TestStoredText(TransactionCase):
    def setUp(self):
        super().setUp()
        self.env["res.lang"]._activate_lang("pl_PL")
        self.patch(
            code_translations,
            "get_python_translations",
            lambda module, lang: POLISH if lang == "pl_PL" else {},
        )
        self.env.user.tz = "Europe/Warsaw"

    def stored(self, text):
        """Return the text after a journey through the database."""
        return StoredText.load(json.loads(json.dumps(text.dump())))

    def in_polish(self, text):
        return self.stored(text).render(self.env(context={"lang": "pl_PL"}))

    def test_it_is_translated_when_it_is_displayed(self):
        text = StoredText._("%s held", 3)
        self.assertEqual(text, "3 held")
        self.assertEqual(self.stored(text).render(self.env), "3 held")
        self.assertEqual(self.in_polish(text), "3 wstrzymane")

    def test_moments_are_those_of_the_reader_and_texts_nest(self):
        text = StoredText._(
            "%(count)s orders since %(since)s: %(reason)s",
            count=2,
            since=datetime(2026, 11, 26, 16, 26),
            reason=StoredText._("nobody matched the SKU"),
        )
        self.assertEqual(
            text, "2 orders since 2026-11-26 16:26 UTC: nobody matched the SKU"
        )
        polish = self.in_polish(text)
        self.assertIn("17:26", polish)
        self.assertIn("nikt nie przypisał SKU", polish)

    def test_parts_are_joined(self):
        text = StoredText.joined(", ", [StoredText._("%s held", 1), "MUG-1"])
        self.assertEqual(text, "1 held, MUG-1")
        self.assertEqual(self.in_polish(text), "1 wstrzymane, MUG-1")

    def test_days_and_plain_texts(self):
        text = StoredText._("%s held", date(2026, 11, 26))
        self.assertEqual(text, "2026-11-26 held")
        self.assertEqual(render_text(self.env, "as it is"), "as it is")
        self.assertEqual(render_text(self.env, False), "")
        self.assertEqual(dump_text(""), False)

    def test_money_and_numbers_are_written_as_the_reader_writes_them(self):
        euro = self.env.ref("base.EUR")
        text = StoredText._("%s held", StoredText.money(1222.04, euro))
        self.assertEqual(text, "1222.04 EUR held")
        self.assertRegex(self.in_polish(text), r"^1\s?222,04\s€ wstrzymane$")
        text = StoredText._("%s held", StoredText.number(7.5))
        self.assertEqual(text, "7.5 held")
        self.assertEqual(self.in_polish(text), "7,5 wstrzymane")
        self.assertEqual(StoredText.number(20.0).render(self.env), "20")

    def test_a_country_has_the_readers_name(self):
        country = self.env.ref("base.de")
        country.with_context(lang="pl_PL").name = "Niemcy"
        text = StoredText._("%s held", StoredText.name(country))
        self.assertEqual(text, "Germany held")
        self.assertEqual(self.in_polish(text), "Niemcy wstrzymane")

    def test_what_is_deleted_meanwhile_keeps_its_name(self):
        country = self.env["res.country"].create({"name": "Utopia", "code": "XU"})
        currency = self.env["res.currency"].create({"name": "XUT", "symbol": "U"})
        texts = StoredText.name(country), StoredText.money(1, currency)
        country.unlink()
        currency.unlink()
        self.assertEqual(self.in_polish(texts[0]), "Utopia")
        self.assertEqual(self.in_polish(texts[1]), "1.00 XUT")

    def test_it_survives_as_the_message_of_an_error(self):
        text = StoredText._("%s held", 1)
        self.assertIs(str(EbayWait(text, 5)), text)

    def test_a_text_of_an_older_version_is_shown_in_english(self):
        text = StoredText.load(
            {"module": "connector_ebay", "text": "Was %s.", "args": ["so"]}
        )
        self.assertEqual(text.render(self.env(context={"lang": "pl_PL"})), "Was so.")
