# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Find Odoo 19's source tree: the user's own, Debian's package, or a clone.

Odoo is not on PyPI. Debian unstable has a package of Odoo 19 for all architectures; it
is unpacked into the user's cache, not installed.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .console import Problem, is_root, output_of, run, say, step
from .paths import CACHE

VERSION = "19.0"
REPOSITORY = "https://github.com/odoo/odoo"
DEBIAN_TREE = Path("usr/lib/python3/dist-packages")
# Packages with the files that Debian replaces by links. They are taken from the
# machine's own release: a newer Font Awesome lacks glyphs that Odoo uses.
LINKED_PACKAGES = (
    "fonts-font-awesome",
    "fonts-inconsolata",
    "fonts-roboto-unhinted",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
)
# Debian's package lacks this file, without which the web client's assets fail.
LEFT_OUT = Path("addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js")
READY = ".complete"


@dataclass(frozen=True)
class OdooTree:
    """A folder for Python's path, and the folders with add-ons."""

    python_path: Path
    addons_paths: tuple[Path, ...] = ()


def find_odoo() -> OdooTree:
    """Return the Odoo 19 at ``ODOO_PATH``, or the cached one; download it if needed."""
    named = os.environ.get("ODOO_PATH")
    if named:
        return _tree_at(Path(named).expanduser().resolve())
    debian, clone = CACHE / "odoo-19-debian", CACHE / "odoo-19-clone"
    if (debian / READY).exists():
        return _tree_at(debian / DEBIAN_TREE)
    if (clone / READY).exists():
        return _tree_at(clone)
    if _unpack_debian_package(debian):
        return _tree_at(debian / DEBIAN_TREE)
    _clone(clone)
    return _tree_at(clone)


def _tree_at(path: Path) -> OdooTree:
    """Return the Odoo in a checkout, a virtual environment or an ``odoo`` folder."""
    places = [path, path.parent, *sorted(path.glob("lib/python3*/*-packages"))]
    for place in [*places, path / DEBIAN_TREE]:
        release = place / "odoo" / "release.py"
        if not release.exists():
            continue
        if "version_info = (19, 0," not in release.read_text():
            raise Problem(f"The Odoo at {place} is not Odoo {VERSION}.")
        addons = place / "addons"
        extra = (addons,) if (addons / "sale").is_dir() else ()
        return OdooTree(place, extra)
    raise Problem(f"There is no Odoo at {path} (ODOO_PATH).")


def _unpack_debian_package(target: Path) -> bool:
    """Unpack Odoo from Debian unstable into *target*; return False if it has none."""
    codename = _release_codename()
    site = output_of(
        ["apt-get", "indextargets", "--format", "$(SITE)", "Created-By: Packages"]
    ).split()
    if not site or not codename:
        return False
    with step("Odoo 19: Debian's package"):
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as work:
            options = _private_apt(Path(work), site[0], codename)
            names = ["odoo-19", *(f"{name}/{codename}" for name in LINKED_PACKAGES)]
            unpacked = Path(work, "unpacked")
            try:
                run(["apt-get", *options, "update"], log="odoo-download")
                run(
                    ["apt-get", *options, "download", *names],
                    log="odoo-download",
                    cwd=work,
                )
                for package in sorted(Path(work).glob("*.deb")):
                    run(["dpkg", "-x", package, unpacked], log="odoo-download")
            except Problem:
                say("    The Debian mirror of this machine has no package of Odoo 19.")
                return False
            left_out = unpacked / DEBIAN_TREE / "odoo" / LEFT_OUT
            left_out.parent.mkdir(parents=True, exist_ok=True)
            left_out.touch()
            shutil.rmtree(unpacked / DEBIAN_TREE / "addons", ignore_errors=True)
            (unpacked / READY).touch()
            _put_in_place(unpacked, target)
    return True


def _release_codename() -> str:
    """Return the Debian release (bookworm, trixie, …); an empty string elsewhere."""
    values = {}
    for line in Path("/etc/os-release").read_text().splitlines():
        name, _, value = line.partition("=")
        values[name] = value.strip('"')
    return values.get("VERSION_CODENAME", "") if values.get("ID") == "debian" else ""


def _private_apt(work: Path, site: str, codename: str) -> list[str]:
    """Return options with which apt keeps sources, lists and caches below *work*.

    The sources of the system are neither read nor changed.
    """
    for folder in ("lists/partial", "cache/archives/partial"):
        (work / folder).mkdir(parents=True)
    keyring = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
    signed = f"[signed-by={keyring}] " if keyring.exists() else ""
    sources = work / "sources.list"
    sources.write_text(
        "".join(f"deb {signed}{site} {suite} main\n" for suite in ("sid", codename))
    )
    settings = {
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "-",
        "Dir::State::lists": work / "lists",
        "Dir::Cache": work / "cache",
        "Acquire::Languages": "none",
        "Acquire::PDiffs": "false",
    }
    if is_root():
        # The cache is below root's home, which apt's own user cannot read.
        settings["APT::Sandbox::User"] = "root"
    options = []
    for name, value in settings.items():
        options += ["-o", f"{name}={value}"]
    return options


def _clone(target: Path) -> None:
    """Clone Odoo's own branch 19.0 without its history into *target*."""
    with step(f"Odoo 19: a shallow clone of {REPOSITORY}, branch {VERSION}"):
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as work:
            clone = Path(work, "odoo")
            run(
                ["git", "clone", "--quiet", "--depth=1", f"--branch={VERSION}"]
                + [REPOSITORY, str(clone)],
                log="odoo-download",
                failure="Odoo 19 could not be downloaded. Set ODOO_PATH to your own.",
            )
            (clone / READY).touch()
            _put_in_place(clone, target)


def _put_in_place(complete: Path, target: Path) -> None:
    """Move a complete tree to *target*, unless another command has done so already."""
    if (target / READY).exists():
        return
    shutil.rmtree(target, ignore_errors=True)
    complete.rename(target)
