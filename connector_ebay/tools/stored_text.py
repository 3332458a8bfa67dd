# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Texts that are stored now and read later, by people with other languages.

``StoredText._`` is used as ``self.env._`` is, and exported for translators as well.
Store what :meth:`StoredText.dump` returns in a JSON column::

    text = StoredText._("No product has the SKU %(sku)s.", sku=sku)
    order.hold_text = text.dump()

and where it is shown, in the language and time zone of the environment::

    StoredText.load(order.hold_text).render(self.env)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from odoo.api import Environment
from odoo.tools import format_date, format_datetime, formatLang
from odoo.tools.translate import get_translated_module, get_translation

#: How moments and days are written in the plain text.
_MOMENT, _DAY = "%Y-%m-%d %H:%M UTC", "%Y-%m-%d"


class StoredText(str):
    """Translatable text with its arguments: the text in English is its plain value.

    As it is a string, it can be the result of a job or the message of an exception:
    whoever does not know its class shows the text in English.

    :ivar stored: what is stored, as JSON: ``module``, ``text`` and ``args``, or
        ``join`` and ``parts``, or one of ``option``, ``money``, ``number`` and
        ``name``; None if it is plain text that is never translated
    """

    stored: dict[str, Any] | None

    @classmethod
    def _(cls, template: str, /, *values: Any, **named: Any) -> StoredText:
        """Return the text of a template of the calling add-on, with its arguments.

        Arguments are numbers, strings, other ``StoredText``, naive datetimes in UTC,
        or dates; the last three are formatted for the reader.

        :param values: for a template with ``%s``
        :param named: for a template with ``%(name)s``
        """
        arguments: Any = [_store_argument(value) for value in values]
        if named:
            arguments = {name: _store_argument(value) for name, value in named.items()}
        return cls._make(
            {
                # The add-on of the caller, two frames back: env._ does the same.
                "module": get_translated_module(2),
                "text": template,
                "args": arguments,
            }
        )

    def __str__(self) -> str:
        """Return the text itself, so that ``str(error)`` keeps the template."""
        return self

    @classmethod
    def joined(cls, separator: str, parts: Iterable[str]) -> StoredText:
        """Return the parts as one text, with the separator between them."""
        stored = [_store_argument(part) for part in parts]
        return cls._make({"join": separator, "parts": stored})

    @classmethod
    def option(cls, field: Any, value: str) -> StoredText:
        """Return the label of a value of an Odoo selection field."""
        label = dict(field.selection).get(value, value)
        return cls._make({"option": [field.model_name, field.name, value, label]})

    @classmethod
    def money(cls, amount: float, currency: Any) -> StoredText:
        """Return an amount, written as the reader writes amounts of the currency."""
        return cls._make({"money": [amount, currency.id, currency.name]})

    @classmethod
    def number(cls, value: float) -> StoredText:
        """Return a number without needless zeros, with the reader's decimal point."""
        return cls._make({"number": value})

    @classmethod
    def name(cls, record: Any) -> StoredText:
        """Return the name of a record whose name is translated, such as a country."""
        english = record.with_context(lang="en_US").name
        return cls._make({"name": [record._name, record.id, english]})

    @classmethod
    def load(cls, value: dict[str, Any] | str | bool | None) -> StoredText:
        """Return the text that was stored; a plain string is shown as it is."""
        if isinstance(value, dict):
            return cls._make(value)
        return cls._make(None, value or "")

    @classmethod
    def _make(cls, stored: dict[str, Any] | None, plain: Any = "") -> StoredText:
        text = _render(stored, None) if stored else str(plain)
        made = str.__new__(cls, text)
        made.stored = stored
        return made

    def dump(self) -> dict[str, Any] | str:
        """Return what is to be stored in a JSON column."""
        return self.stored or str.__str__(self)

    def render(self, env: Environment) -> str:
        """Return the text in the language and time zone of an environment."""
        if not self.stored:
            return str.__str__(self)
        return _render(self.stored, env)


def dump_text(text: str | bool) -> dict[str, Any] | str | bool:
    """Return what is to be stored of a text that may be plain, in a JSON column."""
    return text.dump() if isinstance(text, StoredText) else (text or False)


def render_text(env: Environment, value: dict[str, Any] | str | bool | None) -> str:
    """Return a text that :func:`dump_text` stored in the environment's language."""
    return StoredText.load(value).render(env)


def _render(stored: dict[str, Any], env: Environment | None) -> str:
    """Return the text in an environment's language, in English without one."""
    if "join" in stored:
        parts = [_render_argument(part, env) for part in stored["parts"]]
        return stored["join"].join(map(str, parts))
    for kind, render in _RENDERERS.items():
        if kind in stored:
            return render(stored[kind], env)
    arguments: Any = stored["args"]
    if isinstance(arguments, dict):
        arguments = {key: _render_argument(arg, env) for key, arg in arguments.items()}
    else:
        arguments = tuple(_render_argument(arg, env) for arg in arguments)
    lang = (env and env.lang) or "en_US"
    return get_translation(stored["module"], lang, stored["text"], arguments)


def _render_option(stored: list[str], env: Environment | None) -> str:
    model, field, value, label = stored
    if env is None or field not in env[model]._fields:
        return label
    labels = dict(env[model]._fields[field]._description_selection(env))
    return labels.get(value, label)


def _render_money(stored: list[Any], env: Environment | None) -> str:
    amount, currency_id, code = stored
    currency = env and env["res.currency"].sudo().browse(currency_id).exists()
    if not currency:
        return f"{amount:.2f} {code or ''}".strip()
    return formatLang(env, amount, currency_obj=currency)


def _render_number(value: float, env: Environment | None) -> str:
    plain = f"{value:.6f}".rstrip("0").rstrip(".")
    if env is None:
        return plain
    return formatLang(env, value, digits=len(plain.partition(".")[2]))


def _render_name(stored: list[Any], env: Environment | None) -> str:
    model, record_id, english = stored
    if env is None or model not in env:
        return english
    return env[model].sudo().browse(record_id).exists().name or english


#: How each kind of value is shown, by the key under which it is stored.
_RENDERERS: dict[str, Callable[[Any, Environment | None], str]] = {
    "option": _render_option,
    "money": _render_money,
    "number": _render_number,
    "name": _render_name,
}


def _store_argument(value: Any) -> Any:
    """Return a value as JSON; moments and days keep their kind."""
    if isinstance(value, StoredText):
        return value.dump()
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)


def _render_argument(value: Any, env: Environment | None) -> Any:
    if not isinstance(value, dict):
        return value
    if "moment" in value:
        moment = datetime.fromisoformat(value["moment"])
        if env is None:
            return moment.strftime(_MOMENT)
        return format_datetime(env, moment, dt_format="short")
    if "day" in value:
        day = date.fromisoformat(value["day"])
        return day.strftime(_DAY) if env is None else format_date(env, day)
    return _render(value, env)
