# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``setup/release`` builds wheels that a clean Odoo installs and runs."""

from lib.release import release


def test_the_wheels_are_installed_into_a_clean_odoo(tmp_path, capsys):
    assert release(["--into", str(tmp_path)]) == 0
    wheels = sorted(path.name.split("-")[0] for path in tmp_path.glob("*.whl"))
    assert wheels == [
        "odoo_addon_connector_ebay",
        "odoo_addon_connector_ebay_sale",
        "odoo_addon_connector_ebay_stock",
        "odoo_addons_connector_ebay",
    ]
    printed = capsys.readouterr().out
    assert all(path.name in printed for path in tmp_path.glob("*.whl"))
