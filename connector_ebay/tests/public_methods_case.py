# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Call every public method of the add-ons' models as users who may not use eBay."""

import inspect
from typing import NamedTuple
from unittest.mock import patch

from odoo.exceptions import AccessError, MissingError
from odoo.service.model import call_kw
from odoo.tests import new_test_user
from odoo.tools import mute_logger

#: Methods of the ORM that the add-ons extend: Odoo checks access in them.
ORM_METHODS = {
    "create",
    "write",
    "unlink",
    "default_get",
    "copy",
    "init",
    "get_empty_list_help",
    "get_formview_id",
}

#: Methods that a user without rights on eBay may call, and why that is harmless.
HARMLESS = {
    "product.product.action_list_on_ebay": "needs an account of one's own",
    "product.template.action_list_on_ebay": "needs an account of one's own",
    "product.product.action_open_ebay_listings": "opens a list; its rules apply",
    "product.template.action_open_ebay_listings": "opens a list; its rules apply",
    "ebay.product.product.action_open_ebay_listing": "everybody may read listings",
    "ebay.product.product.action_open_live_listing": "everybody may read listings",
    "ebay.product.template.action_open_listing": "everybody may read listings",
    "ebay.product.template.action_open_product": "everybody may read listings",
    "sale.order.action_confirm": "Odoo's own, which writes with the user's rights",
    "ebay.backend.action_match_all_listings": "takes the user's own accounts",
    "ebay.match.kind.action_accept_all": "takes the SKUs of the user's own accounts",
    "product.template.action_read_safety_labels": "takes the user's own accounts",
}

VERBS = ("INSERT", "UPDATE", "DELETE")


class Outcome(NamedTuple):
    """What a call did that was not refused: statements that wrote, and its error."""

    writes: list[str]
    error: str


class PublicMethodsMixin:
    """Check that no public method works for a user who has no rights on eBay."""

    #: ``{login: groups}`` of users who may not use eBay
    outsiders = {
        "rpc_public": "base.group_public",
        "rpc_portal": "base.group_portal",
        "rpc_internal": "base.group_user",
    }
    #: more methods that are harmless, with the reason
    harmless: dict = {}

    def outsider_users(self):
        """Return the users by login, an eBay manager of another company among them."""
        users = {
            login: new_test_user(self.env, login, groups=groups)
            for login, groups in self.outsiders.items()
        }
        company = self.env["res.company"].create({"name": "Another company"})
        users["rpc_other_company"] = new_test_user(
            self.env,
            "rpc_other_company",
            groups="connector_ebay.group_ebay_manager",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        return users

    def public_methods(self):
        """Yield ``(model, method)`` of every public method that the add-ons define."""
        for model_name in sorted(self.env.registry):
            found = set()
            for cls in type(self.env[model_name]).mro():
                if not cls.__module__.startswith("odoo.addons.connector_ebay"):
                    continue
                found |= {
                    name
                    for name, value in vars(cls).items()
                    if not name.startswith("_") and inspect.isroutine(value)
                }
            for name in sorted(found - ORM_METHODS):
                yield model_name, name

    def arguments(self, model, name):
        """Return a value for each argument that has no default."""
        signature = inspect.signature(getattr(type(model), name))
        parameters = list(signature.parameters.values())[1:]
        return [
            self.backend.id
            for parameter in parameters
            if parameter.default is parameter.empty
            and parameter.kind is parameter.POSITIONAL_OR_KEYWORD
        ]

    def call(self, user, model_name, name):
        """Call a method as a client would; return the statements that wrote."""
        model = self.env[model_name].with_user(user)
        if model._abstract:
            records = model
        else:
            records = self.env[model_name].sudo().search([], limit=1)
        args = self.arguments(model, name)
        if not getattr(getattr(type(model), name), "_api_model", False):
            args = [records.ids, *args]
        writes = []
        cursor = type(self.env.cr)
        execute = cursor.execute

        def watched(cr, query, *more, **options):
            text = str(getattr(query, "code", query)).strip()
            if text.upper().startswith(VERBS):
                writes.append(text[:100])
            return execute(cr, query, *more, **options)

        with patch.object(cursor, "execute", watched):
            call_kw(model, name, args, {})
            self.env.flush_all()
        return writes

    def check_public_methods(self):
        """Call everything as everybody; fail with what was not refused."""
        self.env.flush_all()
        calls = len(self.sim.requests)
        jobs = self.env["queue.job"].sudo().search_count([])
        harmless = {**HARMLESS, **self.harmless}
        methods = list(self.public_methods())
        self.assertGreater(len(methods), 40, "the search finds the methods")
        allowed = []
        for login, user in self.outsider_users().items():
            for model_name, name in methods:
                if login == "rpc_other_company" and not self._has_records(model_name):
                    continue
                outcome = self._result_of(user, model_name, name)
                key = f"{model_name}.{name}"
                if outcome is None or (key in harmless and not outcome.writes):
                    continue
                allowed.append((login, key, *outcome))
        self.assertFalse(allowed, "Check access first, or mark them @api.private")
        self.assertEqual(self.env["queue.job"].sudo().search_count([]), jobs)
        self.assertEqual(len(self.sim.requests), calls, "nobody called eBay")

    def _has_records(self, model_name):
        """Return whether there is a record of the first company to be called on."""
        model = self.env[model_name].sudo()
        return not model._abstract and bool(model.search_count([], limit=1))

    def _result_of(self, user, model_name, name):
        """Return None if access was refused, else what was written or went wrong."""
        try:
            with mute_logger("odoo.models", "odoo.addons.base.models.ir_rule"):
                with self.env.cr.savepoint():
                    return Outcome(self.call(user, model_name, name), "")
        except (AccessError, MissingError):
            return None
        except Exception as error:
            return Outcome([], f"{type(error).__name__}: {error}"[:200])
        finally:
            self.env.invalidate_all()
