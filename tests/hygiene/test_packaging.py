# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The wheels build and hold what they should; ``test_release.py`` installs them."""

import zipfile
from pathlib import Path

import pytest
from tracked import tracked_files

from lib import release
from lib.console import Problem

ROOT = Path(__file__).parents[2]
ADDONS = ("connector_ebay", "connector_ebay_sale", "connector_ebay_stock")


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """Return the wheels of the three addons and of the package that names them."""
    folder = tmp_path_factory.mktemp("wheels")
    release.build_wheels(folder)
    return {path.name.split("-")[0]: path for path in folder.glob("*.whl")}


def metadata(wheel):
    """Return the METADATA file of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith("/METADATA"))
        return archive.read(name).decode()


def test_each_addon_has_a_wheel_that_requires_what_it_needs(wheels):
    names = {f"odoo_addon_{addon}" for addon in ADDONS}
    assert wheels.keys() == {*names, "odoo_addons_connector_ebay"}
    told = metadata(wheels["odoo_addon_connector_ebay"])
    for requirement in ("odoo-addon-connector==19.0.*", "httpx", "lxml"):
        assert f"Requires-Dist: {requirement}" in told
    told = metadata(wheels["odoo_addon_connector_ebay_stock"])
    assert "Requires-Dist: odoo-addon-connector_ebay_sale==19.0.*" in told


@pytest.mark.parametrize("addon", ADDONS)
def test_a_wheel_holds_every_file_of_its_addon(wheels, addon):
    """Nested packages, data, views, static files and translations are all in it."""
    with zipfile.ZipFile(wheels[f"odoo_addon_{addon}"]) as archive:
        packed = set(archive.namelist())
    tracked = {path.relative_to(ROOT).as_posix() for path in tracked_files(addon)}
    missing = {name for name in tracked if f"odoo/addons/{name}" not in packed} - {
        f"{addon}/pyproject.toml"
    }
    assert len(tracked) > 50
    assert not missing


def test_the_metapackage_names_the_three_addons():
    text = (ROOT / "setup/_metapackage/pyproject.toml").read_text()
    for addon in ADDONS:
        assert f'"odoo-addon-{addon}==19.0.*"' in text


def test_a_changelog_begins_with_the_version(monkeypatch, tmp_path):
    for addon in ADDONS:
        assert release._version(addon).startswith("19.0.")
    addon = tmp_path / ADDONS[0]
    (addon / "readme").mkdir(parents=True)
    (addon / "__manifest__.py").write_text('{"version": "19.0.1.1.0"}')
    (addon / "readme/HISTORY.rst").write_text("19.0.1.0.0 (2026-11-27)\n~~~~\n")
    monkeypatch.setattr(release, "ROOT", tmp_path)
    with pytest.raises(Problem, match="19.0.1.1.0"):
        release._version(ADDONS[0])
