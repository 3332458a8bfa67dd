# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The address to which eBay delivers notifications, one for each environment."""

import secrets

from odoo.api import Environment
from odoo.exceptions import UserError

from ..tools.environments import ENVIRONMENTS
from . import Backend


def verification_tokens(env: Environment) -> dict[str, str]:
    """Return the verification tokens by environment, read past the cache.

    eBay sends its challenge while it creates the destination, so all workers must know
    the token at the moment it is stored.
    """
    keys = {f"connector_ebay.{name}.verification_token": name for name in ENVIRONMENTS}
    env["ir.config_parameter"].flush_model()
    env.cr.execute(
        """
        SELECT key, value FROM ir_config_parameter
        WHERE key IN %s AND value != ''
        """,
        (tuple(keys),),
    )
    return {keys[key]: value for key, value in env.cr.fetchall()}


def used_environments(env: Environment, named: str | None = None) -> list[str]:
    """Return the environments that have an account.

    :param named: only this one, if it has an account
    """
    env.cr.execute("SELECT DISTINCT environment FROM ebay_backend WHERE active")
    used = {row[0] for row in env.cr.fetchall()}
    return [name for name in ENVIRONMENTS if name in used and named in (None, name)]


def _main_environment(env: Environment, tokens: set[str]) -> str | None:
    """Return the environment whose address names none.

    This is the first that has a token: of those with an account, otherwise of all.

    :param tokens: the environments that have a token
    """
    for name in [*used_environments(env), *ENVIRONMENTS]:
        if name in tokens:
            return name
    return None


def challenge(
    env: Environment, environment: str | None = None
) -> tuple[str | None, str | None]:
    """Return the verification token and the address as eBay knows it.

    :param environment: as the address names it, if it does
    :return: (None, None) if there is no token
    """
    tokens = verification_tokens(env)
    environment = environment or _main_environment(env, set(tokens))
    if environment not in tokens:
        return None, None
    return tokens[environment], webhook_address(env, environment)


def webhook_address(env: Environment, environment: str) -> str:
    """Return the address for eBay to deliver an environment's notifications to.

    The environment counts as one that has a token: a token that was generated in
    another transaction may not be visible in this one.
    """
    parameters = env["ir.config_parameter"].sudo()
    address = parameters.get_param("connector_ebay.webhook_url")
    address = address or parameters.get_param("web.base.url") + "/api/ebay/webhook"
    tokens = {*verification_tokens(env), environment}
    if environment == _main_environment(env, tokens):
        return address
    return f"{address.rstrip('/')}/{environment}"


def check_webhook_address(backend: Backend, address: str) -> None:
    """Check that eBay delivers to an address.

    :raise UserError: it is not https, and not a simulator's
    """
    if backend.environment != "simulator" and not address.startswith("https://"):
        raise UserError(
            backend.env._(
                "eBay delivers to public https addresses only, not to %s. Set "
                "the webhook address in Settings > eBay.",
                address,
            )
        )


def ensure_verification_token(backend: Backend) -> str:
    """Return the environment's verification token; generate it if there is none.

    It is stored in a transaction of its own, because eBay sends its challenge in
    another request before it answers ours.
    """
    return generate_verification_token(backend.env, backend.environment)


def generate_verification_token(env: Environment, environment: str) -> str:
    """Return an environment's verification token; generate it if there is none.

    eBay's portal asks for it before there is any account: see docs/going-live.md.
    """
    token = verification_tokens(env).get(environment)
    if token:
        return token
    token = secrets.token_urlsafe(32)
    with env.registry.cursor() as cr:
        parameters = env(cr=cr, su=True)["ir.config_parameter"]
        parameters.set_param(f"connector_ebay.{environment}.verification_token", token)
    env.registry.clear_cache()
    return token
