# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Create the private virtual environment: Odoo, the OCA add-ons, the test tools."""

import fcntl
import hashlib
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from .console import output_of, run, step
from .odoo_tree import OdooTree, find_odoo
from .paths import CACHE, DEV, ROOT, VENV, venv_program
from .system import find_python

REQUIREMENTS = (ROOT / "setup/requirements.txt", ROOT / "tests/requirements.txt")
CONSTRAINTS = ROOT / "setup/constraints.txt"
LOCK = ROOT / "setup/requirements.lock"

#: Environment variable: install only files whose hashes are in the lock. Not the
#: default, because an index may serve wheels that it has built itself.
REQUIRE_HASHES = "CONNECTOR_EBAY_REQUIRE_HASHES"

CONSOLE_SCRIPT = """#!{python}
import os
import sys

# Odoo looks for the command of an add-on (odoo ebay) before it reads the file after
# -c, so the environment has to name that file.
for name in ("-c", "--config"):
    if name in sys.argv[:-1]:
        os.environ.setdefault("ODOO_RC", sys.argv[sys.argv.index(name) + 1])

import odoo.cli

odoo.cli.main()
"""


@contextmanager
def one_at_a_time(name: str):
    """Hold a lock of the checkout, so that parallel commands set up only once."""
    DEV.mkdir(exist_ok=True)
    with (DEV / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def ensure_environment() -> OdooTree:
    """Create or update ``.dev/venv`` by the requirements; return Odoo's tree."""
    with one_at_a_time("environment"):
        tree = find_odoo()
        wanted = _fingerprint(tree)
        ready = VENV / ".ready"
        if ready.exists() and ready.read_text() == wanted:
            return tree
        with step("Python environment with the published OCA add-ons"):
            shutil.rmtree(VENV, ignore_errors=True)
            run([find_python(), "-m", "venv", str(VENV)], log="venv")
            _add_odoo(tree)
            _install_requirements()
            ready.write_text(wanted)
    return tree


def _fingerprint(tree: OdooTree) -> str:
    """Return a text that differs whenever the environment has to be created again."""
    digest = hashlib.sha256(repr(tree).encode())
    for path in (*REQUIREMENTS, CONSTRAINTS):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _add_odoo(tree: OdooTree) -> None:
    """Make the tree importable, and let pip know it as ``odoo 19.0``.

    The metadata lists no requirements: Odoo's own would build psycopg2 from source,
    although psycopg2-binary is sufficient.
    """
    packages = next(VENV.glob("lib/python3*/site-packages"))
    (packages / "odoo_tree.pth").write_text(f"{tree.python_path}\n")
    metadata = packages / "odoo-19.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: odoo\nVersion: 19.0\n"
    )
    (metadata / "INSTALLER").write_text("connector_ebay\n")
    script = Path(venv_program("odoo"))
    script.write_text(CONSOLE_SCRIPT.format(python=venv_program("python")))
    script.chmod(0o755)


def _install_requirements() -> None:
    """Install both requirements files; keep the wheels in the user's cache."""
    command = [
        venv_program("python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-compile",
    ]
    if os.environ.get(REQUIRE_HASHES):
        command += ["--require-hashes", "--no-deps", "--requirement", str(LOCK)]
    else:
        command += ["--constraint", str(CONSTRAINTS)]
        for path in REQUIREMENTS:
            command += ["--requirement", str(path)]
    run(
        command,
        log="pip",
        failure="The Python packages could not be installed",
        env=dict(os.environ, PIP_CACHE_DIR=str(CACHE / "pip")),
    )


def installed_versions() -> str:
    """Return the installed packages, one per line (``pip freeze``)."""
    return output_of([venv_program("python"), "-m", "pip", "freeze"])
