# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The three wheels build, install together into a clean environment and import."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ADDONS = ("connector_ebay", "connector_ebay_sale", "connector_ebay_stock")
# The guard keeps this process off the network; pip is told to stay off it as well.
OFFLINE = dict(os.environ, PIP_NO_INDEX="1", PIP_CONFIG_FILE=os.devnull)


def run(*command, cwd="/"):
    """Run a program and return what it prints; its errors are the test's."""
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=cwd, env=OFFLINE
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """The wheels of the three addons, built by whool from what git tracks."""
    folder = tmp_path_factory.mktemp("wheels")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    command += ["--no-build-isolation", "--wheel-dir", str(folder)]
    run(*command, *(str(ROOT / addon) for addon in ADDONS))
    return {path.name.split("-")[0]: path for path in folder.glob("*.whl")}


def metadata(wheel):
    """The METADATA file of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith("/METADATA"))
        return archive.read(name).decode()


def test_each_addon_has_a_wheel_that_requires_what_it_needs(wheels):
    assert wheels.keys() == {f"odoo_addon_{addon}" for addon in ADDONS}
    told = metadata(wheels["odoo_addon_connector_ebay"])
    for requirement in ("odoo-addon-connector==19.0.*", "httpx", "lxml"):
        assert f"Requires-Dist: {requirement}" in told
    told = metadata(wheels["odoo_addon_connector_ebay_stock"])
    assert "Requires-Dist: odoo-addon-connector_ebay_sale==19.0.*" in told


def test_the_wheels_install_together_and_import(wheels, tmp_path):
    """Odoo and the OCA addons are lent by this environment; ours come as wheels."""
    run(sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "venv"))
    packages = next(tmp_path.glob("venv/lib/python3*/site-packages"))
    lent = sysconfig.get_path("purelib")
    (packages / "lent.pth").write_text(f"import site; site.addsitedir({lent!r})\n")
    python = str(tmp_path / "venv/bin/python")
    run(python, "-m", "pip", "install", "--quiet", *map(str, wheels.values()))
    program = "import odoo.modules.module\n" + "\n".join(
        f"import odoo.addons.{addon} as m; print(m.__file__)" for addon in ADDONS
    )
    for line in run(python, "-c", program).split():
        assert line.startswith(str(packages))


def test_the_metapackage_names_the_three_addons():
    text = (ROOT / "setup/_metapackage/pyproject.toml").read_text()
    for addon in ADDONS:
        assert f'"odoo-addon-{addon}==19.0.*"' in text
