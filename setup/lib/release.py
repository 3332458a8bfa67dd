# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``setup/release``: build the wheels, and install them into a clean Odoo."""

import argparse
import ast
import hashlib
import os
import re
import shutil
import tempfile
from pathlib import Path

from .console import Problem, output_of, run, say, step
from .database import (
    CONFIG,
    copy_database,
    drop_database,
    ensure_dependency_template,
    write_config,
)
from .environment import CONSOLE_SCRIPT, ensure_environment
from .odoo_tree import OdooTree
from .paths import ADDONS, ROOT, venv_program
from .postgres import query, running_cluster
from .system import ensure_packages

METAPACKAGE = ROOT / "setup" / "_metapackage"
DATABASE = "release_check"
#: The newest entry of a changelog: its version, and when it was released.
ENTRY = re.compile(r"^(\d+\.\d+\.\d+\.\d+\.\d+) \((\d{4}-\d\d-\d\d)\)$", re.MULTILINE)
DESCRIPTION = """\
Build the wheels of the three add-ons and of the metapackage that names them, then
install them from there into a clean environment and a new database, and see that Odoo
runs them. The version of each add-on is that of its manifest, and its changelog
(readme/HISTORY.rst) has to begin with that version and a date.
"""


def release(arguments: list[str]) -> int:
    """Build and check the wheels; return 0.

    :raise Problem: a changelog does not fit, or something could not be built or
        installed
    """
    parser = argparse.ArgumentParser(
        prog="setup/release",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--into",
        type=Path,
        default=ROOT / "dist",
        help="folder of the wheels (default: dist)",
    )
    folder = parser.parse_args(arguments).into.resolve()
    versions = {addon: _version(addon) for addon in ADDONS}
    ensure_packages(postgres=True, browser=False)
    tree = ensure_environment()
    with step("Wheels"):
        wheels = build_wheels(folder)
    with running_cluster():
        write_config(tree)
        template = ensure_dependency_template(tree)
        with step("Clean Odoo with the wheels"):
            _check_installed(tree, template, folder, versions)
    for wheel in wheels:
        say(f"{hashlib.sha256(wheel.read_bytes()).hexdigest()}  {wheel.name}")
    return 0


def _version(addon: str) -> str:
    """Return the version of an add-on, for which its changelog has to have an entry."""
    manifest = ast.literal_eval((ROOT / addon / "__manifest__.py").read_text())
    newest = ENTRY.search((ROOT / addon / "readme" / "HISTORY.rst").read_text())
    if not newest or newest.group(1) != manifest["version"]:
        raise Problem(
            f"{addon}/readme/HISTORY.rst has to begin with the version of the manifest"
            f" and a date: {manifest['version']} (2026-01-31)."
        )
    return manifest["version"]


def build_wheels(folder: Path) -> list[Path]:
    """Build the four wheels into *folder*, which has no others then; return them."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("odoo_addon*.whl"):
        old.unlink()
    command = [venv_program("python"), "-m", "pip", "wheel", "--quiet", "--no-deps"]
    command += ["--no-build-isolation", "--wheel-dir", str(folder)]
    with tempfile.TemporaryDirectory() as work:
        # setuptools builds in the source folder, which stays as it is in git.
        metapackage = shutil.copytree(METAPACKAGE, Path(work, "metapackage"))
        sources = [*(str(ROOT / addon) for addon in ADDONS), str(metapackage)]
        # Nothing is needed from an index.
        offline = dict(os.environ, PIP_NO_INDEX="1", PIP_CONFIG_FILE=os.devnull)
        run(
            [*command, *sources],
            log="release",
            failure="A wheel could not be built",
            env=offline,
        )
    return sorted(folder.glob("odoo_addon*.whl"))


def _check_installed(
    tree: OdooTree, template: str, folder: Path, versions: dict[str, str]
) -> None:
    """Install the wheels into a new environment and a new database.

    Odoo, OCA's add-ons and the libraries are those of ``.dev/venv``; the add-ons'
    folders of this checkout are not on the path.
    """
    with tempfile.TemporaryDirectory() as work:
        python = _environment_with_wheels(Path(work), folder)
        config = Path(work, "odoo.conf")
        own = f"addons_path = {','.join(map(str, (ROOT, *tree.addons_paths)))}"
        others = ",".join(map(str, tree.addons_paths))
        config.write_text(
            CONFIG.read_text().replace(own, f"addons_path = {others}" if others else "")
        )
        script = Path(work, "odoo")
        script.write_text(CONSOLE_SCRIPT.format(python=python))
        copy_database(template, DATABASE)
        try:
            command = [python, str(script), "-c", str(config), "-d", DATABASE]
            command += ["-i", ",".join(ADDONS), "--stop-after-init", "--no-http"]
            run(command, log="release", failure="Odoo could not install the wheels")
            rows = query(
                "SELECT name || ' ' || latest_version FROM ir_module_module"
                " WHERE state = 'installed' AND name LIKE 'connector_ebay%'",
                DATABASE,
            )
        finally:
            drop_database(DATABASE)
    installed = dict(row.split(" ") for row in rows)
    if installed != versions:
        raise Problem(f"The database has {installed}, not {versions}.")


def _environment_with_wheels(work: Path, folder: Path) -> str:
    """Return the Python of a new environment in which the wheels are installed.

    :raise Problem: an add-on would be imported from somewhere else
    """
    venv = work / "venv"
    run([venv_program("python"), "-m", "venv", "--without-pip", str(venv)], log="venv")
    packages = next(venv.glob("lib/python3*/site-packages"))
    lent = next(Path(venv_program("python")).parents[1].glob("lib/python3*/*-packages"))
    (packages / "lent.pth").write_text(f"import site; site.addsitedir({str(lent)!r})\n")
    python = str(venv / "bin" / "python")
    command = [python, "-m", "pip", "install", "--quiet", "--no-index"]
    command += ["--find-links", str(folder), "odoo-addons-connector-ebay"]
    run(command, log="release", failure="The wheels could not be installed")
    program = "import odoo.modules.module\n" + "\n".join(
        f"import odoo.addons.{addon} as m; print(m.__file__)" for addon in ADDONS
    )
    places = output_of([python, "-c", program], cwd=work).split()
    if len(places) != len(ADDONS) or not all(
        place.startswith(str(packages)) for place in places
    ):
        raise Problem(f"The add-ons do not come from the wheels: {places}.")
    return python
