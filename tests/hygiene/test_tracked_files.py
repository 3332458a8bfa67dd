# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What is committed holds on any machine and leaves nothing half done."""

import ast
import re
import subprocess

from tracked import ROOT, tracked_files, tracked_texts

# A folder of somebody's machine; the lookbehind leaves relative paths and URLs alone.
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:work|root|home/\w+|Users/\w+)/\w")
HALF_DONE = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|NotImplemented" r"Error)\b")
# The base components raise the last one in the methods that each flow has to define.
ABSTRACT_BASES = "connector_ebay/components/core/"
LONGEST_FILE = 400


def registry_hosts():
    """The hosts that this machine's own package clients fetch from."""
    clients = (
        ["apt-get", "indextargets", "--format", "$(SITE)"],
        ["pip", "config", "list"],
        ["npm", "config", "get", "registry"],
    )
    told = ""
    for command in clients:
        try:
            told += subprocess.run(
                command, capture_output=True, text=True, check=False, cwd="/"
            ).stdout
        except OSError:
            continue
    return {host for host in re.findall(r"https?://([\w.-]+)", told) if "." in host}


def test_no_path_of_a_machine_is_committed():
    found = [name for name, text in tracked_texts() if MACHINE_PATH.search(text)]
    assert not found


def test_no_host_of_a_package_registry_is_committed():
    hosts = registry_hosts()
    found = [
        (name, host) for name, text in tracked_texts() for host in hosts if host in text
    ]
    assert not found


def test_nothing_is_left_for_later():
    found = [
        f"{name}: {word}"
        for name, text in tracked_texts("*.py")
        for word in HALF_DONE.findall(text)
        if not (name.startswith(ABSTRACT_BASES) and word.startswith("Not"))
    ]
    assert not found


def test_files_stay_short():
    lengths = {name: text.count("\n") for name, text in tracked_texts("*.py", "*.xml")}
    assert not {name: n for name, n in lengths.items() if n > LONGEST_FILE}


def test_every_class_and_module_of_the_wire_says_what_it_is():
    missing = []
    for name, text in tracked_texts("connector_ebay/ebay_client/*.py"):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Module | ast.ClassDef) and node.body:
                if not ast.get_docstring(node):
                    missing.append(f"{name}: {getattr(node, 'name', 'module')}")
    assert not missing


def test_commands_are_executable():
    commands = [".ci/run", "setup/demo", "setup/test"]
    modes = {
        path.relative_to(ROOT).as_posix(): path.stat().st_mode & 0o111
        for path in tracked_files(*commands)
    }
    assert modes.keys() == set(commands) and all(modes.values())
