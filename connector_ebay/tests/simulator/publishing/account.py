# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Account API: business policies, programs, selling limits.

https://developer.ebay.com/api-docs/sell/account/resources/methods
"""

from ..errors import RestError, json_response
from ..keyset import scope
from ..marketplaces import MARKETPLACES
from ..routing import Routes
from .policies import KINDS

BASE = "/sell/account/v1"
routes = Routes(BASE, "sell.account")
READ = (scope("sell.account"), scope("sell.account.readonly"))
WRITE = (scope("sell.account"),)
PROGRAM = "SELLING_POLICY_MANAGEMENT"


def _listed(kind):
    plural = f"get{kind.capitalize()}Policies"

    @routes.add("GET", f"/{kind}_policy", plural, scopes=READ)
    def answer(call):
        """Answer with all policies of one kind of a marketplace; there is no paging."""
        market = call.query.get("marketplace_id", "")
        if market not in MARKETPLACES:
            raise account_error(20401, "Missing field marketplaceId.")
        publishing = call.simulator.publishing
        if not publishing.is_opted_in:
            raise account_error(
                20403, "Invalid .", "User is not eligible for Business Policy."
            )
        found = publishing.policies.of(kind, market)
        href = f"https://api.ebay.com{BASE}/{kind}_policy?marketplace_id={market}"
        paging = {"total": len(found), "href": href, "limit": 0, "offset": 0}
        return paging | {f"{kind}Policies": found}

    return answer


for _kind in KINDS:
    _listed(_kind)


@routes.add("GET", "/program/get_opted_in_programs", "getOptedInPrograms", scopes=READ)
def get_opted_in_programs(call):
    """Answer with the programs the seller takes part in."""
    taking_part = call.simulator.publishing.is_opted_in
    return {"programs": [{"programType": PROGRAM}] if taking_part else []}


@routes.add("POST", "/program/opt_in", "optInToProgram", scopes=WRITE)
def opt_in_to_program(call):
    """Opt the seller in; it takes effect after the delay that a test set."""
    if call.json().get("programType") != PROGRAM:
        raise account_error(20402, "Invalid input.", "Unknown program.")
    publishing = call.simulator.publishing
    if publishing.is_opted_in:
        raise RestError(
            409,
            25803,
            "API_ACCOUNT",
            "Already exists.",
            "The seller is opted in to this program already.",
        )
    publishing.opt_in()
    return json_response(None)


@routes.add("GET", "/privilege", "getPrivileges", scopes=READ)
def get_privileges(call):
    """Answer with what the seller may sell in a month."""
    publishing = call.simulator.publishing
    answer = {"sellerRegistrationCompleted": publishing.registered}
    if publishing.selling_limit is not None:
        amount, quantity = publishing.selling_limit
        currency = call.seller.marketplace.currency
        answer["sellingLimit"] = {
            "amount": {"value": str(amount), "currency": currency},
            "quantity": quantity,
        }
    return answer


def account_error(error_id, message, long_message=None):
    """Return an error of the Account API."""
    return RestError(400, error_id, "API_ACCOUNT", message, long_message)
