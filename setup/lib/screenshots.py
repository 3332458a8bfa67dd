# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``setup/screenshots``: take the pictures of the user guide from the running demo."""

import argparse
import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from .browser import Browser
from .console import Problem, say
from .environment import ensure_environment
from .paths import ROOT, VENV, venv_program
from .screenshot_data import prepare

FOLDER = ROOT / "docs/user-guide/pictures"
LANGUAGES = {"en": "en_US", "pl": "pl_PL"}
QUALITY = 72


@dataclass(frozen=True)
class Picture:
    """A picture of the guide.

    :ivar action: XML id of the action that is opened
    :ivar model: of the record that is shown, if it is the form of one
    :ivar domain: finds the record
    :ivar method: of that record, is called; what it opens is shown instead
    :ivar values: of a record that is created for the picture, and deleted afterwards
    :ivar press: selector of what is pressed
    :ivar until: selector of what then appears
    :ivar login: user of the demo who sees the page
    """

    name: str
    action: str
    model: str = ""
    domain: tuple = ()
    method: str = ""
    values: tuple[tuple[str, str], ...] = ()
    press: str = ""
    until: str = ""
    login: str = "admin"


PICTURES = (
    Picture("dashboard", "connector_ebay.ebay_dashboard_action", login="assistant"),
    Picture("settings", "connector_ebay.res_config_settings_action"),
    Picture(
        "account",
        "connector_ebay.ebay_backend_action",
        model="ebay.backend",
        values=(("name", "My Shop"), ("environment", "production")),
    ),
    Picture("match", "connector_ebay.ebay_match_server_action"),
    Picture("taxes", "connector_ebay_sale.ebay_tax_mapping_action"),
    Picture(
        "take-over",
        "connector_ebay.ebay_take_over_action",
        model="ebay.backend",
        method="action_take_over",
    ),
    Picture("orders", "connector_ebay_sale.ebay_sale_order_action", login="assistant"),
    Picture(
        "held-order",
        "connector_ebay_sale.ebay_sale_order_action",
        model="ebay.sale.order",
        domain=(("import_state", "=", "held"),),
        login="assistant",
    ),
    Picture("sync-status", "connector_ebay.ebay_sku_sync_action", login="assistant"),
    Picture("to-ship", "connector_ebay_stock.ebay_to_ship_action", login="assistant"),
    Picture(
        "ship",
        "connector_ebay_stock.ebay_to_ship_action",
        press="button[name='action_ebay_ship_dialog']",
        until=".modal .o_form_view",
        login="assistant",
    ),
    Picture(
        "health",
        "connector_ebay.ebay_backend_action",
        model="ebay.backend",
        press="button[name='action_check_health']",
        until=".modal .o_form_view",
    ),
    Picture(
        "template",
        "connector_ebay.ebay_listing_template_action",
        model="ebay.listing.template",
    ),
    Picture(
        "draft",
        "connector_ebay.ebay_listing_draft_action",
        model="ebay.product.template",
        domain=(("status", "=", "draft"),),
    ),
)


def screenshots(arguments: list[str]) -> int:
    """Take the pictures in each language; return 0 if all were taken."""
    options = _parser().parse_args(arguments)
    if Path(sys.prefix) != VENV:
        # The browser's protocol and the pictures need packages of the environment.
        ensure_environment()
        command = [venv_program("python"), str(ROOT / "setup/screenshots")]
        os.execv(command[0], [*command, *arguments])
    wanted = [one for one in PICTURES if not options.only or one.name in options.only]
    missing = []
    with Browser(options.url) as browser:
        browser.log_in(options.database, "admin", "admin")
        prepare(browser)
        for folder in options.language or LANGUAGES:
            _set_language(browser, options.database, LANGUAGES[folder])
            for login in sorted({one.login for one in wanted}):
                browser.log_in(options.database, login, login)
                for picture in (one for one in wanted if one.login == login):
                    if not _take(browser, picture, folder):
                        missing.append(f"{folder}/{picture.name}")
        _set_language(browser, options.database, "en_US")
    for name in missing:
        say(f"not taken: {name}")
    return 1 if missing else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="setup/screenshots",
        description="Take the pictures of the user guide from the running demo.",
    )
    parser.add_argument("--url", default="http://127.0.0.1:8069", help="of the demo")
    parser.add_argument("--database", default="ebay_demo", help="of the demo")
    parser.add_argument("--only", nargs="*", metavar="NAME", help="some of them")
    parser.add_argument(
        "--language", nargs="*", choices=LANGUAGES, help="some languages"
    )
    return parser


def _set_language(browser: Browser, database: str, code: str) -> None:
    """Install a language and give it to the users of the demo."""
    browser.log_in(database, "admin", "admin")
    found = browser.call(
        "res.lang",
        "search_read",
        [("code", "=", code)],
        ["name"],
        context={"active_test": False},
    )
    if not found:
        raise Problem(f"Odoo does not know the language {code}.")
    if code != "en_US":
        # Again also if it is installed: its texts may have changed since.
        values = {"lang_ids": [(6, 0, [found[0]["id"]])], "overwrite": True}
        wizard = browser.call("base.language.install", "create", [values])
        browser.call("base.language.install", "lang_install", wizard)
    users = browser.call("res.users", "search", [("share", "=", False)])
    browser.call("res.users", "write", users, {"lang": code})


def _take(browser: Browser, picture: Picture, folder: str) -> bool:
    """Take one picture; return False if the demo has nothing to show there."""
    if picture.values:
        created = browser.call(picture.model, "create", [dict(picture.values)])
        try:
            return _take_record(browser, picture, folder, created)
        finally:
            browser.call(picture.model, "unlink", created)
    found = []
    if picture.model:
        found = browser.call(
            picture.model, "search", list(picture.domain), limit=1, order="id"
        )
        if not found:
            return False
    if picture.method:
        # Its button is hidden in the demo, where Odoo has taken over already.
        lang = {"lang": LANGUAGES[folder]}
        action = browser.call(picture.model, picture.method, found, context=lang)
        found = [action["res_id"]]
    return _take_record(browser, picture, folder, found)


def _take_record(browser: Browser, picture: Picture, folder: str, ids) -> bool:
    """Take the picture of a record, or of the action without one."""
    browser.open("/".join([f"/odoo/action-{picture.action}", *map(str, ids)]))
    if picture.press:
        try:
            browser.press(picture.press, picture.until)
        except TimeoutError:
            return False
    target = FOLDER / folder / f"{picture.name}.webp"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(_webp(browser.picture()))
    say(f"    {target.relative_to(ROOT)} ({target.stat().st_size // 1024} kB)")
    return True


def _webp(content: bytes) -> bytes:
    # Odoo requires Pillow.
    from PIL import Image

    with Image.open(io.BytesIO(content)) as image, io.BytesIO() as target:
        image.save(target, "WEBP", quality=QUALITY, method=6)
        return target.getvalue()
