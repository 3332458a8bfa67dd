# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Create databases: installed once as templates, then copied within seconds."""

import ast
import hashlib
import shutil
from pathlib import Path

from .console import run, step
from .environment import installed_versions, one_at_a_time
from .odoo_tree import OdooTree
from .paths import ADDONS, CACHE, DATA, DEV, ROOT, venv_program
from .postgres import PORT, SOCKETS, USER, postgres_command, query

CONFIG = DEV / "odoo.conf"
CHANNELS = "root:2,root.ebay:2"


def write_config(tree: OdooTree) -> None:
    """Write the configuration file for every Odoo process of this checkout."""
    addons = ",".join(map(str, (ROOT, *tree.addons_paths)))
    CONFIG.write_text(
        f"""[options]
addons_path = {addons}
data_dir = {DATA}
db_host = {SOCKETS}
db_port = {PORT}
db_user = {USER}
list_db = False
max_cron_threads = 1
server_wide_modules = base,web
http_interface = 127.0.0.1

[queue_job]
channels = {CHANNELS}
"""
    )


def ensure_dependency_template(tree: OdooTree) -> str:
    """Return the name of a database with everything that our add-ons depend on."""
    modules = sorted(_dependencies())
    name = f"template_deps_{_digest(modules, _stack(tree))}"
    with one_at_a_time("template"):
        if database_exists(name):
            return name
        if _restore(name):
            return name
        with step(f"Database with {', '.join(modules)} (once per machine)"):
            drop_database(f"{name}_new")
            _install(f"{name}_new", modules)
            _rename(f"{name}_new", name)
        _dump(name)
    return name


def ensure_product_template(tree: OdooTree) -> str:
    """Return the name of a database with our three add-ons as they are now."""
    base = ensure_dependency_template(tree)
    files = sorted(path for addon in ADDONS for path in _addon_files(addon))
    content = [f"{path}:{path.stat().st_mtime_ns}" for path in files]
    name = f"template_ebay_{_digest(base, content)}"
    with one_at_a_time("template"):
        if database_exists(name):
            return name
        for old in query("SELECT datname FROM pg_database"):
            if old.startswith("template_ebay_"):
                drop_database(old)
        with step("Database with the three add-ons"):
            copy_database(base, f"{name}_new")
            _install(f"{name}_new", ADDONS)
            _rename(f"{name}_new", name)
    return name


def copy_database(source: str, target: str) -> None:
    """Replace the database *target* by a copy of *source*, including its files."""
    drop_database(target)
    run(postgres_command("createdb", "-T", source, target), log="database")
    if _filestore(source).exists():
        # Odoo never changes a file of its file store in place: hard links are enough.
        run(["cp", "-al", str(_filestore(source)), str(_filestore(target))])


def drop_database(name: str) -> None:
    """Delete a database and its files, even if programs are still connected."""
    run(postgres_command("dropdb", "--if-exists", "--force", name), log="database")
    shutil.rmtree(_filestore(name), ignore_errors=True)


def database_exists(name: str) -> bool:
    """Return whether the cluster has a database of that name."""
    return bool(query(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))


def _filestore(name: str) -> Path:
    return DATA / "filestore" / name


def _dependencies() -> set[str]:
    """Return the modules on which our manifests depend, without our own."""
    needed = set()
    for addon in ADDONS:
        manifest = ast.literal_eval((ROOT / addon / "__manifest__.py").read_text())
        needed.update(manifest["depends"])
    return needed.difference(ADDONS)


def _addon_files(addon: str):
    """Yield the files of an add-on that change a database in which it is installed."""
    for path in (ROOT / addon).rglob("*"):
        inside = path.relative_to(ROOT / addon).parts
        if path.is_file() and inside[0] != "tests" and path.suffix != ".pyc":
            yield path


def _stack(tree: OdooTree) -> list[str]:
    """Return the versions of Odoo and of the OCA add-ons, for which a template is."""
    wheels = [
        line for line in installed_versions().splitlines() if "odoo" in line.lower()
    ]
    return [(tree.python_path / "odoo/release.py").read_text(), *sorted(wheels)]


def _digest(*parts) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def _install(name: str, modules) -> None:
    """Install *modules* in the database *name*; create it if it does not exist."""
    command = [venv_program("odoo"), "-c", str(CONFIG), "-d", name]
    run(
        [*command, "-i", ",".join(modules), "--stop-after-init", "--no-http"],
        log="install",
        failure=f"Odoo could not install {', '.join(modules)}",
    )


def _rename(source: str, target: str) -> None:
    statement = f'ALTER DATABASE "{source}" RENAME TO "{target}"'
    run(postgres_command("psql", "-d", "postgres", "-c", statement), log="database")
    if _filestore(source).exists():
        _filestore(source).rename(_filestore(target))


def _dump(name: str) -> None:
    """Save the template in the user's cache, for the user's other checkouts."""
    folder = CACHE / "databases"
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f"{name}.partial"
    run(postgres_command("pg_dump", "-Fc", "-Z1", "-f", str(partial), name))
    _filestore(name).mkdir(parents=True, exist_ok=True)
    run(["tar", "-cf", str(folder / f"{name}.tar"), "-C", str(_filestore(name)), "."])
    partial.rename(folder / f"{name}.dump")


def _restore(name: str) -> bool:
    """Restore the template from the user's cache; return False if it is not there."""
    dump = CACHE / "databases" / f"{name}.dump"
    if not dump.exists():
        return False
    with step("Database with the dependencies of the add-ons, from the cache"):
        partial = f"{name}_restoring"
        drop_database(partial)
        run(postgres_command("createdb", "-T", "template0", partial), log="database")
        run(
            postgres_command("pg_restore", "-j2", "--no-owner", "-d", partial)
            + [str(dump)],
            log="database",
        )
        _filestore(partial).mkdir(parents=True, exist_ok=True)
        files = str(dump.with_suffix(".tar"))
        run(["tar", "-xf", files, "-C", str(_filestore(partial))])
        _rename(partial, name)
    return True
