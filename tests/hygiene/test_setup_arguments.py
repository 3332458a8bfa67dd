# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``setup/test`` runs what its arguments select, and nothing else."""

import pytest

from lib.console import Problem
from lib.selection import matches, parse_arguments


def test_without_arguments_everything_runs():
    selection = parse_arguments([])
    assert selection.lint
    assert "tests/hygiene" in selection.fast
    assert selection.odoo_tags == (
        "/connector_ebay",
        "/connector_ebay_sale",
        "/connector_ebay_stock",
    )


def test_an_addon_runs_alone():
    selection = parse_arguments(["connector_ebay_sale"])
    assert selection.odoo_tags == ("/connector_ebay_sale",)
    assert selection.addons == ["connector_ebay_sale"]
    assert not (selection.lint or selection.fast or selection.whole_system)


def test_a_file_selects_pytest_alone():
    selection = parse_arguments(["tests/hygiene/test_setup_arguments.py"])
    assert selection.fast == ("tests/hygiene/test_setup_arguments.py",)
    assert not (selection.lint or selection.odoo_tags)


def test_whole_system_tests_are_separate_from_fast_ones():
    selection = parse_arguments(["tests/e2e"])
    assert selection.whole_system == ("tests/e2e",)
    assert not selection.fast


def test_a_name_without_an_addon_test_does_not_start_odoo():
    selection = parse_arguments(["-k", "no_test_is_called_like_this"])
    assert not selection.odoo_tags


def test_lint_alone():
    selection = parse_arguments(["--lint"])
    assert selection.lint
    assert not (selection.fast or selection.odoo_tags or selection.whole_system)


def test_an_argument_that_does_not_exist_is_an_error():
    with pytest.raises(Problem, match="no_such_addon"):
        parse_arguments(["no_such_addon"])


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("token", True),
        ("Token and refresh", True),
        ("token and not refresh", False),
        ("(orders or token) and refresh", True),
        ("orders", False),
    ],
)
def test_an_expression_has_the_meaning_of_pytest(expression, expected):
    assert (
        matches(expression, "connector_ebay test_token TestToken test_refresh")
        is expected
    )


def test_an_invalid_expression_is_an_error():
    with pytest.raises(Problem, match="expression"):
        matches("token and", "anything")
