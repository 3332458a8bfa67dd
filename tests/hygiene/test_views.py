# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What Odoo accepts in a view when it is installed, and fails on when it is shown."""

import pytest
from lxml import etree
from tracked import tracked_texts

VIEWS = sorted(tracked_texts("connector_ebay*/views/*.xml"))


@pytest.mark.parametrize(("name", "text"), VIEWS, ids=[name for name, _text in VIEWS])
def test_a_widget_of_a_card_has_no_else(name, text):
    """Odoo compiles ``t-else`` on a field with a widget to a script that is no script.

    The page then breaks as soon as there is a record to show.
    """
    cards = etree.fromstring(text.encode()).iter("kanban")
    broken = [
        field.get("name")
        for card in cards
        for field in card.iter("field")
        if field.get("widget")
        and ("t-else" in field.attrib or "t-elif" in field.attrib)
    ]
    assert not broken
