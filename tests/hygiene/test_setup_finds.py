# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The set-up finds Odoo and the packages of the system."""

import pytest

from lib import clean, odoo_tree, system
from lib.console import Problem


@pytest.fixture
def bare_machine(monkeypatch):
    """Simulate a machine without PostgreSQL and browser; return the commands run."""
    ran = []
    monkeypatch.setattr(system, "postgres_folder", lambda: None)
    monkeypatch.setattr(system, "find_browser", lambda: None)
    monkeypatch.setattr(system, "run", lambda command, **_rest: ran.append(command))
    return ran


def test_other_users_see_the_command(bare_machine, monkeypatch):
    monkeypatch.setattr(system, "is_root", lambda: False)
    with pytest.raises(Problem, match="sudo apt-get install postgresql chromium$"):
        system.ensure_packages(postgres=True, browser=True)
    assert not bare_machine


def test_root_installs_missing_packages(bare_machine, monkeypatch):
    monkeypatch.setattr(system, "is_root", lambda: True)
    system.ensure_packages(postgres=True, browser=True)
    assert bare_machine[-1][-2:] == ["postgresql", "chromium"]


def test_the_lint_needs_no_packages(bare_machine):
    system.ensure_packages(postgres=False, browser=False)
    assert not bare_machine


def make_odoo(folder, version="19, 0"):
    """Create a folder that looks like an Odoo checkout."""
    (folder / "odoo").mkdir(parents=True)
    release = f"version_info = ({version}, 0, 'final', 0, '')\n"
    (folder / "odoo/release.py").write_text(release)
    (folder / "addons/sale").mkdir(parents=True)


def test_odoo_path_may_be_a_checkout(tmp_path, monkeypatch):
    make_odoo(tmp_path)
    monkeypatch.setenv("ODOO_PATH", str(tmp_path))
    found = odoo_tree.find_odoo()
    assert found == odoo_tree.OdooTree(tmp_path, (tmp_path / "addons",))


def test_odoo_path_may_be_a_virtual_environment(tmp_path, monkeypatch):
    packages = tmp_path / "lib/python3.12/site-packages"
    make_odoo(packages)
    (packages / "addons/sale").rmdir()
    monkeypatch.setenv("ODOO_PATH", str(tmp_path))
    assert odoo_tree.find_odoo() == odoo_tree.OdooTree(packages)


def test_another_version_is_refused(tmp_path, monkeypatch):
    make_odoo(tmp_path, version="18, 0")
    monkeypatch.setenv("ODOO_PATH", str(tmp_path))
    with pytest.raises(Problem, match="is not Odoo 19.0"):
        odoo_tree.find_odoo()


def test_a_folder_without_odoo_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("ODOO_PATH", str(tmp_path))
    with pytest.raises(Problem, match="There is no Odoo at"):
        odoo_tree.find_odoo()


@pytest.mark.parametrize("other_is_there", [True, False])
def test_cleaning_the_last_checkout_removes_the_downloads(
    tmp_path, monkeypatch, other_is_there
):
    mine, other, cache = (tmp_path / name for name in ("mine", "other", "cache"))
    for folder in (mine / ".dev", cache):
        folder.mkdir(parents=True)
    if other_is_there:
        other.mkdir()
    for name, value in {
        "CACHE": cache,
        "CHECKOUTS": cache / "checkouts",
        "DEV": mine / ".dev",
        "ROOT": mine,
        "remove_cluster": lambda: None,
    }.items():
        monkeypatch.setattr(clean, name, value)
    clean.register_checkout()
    (cache / "checkouts/other").write_text(str(other))
    clean.clean()
    assert not (mine / ".dev").exists()
    assert cache.exists() is other_is_there
